import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { mayRunOnSpin } from '../spin/application';
import { unsetOf } from '../spin/unset-variables';

export const spinVariableUnseen: Rule = {
  id: 'spin-variable-unseen',
  severity: CheckSeverity.WARNING,
  title: 'each required variable of a Spin application has a value that is seen here',
  why:
    'Values may come from where nobody can look at synth: from envFrom, a provider, a Secret with the whole runtime configuration. ' +
    'Where one does not have it after all, the process ends, or with vault and Azure Key Vault each use of it fails. Seen with ' +
    'containerd-shim-spin 0.24.0; of providers, Source: spinframework/spin crates/expressions, `ensure_required_variables_resolvable`.',
  needs: ['runtime', 'manifest'],
  phase: 'synth',
  concerns: mayRunOnSpin,
  check: (subject) =>
    unsetOf(subject)
      .filter(({ hidden }) => hidden.length > 0)
      .map(({ guest, names, hidden, example }) => ({
        field: `${guest.at}/env`,
        value: names,
        wrong: `required variables of the manifest whose values nobody can see here: they must come from ${hidden.join(' or ')}`,
        fix: `see that they do and acknowledge spin-variable-unseen, or ${example}`,
      })),
};
