import { envOf, guestPodsOf } from '../container';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { SPIN_VARIABLE } from '../spin-variables';

export const spinVariableShadowed: Rule = {
  id: 'spin-variable-shadowed',
  severity: CheckSeverity.ERROR,
  title: 'no variable of the container has the name of a Spin variable',
  why:
    'Seen on a real cluster (containerd-shim-spin 0.24.0): the plain X beats SPIN_VARIABLE_X, whatever their order, and the ' +
    'application reads the wrong value without a word (read in its src/utils.rs).',
  needs: ['runtime'],
  check: (subject) =>
    subject.runtime?.name !== 'spin'
      ? []
      : guestPodsOf(subject).flatMap(({ guest }) => {
          const entries = envOf(guest);
          const variables = new Set(
            entries
              .filter(({ name }) => name.startsWith(SPIN_VARIABLE))
              .map(({ name }) => name.slice(SPIN_VARIABLE.length)),
          );
          return entries
            .filter(({ name }) => variables.has(name))
            .map(({ name, field }) => ({
              field: `${field}/name`,
              value: name,
              wrong: `it beats ${SPIN_VARIABLE}${name}: Spin reads the plain name first`,
              allowed: 'one of the two',
              fix: `variables: { ${name.toLowerCase()}: … } alone; a Spin application does not see env`,
            }));
        }),
};
