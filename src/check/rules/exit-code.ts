import { WasmKind } from '../../artifact/wasm/classify';
import { Known } from '../../runtime/fact';
import { isGiven, membersAt, objectsOf } from '../fields';
import { CheckSeverity } from '../finding';
import { shimOf } from '../obstacle';
import type { Rule } from '../rule';
import { type Subject, titleOf } from '../subject';
import { binariesOf } from '../subject-binaries';

const PLACES: readonly { readonly kind: string; readonly path: readonly string[] }[] = [
  { kind: 'Job', path: ['spec', 'podFailurePolicy', 'rules'] },
  { kind: 'CronJob', path: ['spec', 'jobTemplate', 'spec', 'podFailurePolicy', 'rules'] },
];

export const exitCode: Rule = {
  id: 'exit-code',
  severity: CheckSeverity.WARNING,
  title: 'a Job goes by exit codes only where the guest’s own arrives',
  why:
    'A component of WASI 0.2 says success or failure and no number: proc_exit(7) is 7 from a core module and 1 once it is a component. Under ' +
    'Spin’s shim every failure is 137. Seen on a real cluster (Spin’s command trigger). Source: WASI 0.2, wasi:cli/run.',
  needs: ['release', 'binary'],
  concerns: (subject) => placesOf(subject).length > 0,
  check: (subject) => {
    const { release } = subject;
    const guests = release?.guests;
    const lost = binariesOf(subject).find(({ binary }) => {
      const fact = binary.kind === WasmKind.COMPONENT ? guests?.componentExitCodes : guests?.moduleExitCodes;
      return fact?.value === Known.NO;
    });
    if (release === undefined || lost === undefined) {
      return [];
    }
    const what = lost.binary.kind === WasmKind.COMPONENT ? 'component' : 'core module';
    return placesOf(subject).map((field) => ({
      field,
      wrong: `under ${shimOf(release)} the exit code of a ${what} is not its own`,
      fix: 'onPodConditions; or a core module of preview 1 under WasmRuntime.wasmtime(), whose exit code arrives',
    }));
  },
};

/** Where exit codes decide on a Job. */
function placesOf(subject: Subject): string[] {
  return PLACES.flatMap(({ kind, path }) =>
    objectsOf(subject, kind).flatMap((object) =>
      membersAt(object, ...path)
        .filter(({ spec }) => isGiven(spec, 'onExitCodes'))
        .map(({ index }) => `${titleOf(object)} /${path.join('/')}/${index}/onExitCodes`),
    ),
  );
}
