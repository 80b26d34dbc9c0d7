import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';
import { SHIM_TRIGGERS } from '../spin/names';

export const spinTriggerMix: Rule = {
  id: 'spin-trigger-mix',
  severity: CheckSeverity.ERROR,
  title: 'a command trigger of a Spin application runs alone',
  why:
    'The shim ends as soon as one of its triggers does: the end of the command takes the HTTP server and the waiting for messages ' +
    'with it, and the pod starts again for ever. Source: containerd-shim-spin src/engine.rs, `run_trigger`, which waits for the first to complete.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ triggers }) => {
      const run = triggers.filter(({ type }) => SHIM_TRIGGERS.includes(type));
      const idsOf = (isCommand: boolean): string =>
        [
          ...new Set(
            run.flatMap(({ type, component }) =>
              (type === 'command') === isCommand && component !== undefined ? [`'${component}'`] : [],
            ),
          ),
        ].join(', ');
      const types = new Set(run.map(({ type }) => type));
      return types.size > 1 && types.has('command')
        ? [
            {
              field: inManifest('trigger'),
              value: [...types],
              wrong: 'when the command ends, all of it ends',
              allowed: 'command triggers alone, or none of them',
              fix: `two workloads of the same image: one with components: [${idsOf(false)}], and a WasmJob or WasmCronJob with components: [${idsOf(true)}]`,
            },
          ]
        : [];
    }),
};
