import { isObject, type Json, object, objects } from './json';
import { podSpecs } from './pod-specs';

/** The Kubernetes versions that the project supports, oldest first. */
export const KUBERNETES_VERSIONS: readonly string[] = ['1.31', '1.32', '1.33', '1.34', '1.35'];

/** The versions from the given one on; all when it is the oldest. */
export function versionsFrom(oldest: string): string[] {
  const start = KUBERNETES_VERSIONS.indexOf(oldest);
  if (start < 0) throw new Error(`Kubernetes ${oldest} is not one of ${KUBERNETES_VERSIONS.join(', ')}`);
  return KUBERNETES_VERSIONS.slice(start);
}

/**
 * Fields of an object that the given Kubernetes version lacks.
 *
 * From 1.31 to 1.33 the schemas of the kinds that a workload may consist of
 * differ in these four fields alone; 1.34 and 1.35 only add more. The published
 * schemas hold this table to it (kubernetes-versions.test.ts).
 */
export function fieldsNewerThan(manifest: Json, version: string): string[] {
  const found: string[] = [];
  const lacks = (since: string): boolean => versionsFrom(version).includes(since) && version !== since;
  const note = (present: boolean, since: string, path: string): void => {
    if (present && lacks(since)) found.push(`${path}: unknown field before Kubernetes ${since}`);
  };
  for (const [path, spec] of podSpecs(manifest)) {
    note('resources' in spec, '1.32', `${path}.resources`);
    const security = object(spec, 'securityContext');
    note('seLinuxChangePolicy' in security, '1.32', `${path}.securityContext.seLinuxChangePolicy`);
    for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
      objects(spec, list).forEach((container, index) => {
        const lifecycle = object(container, 'lifecycle');
        note('stopSignal' in lifecycle, '1.33', `${path}.${list}[${index}].lifecycle.stopSignal`);
      });
    }
  }
  if (manifest.kind === 'HorizontalPodAutoscaler') {
    for (const [direction, rules] of Object.entries(object(object(manifest, 'spec'), 'behavior'))) {
      note(isObject(rules) && 'tolerance' in rules, '1.33', `spec.behavior.${direction}.tolerance`);
    }
  }
  return found;
}
