import { isAbsolute, join, relative } from 'node:path';
import { refusal } from '../../value/refuse';
import type { SpinLockFile } from '../oci-image/spin-lock';
import type { SpinFiles } from '../spin/source-spec';
import { fileBytes, filesBelow, kindOf } from './files';
import { filesThatFit, isPattern, pathTest } from './glob';
import type { ManifestPlace, SourceFile } from './spin-sources';

/** A file for a component: where it is, and where the component sees it. */
interface Mounted {
  readonly from: string;
  readonly to: string;
}

/**
 * The files of a component, as Spin copies them for an image.
 *
 * Source: spinframework/spin, `crates/loader/src/local.rs`.
 *
 * @throws where an entry is none, or nothing is there
 */
export function filesOf(place: ManifestPlace, { id, component }: SourceFile): SpinLockFile[] {
  const { files, excludeFiles } = component;
  const isExcluded = testsOf(excludeFiles, (text, wrong) =>
    refusedAt(place, id, 'exclude_files', text, wrong),
  );
  const mounted = new Map<string, string>();
  for (const entry of files) {
    for (const { from, to } of mountedBy(place, entry, isExcluded, (wrong, fix) =>
      refusedAt(place, id, 'files', entry.pattern ?? entry, wrong, fix),
    )) {
      const other = mounted.get(to);
      if (other !== undefined && other !== from) {
        const wrong = `${other} and ${from} would both be ${to}, and Spin takes the one that it copies last`;
        throw refusedAt(place, id, 'files', entry.pattern ?? entry, wrong);
      }
      mounted.set(to, from);
    }
  }
  return [...mounted].map(([path, from]) => ({ path, bytes: fileBytes(from) }));
}

type Refuse = (wrong: string, fix?: string) => Error;

function mountedBy(
  place: ManifestPlace,
  { pattern, source = '', destination = '' }: SpinFiles,
  isExcluded: (path: string) => boolean,
  refuse: Refuse,
): Mounted[] {
  const found =
    pattern === undefined ? placed(place, source, destination, refuse) : fitting(place, pattern, refuse);
  if (found.length === 0) {
    throw refuse('there is no such file', 'build what makes them first, or leave it out');
  }
  return found.filter(({ single, at }) => single || !isExcluded(at));
}

interface Found extends Mounted {
  /** Its path from the folder of the manifest on. */
  readonly at: string;
  /** Whether the entry names this one file: Spin excludes none of those. */
  readonly single: boolean;
}

function fitting({ folder }: ManifestPlace, pattern: string, refuse: Refuse): Found[] {
  if (isAbsolute(pattern) || pattern.split('/').includes('..')) {
    throw refuse('it leads out of the folder of the manifest', 'use { source, destination }');
  }
  const kind = kindOf(join(folder, pattern));
  if (kind === 'folder') {
    throw refuse(
      `Spin would mount the folder within itself, as ${pattern}/${pattern}`,
      `write ${JSON.stringify(`${pattern.replace(/\/$/, '')}/**/*`)}, or { source, destination }`,
    );
  }
  const single = kind === 'file';
  const paths = single
    ? [segmentsOf(pattern).join('/')]
    : isPattern(pattern)
      ? attempt(() => filesThatFit(folder, pattern), refuse)
      : [];
  return paths.map((path) => ({ from: join(folder, path), to: path, at: path, single }));
}

function placed({ folder }: ManifestPlace, source: string, destination: string, refuse: Refuse): Found[] {
  const from = isAbsolute(source) ? source : join(folder, source);
  if (isAbsolute(source) && relative(folder, from).startsWith('..')) {
    throw refuse('it is outside of the folder of the manifest', 'give a path from there on');
  }
  const target = segmentsOf(destination);
  if (target.includes('..')) {
    throw refuse('its destination leads out of what the component sees', 'a path from / on, without ".."');
  }
  if (kindOf(from) === 'file') {
    if (target.length === 0 || /\/\.?$/.test(destination)) {
      throw refuse(
        'its destination is a folder',
        `destination = "${destination.replace(/\/?\.?$/, '/')}NAME"`,
      );
    }
    return [{ from, to: target.join('/'), at: source, single: true }];
  }
  const below = kindOf(from) === 'folder' ? attempt(() => filesBelow(from), refuse) : [];
  const base = relative(folder, from).replaceAll('\\', '/');
  return below.map((path) => ({
    from: join(from, path),
    to: [...target, path].join('/'),
    at: base === '' ? path : `${base}/${path}`,
    single: false,
  }));
}

function testsOf(
  patterns: readonly string[],
  refuse: (text: string, wrong: string) => Error,
): (path: string) => boolean {
  const tests = patterns.map((text) =>
    attempt(
      () => pathTest(text),
      (wrong) => refuse(text, wrong),
    ),
  );
  return (path) => tests.some((test) => test(path));
}

function attempt<T>(work: () => T, refuse: Refuse): T {
  try {
    return work();
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function refusedAt(
  { file }: ManifestPlace,
  id: string,
  field: string,
  value: unknown,
  wrong: string,
  fix?: string,
): Error {
  return refusal({
    path: file,
    field: `component.${id}.${field}`,
    value,
    wrong,
    ...(fix !== undefined && { fix }),
  });
}
