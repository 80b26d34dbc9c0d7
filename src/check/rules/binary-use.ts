import { CheckSeverity } from '../finding';
import { certainProblems } from '../obstacle-problems';
import type { Rule } from '../rule';

export const binaryUse: Rule = {
  id: 'binary-use',
  severity: CheckSeverity.ERROR,
  title: 'the binary is for what the workload, or the trigger of the Spin application, does with it',
  why:
    'An HTTP component in a Job never ends, a command behind a Service answers nobody, and a trigger ends over a component that does ' +
    'not export what it calls. Source: containerd/runwasi crates/containerd-shim-wasmtime/src/instance.rs; spinframework/spin ' +
    'crates/http/src/trigger.rs.',
  needs: ['release', 'binary'],
  check: (subject) => certainProblems(subject, 'use'),
};
