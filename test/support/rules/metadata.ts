import { type Json, object, type Report, text } from '../json';
import { checkLabels, isDnsLabel, isQualifiedName, isServiceName, isSubdomain } from './syntax';

const MAX_ANNOTATION_BYTES = 256 * 1024;

/** RBAC names may hold what a path segment may. */
const PATH_SEGMENT_KINDS = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

export function checkMetadata(manifest: Json, kind: string, clusterScoped: boolean, report: Report): void {
  const metadata = object(manifest, 'metadata');
  const name = text(metadata, 'name');
  if (name !== undefined) checkName(name, kind, report);
  else if (text(metadata, 'generateName') === undefined) report('metadata.name', 'is missing');

  const namespace = text(metadata, 'namespace');
  if (namespace !== undefined && clusterScoped) report('metadata.namespace', `a ${kind} is cluster-scoped`);
  if (namespace !== undefined && !isDnsLabel(namespace))
    report('metadata.namespace', `"${namespace}" is not a DNS label`);
  checkLabelsAndAnnotations(metadata, 'metadata', report);
}

export function checkLabelsAndAnnotations(metadata: Json, path: string, report: Report): void {
  checkLabels(object(metadata, 'labels'), `${path}.labels`, report);
  const annotations = Object.entries(object(metadata, 'annotations'));
  for (const [key] of annotations) {
    if (!isQualifiedName(key.toLowerCase())) report(`${path}.annotations.${key}`, 'is not an annotation key');
  }
  const bytes = annotations.reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  if (bytes > MAX_ANNOTATION_BYTES)
    report(`${path}.annotations`, `are ${bytes} bytes, of ${MAX_ANNOTATION_BYTES} at most`);
}

function checkName(name: string, kind: string, report: Report): void {
  const [isName, form] = nameForm(kind);
  if (!isName(name)) report('metadata.name', `"${name}" is not a ${form}`);
  // the names of their Jobs and the label on their pods grow from these
  const longest = kind === 'CronJob' ? 52 : kind === 'Job' ? 63 : Number.POSITIVE_INFINITY;
  if (name.length > longest) report('metadata.name', `has ${name.length} characters, of ${longest} at most`);
}

function nameForm(kind: string): [isName: (name: string) => boolean, form: string] {
  if (kind === 'Service') return [isServiceName, 'DNS-1035 label'];
  if (kind === 'Namespace') return [isDnsLabel, 'DNS-1123 label'];
  if (PATH_SEGMENT_KINDS.includes(kind)) return [(name) => !/[/%]|^\.{1,2}$/.test(name), 'path segment'];
  return [isSubdomain, 'DNS-1123 subdomain'];
}
