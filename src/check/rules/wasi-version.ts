import { CheckSeverity } from '../finding';
import { certainProblems } from '../obstacle-problems';
import type { Rule } from '../rule';

export const wasiVersion: Rule = {
  id: 'wasi-version',
  severity: CheckSeverity.ERROR,
  title: 'the release of the shim runs the generation of WASI that the binary is made for',
  why:
    'No shim that was released runs WASI 0.3; Spin’s of 0.22 to 0.24 run one release candidate each, by an executor of its own. ' +
    'Source: src/runtime/releases, docs/releases.md; spinframework/spin wit/world.wit of each version.',
  needs: ['release', 'binary'],
  check: (subject) => certainProblems(subject, 'wasi'),
};
