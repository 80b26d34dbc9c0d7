import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { mayRunOnSpin } from '../spin/application';
import { unsetOf } from '../spin/unset-variables';

export const spinVariableMissing: Rule = {
  id: 'spin-variable-missing',
  severity: CheckSeverity.ERROR,
  title: 'each required variable of a Spin application has a value',
  why:
    'Seen on a real cluster (containerd-shim-spin 0.24.0): without one the pod is in CrashLoopBackOff, with exit code 137 and an ' +
    'empty log; containerd’s log has `no provider resolved required variable(s)`.',
  needs: ['runtime', 'manifest'],
  phase: 'synth',
  concerns: mayRunOnSpin,
  check: (subject) =>
    unsetOf(subject)
      .filter(({ hidden }) => hidden.length === 0)
      .map(({ guest, names, example }) => ({
        field: `${guest.at}/env`,
        value: names,
        wrong:
          'required variables of the manifest without a value, so that the process ends with exit code 137 and an empty log',
        allowed: 'a value of each, from variables, addVariable or a provider of runtimeConfig',
        fix: example,
      })),
};
