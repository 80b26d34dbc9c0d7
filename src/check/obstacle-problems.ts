import type { ShimReleaseSpec } from '../runtime/releases/shim-release-spec';
import type { Aspect, Obstacle } from './obstacle';
import { shimOf } from './obstacle';
import { whileAsked } from './once';
import type { Problem } from './rule';
import { whoRuns, whyNot } from './runs';
import { guestsOf, type Subject } from './subject';
import { binariesOf, type SubjectBinary } from './subject-binaries';

/** What stands against one binary of a subject. */
interface Against {
  readonly of: SubjectBinary;
  readonly obstacle: Obstacle;
}

/** Several rules ask, each for its own part. */
const obstaclesOf = whileAsked((subject: Subject): Against[] => {
  const { release } = subject;
  return release === undefined
    ? []
    : binariesOf(subject).flatMap((of) =>
        whyNot(of.binary, release, of.use).map((obstacle) => ({ of, obstacle })),
      );
});

/** What is certain to stand against the binaries of a subject, of one aspect. */
export function certainProblems(subject: Subject, aspect: Aspect): Problem[] {
  return problemsOf(
    subject,
    obstaclesOf(subject).filter(({ obstacle }) => obstacle.certain && obstacle.aspect === aspect),
  );
}

/** What nobody has shown of the binaries of a subject. */
export function uncertainProblems(subject: Subject): Problem[] {
  return problemsOf(
    subject,
    obstaclesOf(subject).filter(({ obstacle }) => !obstacle.certain),
  );
}

function problemsOf(subject: Subject, found: readonly Against[]): Problem[] {
  return guestsOf(subject).flatMap(({ at, spec }) =>
    found.map(({ of, obstacle }) => ({
      field: `${at}/image`,
      value: spec.image,
      wrong: of.component === undefined ? obstacle.wrong : `component ${of.component}: ${obstacle.wrong}`,
      ...(obstacle.allowed !== undefined && { allowed: obstacle.allowed }),
      fix: fixOf(subject, of, obstacle),
    })),
  );
}

function fixOf(subject: Subject, of: SubjectBinary, { aspect, certain, fix }: Obstacle): string {
  const elsewhere = aspect === 'use' ? undefined : runnerOf(subject, of);
  const ways = [
    fix,
    elsewhere,
    ...(certain ? [] : ['try it on your cluster and acknowledge this with what you saw']),
  ];
  const given = ways.filter((way) => way !== undefined);
  return given.length > 0 ? given.join('; or ') : USUAL_FIX[aspect];
}

/** Where no release of any shim runs it. */
const USUAL_FIX: { readonly [aspect in Aspect]: string } = {
  nothing: 'build a command or an HTTP component',
  kind: 'build a core module of preview 1, or a component of WASI 0.2',
  wasi: 'build it for WASI 0.2; no release of a shim that this package knows runs this',
  role: 'build a command or an HTTP component; no release of a shim that this package knows calls this',
  use: 'another workload',
  import: 'build it without; no release of a shim that this package knows provides all of its imports',
};

/** The release or the runtime that would run it, newest first: a newer release of the same runtime before all others. */
function runnerOf({ release, platform }: Subject, { binary, use }: SubjectBinary): string | undefined {
  const runners = whoRuns(binary, use);
  const newer = runners.find(({ runtime }) => runtime === release?.runtime);
  if (newer !== undefined) {
    return `nodes with ${shimOf(newer)}, and shimVersions: { ${newer.runtime}: '${newer.version}' } of the platform`;
  }
  const has = (one: ShimReleaseSpec): boolean =>
    platform === undefined || Object.hasOwn(platform.runtimes, one.runtime);
  const other = runners.find(has) ?? runners[0];
  if (other === undefined) {
    return undefined;
  }
  const where = has(other) ? '' : `, on a platform that has it`;
  return `runtime: WasmRuntime.${other.runtime}() (${shimOf(other)} runs it)${where}`;
}
