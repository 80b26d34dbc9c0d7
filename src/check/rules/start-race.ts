import { ImageFormat } from '../../artifact/image-format';
import { dig } from '../../value/json';
import { literal } from '../../value/unresolved';
import { objectsOf } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { type Subject, titleOf } from '../subject';

const JOBS: readonly { readonly kind: string; readonly path: readonly string[] }[] = [
  { kind: 'Job', path: ['spec'] },
  { kind: 'CronJob', path: ['spec', 'jobTemplate', 'spec'] },
];

/** The runtimes and the formats of which pods were seen to lose. */
const RACES: { readonly [runtime: string]: readonly ImageFormat[] } = {
  wasmtime: [ImageFormat.ARTIFACT, ImageFormat.RUNWASI],
  spin: [ImageFormat.SPIN],
};

export const startRace: Rule = {
  id: 'start-race',
  severity: CheckSeverity.WARNING,
  title: 'a Job whose pods start together tries those again that lose the race of the first start',
  why:
    'Seen on a real cluster: of six pods of an image with wasm layers that started together on a node which had never run it, a third ' +
    "ended with StartError 128, `can't handle spec` (31 of 96, containerd-shim-wasm 1.0.1, which compiles the layers for each at once); of a Spin " +
    'application image 7 of 24 with exit code 137 (containerd-shim-spin 0.24.0). Started again, all of them ran.',
  needs: ['runtime', 'imageFormat'],
  concerns: (subject) => gaveUp(subject).length > 0,
  check: (subject) => {
    const { runtime, imageFormat } = subject;
    return runtime === undefined || imageFormat === undefined || !RACES[runtime.name]?.includes(imageFormat)
      ? []
      : gaveUp(subject).map((field) => ({
          field,
          value: 0,
          wrong:
            `pods of an image of the format ${imageFormat} that start together on a node for the first time may end under the ` +
            `${runtime.name} runtime before the program starts, and none is tried again`,
          allowed: 'backoffLimit of 1 and more, or restartPolicy: OnFailure',
          fix: 'backoffLimit: 3; or an image of the format PLAIN, whose pods do not lose',
        }));
  },
};

/** Where a Job with several pods at once gives up at the first that fails. */
function gaveUp(subject: Subject): string[] {
  return JOBS.flatMap(({ kind, path }) =>
    objectsOf(subject, kind).flatMap((object) => {
      const said = (...field: string[]): unknown => literal(dig(object, ...path, ...field));
      const several = Number(said('parallelism') ?? 1) > 1;
      const never = said('template', 'spec', 'restartPolicy') === 'Never';
      return several && never && said('backoffLimit') === 0
        ? [`${titleOf(object)} /${path.join('/')}/backoffLimit`]
        : [];
    }),
  );
}
