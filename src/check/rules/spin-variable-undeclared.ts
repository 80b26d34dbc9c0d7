import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, mayRunOnSpin } from '../spin/application';
import { givenVariables } from '../spin/variables';
import { SPIN_VARIABLE } from '../spin-variables';

export const spinVariableUndeclared: Rule = {
  id: 'spin-variable-undeclared',
  severity: CheckSeverity.ERROR,
  title: 'a variable that a workload sets is one of its Spin application',
  why:
    'Spin asks only for the variables that the manifest has: a value of another, as of a name that is mistyped, is passed over without ' +
    'a word, and the application runs with a default. Source: spinframework/spin crates/expressions, `resolve_variable`.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ guest, manifest }) => {
      const declared = Object.keys(manifest.variables);
      return givenVariables(guest)
        .filter(({ name, variable }) => name.startsWith(SPIN_VARIABLE) && !declared.includes(variable))
        .map(({ field, variable }) => ({
          field: `${field}/name`,
          value: variable,
          wrong: 'the application has no such variable, and Spin passes over it',
          allowed: declared.join(', ') || 'none: the manifest has no [variables]',
          fix: `one of these, or ${variable} = { required = true } under [variables] in spin.toml`,
        }));
    }),
};
