import { frozenCopy } from '../../value/json';
import { isAtLeast, isSame } from '../../value/version';
import type { ShimReleaseSpec } from './shim-release-spec';
import { spinReleases } from './spin';
import { unknownRelease } from './unknown-release';
import { wamrReleases } from './wamr';
import { wasmedgeReleases } from './wasmedge';
import { wasmerReleases } from './wasmer';
import { wasmtimeReleases } from './wasmtime';

/**
 * By the name of the runtime. What a crun runs follows from the engine that it was built with, so that a release of it
 * says nothing.
 */
const TABLES: ReadonlyMap<string, () => ShimReleaseSpec[]> = new Map([
  ['spin', spinReleases],
  ['wasmtime', wasmtimeReleases],
  ['wasmedge', wasmedgeReleases],
  ['wasmer', wasmerReleases],
  ['wamr', wamrReleases],
]);

/** Every workload asks for its release. */
const made = new Map<string, readonly ShimReleaseSpec[]>();

/** The releases of a runtime that are known, newest first; none of a runtime of the user’s own. */
export function releasesOf(runtime: string): readonly ShimReleaseSpec[] {
  const known = made.get(runtime);
  if (known !== undefined) {
    return known;
  }
  const table = (TABLES.get(runtime)?.() ?? []).map((release) => frozenCopy(release));
  made.set(runtime, table);
  return table;
}

/** The releases of all runtimes: the runtime with the newest one first. */
export function allReleases(): ShimReleaseSpec[] {
  return [...TABLES.keys()]
    .flatMap(releasesOf)
    .sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

/** Releases that are not in the table, by runtime and version. */
const unknown = new Map<string, ShimReleaseSpec>();

/**
 * What a release runs.
 *
 * @param version the release; the newest where it is left out
 * @returns the nearest older one with nothing known of it where the table lacks the release; `undefined` where nothing is
 * known of the runtime
 */
export function releaseOf(runtime: string, version?: string): ShimReleaseSpec | undefined {
  const table = releasesOf(runtime);
  const [newest] = table;
  if (version === undefined || newest === undefined) {
    return newest;
  }
  const key = `${runtime} ${version}`;
  const nearest = table.find((one) => isAtLeast(version, one.version)) ?? table[table.length - 1];
  const release = isSame(nearest.version, version)
    ? nearest
    : (unknown.get(key) ?? frozenCopy(unknownRelease(nearest, version)));
  if (release !== nearest) {
    unknown.set(key, release);
  }
  return release;
}
