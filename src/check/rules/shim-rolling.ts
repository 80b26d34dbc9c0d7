import { objectsOf, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { titleOf } from '../subject';

export const shimRolling: Rule = {
  id: 'shim-rolling',
  severity: CheckSeverity.ERROR,
  title: 'a Shim is not rolled out node after node, which no release can do',
  why:
    'runtime-class-manager answers `rolling strategy not implemented yet`, and the shim reaches no node. ' +
    'Source: spinframework/runtime-class-manager 0.2.0, shim_controller.go, and its issue 50.',
  needs: [],
  check: (subject) =>
    objectsOf(subject, 'Shim')
      .filter((shim) => textAt(shim, 'spec', 'rolloutStrategy', 'type') === 'rolling')
      .map((shim) => ({
        field: `${titleOf(shim)} /spec/rolloutStrategy/type`,
        value: 'rolling',
        wrong: 'no release of runtime-class-manager has this strategy',
        allowed: 'recreate',
        fix: 'leave rolloutStrategy out; to upgrade, put a second Shim with its own name and class beside the first',
      })),
};
