import type { SpinManifestSpec } from '../../artifact/spin/manifest-spec';
import type { SpinDependency, SpinSource } from '../../artifact/spin/source-spec';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin, startedBy } from '../spin/application';

export const spinComponentIdle: Rule = {
  id: 'spin-component-idle',
  severity: CheckSeverity.WARNING,
  title: 'each component that is to run is started by a trigger, or is part of one that is',
  why:
    'A component that no trigger names is in the image and never runs; Spin says nothing of it, and drops it where components are ' +
    'chosen. Source: spinframework/spin crates/app/src/lib.rs, `retain_components`.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ manifest, retained }) => {
      const started = new Set(manifest.triggers.flatMap(startedBy));
      return Object.entries(manifest.components)
        .filter(([id]) => retained === undefined || retained.ids.includes(id))
        .filter(([id, { source }]) => !started.has(id) && !isPart(manifest, id, source))
        .map(([id]) => ({
          field: inManifest(`component.${id}`),
          wrong: 'no trigger starts it, so it never runs',
          allowed:
            'a trigger that names it: for calls from other components alone, [[trigger.http]] with route = { private = true }',
          fix: 'give it a trigger, or take it out of the manifest',
        }));
    }),
};

/** Whether another component has it for a dependency: normalised, that says its source in the place of its id. */
function isPart({ components }: SpinManifestSpec, id: string, source: SpinSource): boolean {
  return Object.entries(components).some(
    ([other, { dependencies }]) =>
      other !== id && Object.values(dependencies).some((dependency) => isSame(dependency, source)),
  );
}

function isSame(dependency: SpinDependency, source: SpinSource): boolean {
  return (['path', 'url', 'package'] as const).some(
    (kind) => source[kind] !== undefined && dependency[kind] === source[kind],
  );
}
