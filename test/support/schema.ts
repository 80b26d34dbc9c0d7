import { apiServerProblems, referenceProblems } from './apiserver-rules';
import { builtinProblems } from './builtin-kinds';
import { crdsAvailable, customProblems, isCustomGroup } from './crds';
import { isObject, type Json, object, text } from './json';
import { fieldsNewerThan, KUBERNETES_VERSIONS, versionsFrom } from './kubernetes-versions';
import { publishedProblems } from './published-schemas';

export interface ValidateOptions {
  /**
   * The oldest Kubernetes version that must take the objects; every newer
   * supported one must too.
   *
   * @default - the oldest supported one
   */
  readonly kubernetes?: string;
}

/**
 * Problems that Kubernetes would have with one object, each as `path: message`;
 * none when it would take it. Unknown fields are problems at every level.
 */
export function validate(manifest: unknown, options: ValidateOptions = {}): string[] {
  if (!isObject(manifest)) return ['(object): must be an object'];
  const apiVersion = text(manifest, 'apiVersion');
  const kind = text(manifest, 'kind');
  if (apiVersion === undefined || kind === undefined) return ['(object): must have apiVersion and kind'];

  const oldest = options.kubernetes ?? KUBERNETES_VERSIONS[0];
  const found = schemaProblemsOf(manifest, apiVersion, kind, oldest);
  // the rules trust the shapes, so they wait until the schema is satisfied
  return found.length > 0 ? found : apiServerProblems(manifest, apiVersion, kind);
}

/**
 * Problems of a set of objects that are applied together: those of each, and
 * names and ports that one uses and another should have. Each starts with the
 * kind, namespace and name of its object.
 */
export function validateAll(manifests: readonly unknown[], options: ValidateOptions = {}): string[] {
  const each = manifests.flatMap((manifest) =>
    validate(manifest, options).map((text) => `${label(manifest)}: ${text}`),
  );
  if (each.length > 0) return each;
  const known = manifests.filter(isObject);
  return referenceProblems(known).map(([manifest, text]) => `${label(manifest)}: ${text}`);
}

/** Throws with every problem of the objects; returns nothing when there is none. */
export function expectValid(manifests: readonly unknown[], options: ValidateOptions = {}): void {
  const problems = validateAll(manifests, options);
  if (problems.length > 0)
    throw new Error(`Kubernetes would refuse these objects:\n  ${problems.join('\n  ')}`);
}

function schemaProblemsOf(manifest: Json, apiVersion: string, kind: string, oldest: string): string[] {
  const builtin = builtinProblems(manifest, apiVersion, kind);
  if (builtin !== undefined) {
    const found = [...builtin, ...fieldsNewerThan(manifest, oldest)];
    if (found.length > 0) return found;
    return versionsFrom(oldest).flatMap((version) => publishedProblems(manifest, apiVersion, kind, version));
  }
  // metadata is the same for all kinds, so that of the simplest kind stands in
  const { metadata } = manifest;
  const meta = builtinProblems({ apiVersion: 'v1', kind: 'ConfigMap', metadata }, 'v1', 'ConfigMap') ?? [];
  const custom = customProblems(manifest, apiVersion, kind);
  if (custom !== undefined) return [...meta, ...custom];
  if (isCustomGroup(apiVersion) && !crdsAvailable) return meta;
  return [`kind: Kubernetes has no ${kind} in ${apiVersion}, and no definition of it is at hand`];
}

function label(manifest: unknown): string {
  if (!isObject(manifest)) return '(not an object)';
  const metadata = object(manifest, 'metadata');
  const names = [text(metadata, 'namespace'), text(metadata, 'name')].filter((name) => name !== undefined);
  return `${text(manifest, 'kind') ?? '(no kind)'} ${names.join('/')}`;
}
