import { show } from '../../value/refuse';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin, type SpinApplication } from '../spin/application';
import { COMPONENTS_VARIABLE } from '../spin/names';

export const spinComponentRetained: Rule = {
  id: 'spin-component-retained',
  severity: CheckSeverity.ERROR,
  title: 'the components that are to run are in the manifest, and something starts one of them',
  why:
    'With a component that the application does not have the process ends (`Specified component "x" not found in application`), and ' +
    'with nothing to start it ends too: exit code 137 and an empty log. A component that no trigger names is dropped without a word. ' +
    'Source: spinframework/spin crates/app/src/lib.rs, containerd-shim-spin src/engine.rs.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) => applicationsOf(subject).flatMap(problemsOf),
};

function problemsOf({ manifest, retained, triggers }: SpinApplication): Problem[] {
  const known = Object.keys(manifest.components);
  const unknown = (retained?.ids ?? []).filter((id) => !known.includes(id));
  if (retained !== undefined && unknown.length > 0) {
    return [
      {
        field: `${retained.entry.field}/value`,
        value: retained.entry.value,
        wrong: `the manifest has no component ${unknown.map(show).join(', ')}, and the process ends`,
        allowed: known.join(', ') || 'none: the manifest has no components',
        fix: 'components: ids as they stand in spin.toml, or leave it out for all',
      },
    ];
  }
  if (triggers.length > 0) {
    return [];
  }
  const started = manifest.triggers.flatMap(({ component }) => component ?? []);
  return [
    retained === undefined
      ? {
          field: inManifest('trigger'),
          wrong: 'no trigger starts anything, and the process ends',
          fix: 'a [[trigger.…]] for a component',
        }
      : {
          field: `${retained.entry.field}/value`,
          value: retained.entry.value,
          wrong: `no trigger starts any of them in ${COMPONENTS_VARIABLE}, and the process ends`,
          allowed: [...new Set(started)].join(', ') || 'none: no trigger names a component',
          fix: 'components: one that a trigger names, or leave it out for all',
        },
  ];
}
