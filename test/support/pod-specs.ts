import { at, isObject, type Json } from './json';

/** Where each kind that runs pods keeps its pod template. */
const TEMPLATES: Record<string, string[]> = {
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** The pod template of an object and the path to it. */
export function podTemplate(manifest: Json): [path: string, template: Json] | undefined {
  const keys = TEMPLATES[String(manifest.kind)];
  if (keys === undefined) return undefined;
  const template = at(manifest, ...keys);
  return isObject(template) ? [keys.join('.'), template] : undefined;
}

/** Every pod spec in an object and the path to it. */
export function podSpecs(manifest: Json): [path: string, spec: Json][] {
  if (manifest.kind === 'Pod' && isObject(manifest.spec)) return [['spec', manifest.spec]];
  const found = podTemplate(manifest);
  if (found === undefined) return [];
  const [path, template] = found;
  return isObject(template.spec) ? [[`${path}.spec`, template.spec]] : [];
}
