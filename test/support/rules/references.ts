import { at, type Json, object, objects, type Report, text } from '../json';
import { podSpecs, podTemplate } from '../pod-specs';

type Problem = [manifest: Json, problem: string];

/** What one object uses and another of the same set should have; objects outside the set are left alone. */
export function references(manifests: readonly Json[]): Problem[] {
  const problems: Problem[] = [];
  const reportOn =
    (manifest: Json): Report =>
    (path, message) =>
      problems.push([manifest, `${path}: ${message}`]);
  const seen = new Set<string>();
  for (const manifest of manifests) {
    const id = `${String(manifest.apiVersion).split('/').slice(0, -1)} ${manifest.kind} ${idOf(manifest)}`;
    if (seen.has(id))
      reportOn(manifest)('metadata.name', 'another object has the same kind, namespace and name');
    seen.add(id);
    if (manifest.kind === 'Service') checkTargetPorts(manifest, manifests, reportOn(manifest));
    if (manifest.kind === 'Ingress') checkBackends(manifest, manifests, reportOn(manifest));
    if (manifest.kind === 'HTTPRoute') checkRoute(manifest, manifests, reportOn(manifest));
    if (manifest.kind === 'HorizontalPodAutoscaler') checkScaled(manifest, manifests, reportOn(manifest));
  }
  return problems;
}

function checkTargetPorts(service: Json, manifests: readonly Json[], report: Report): void {
  const selector = object(object(service, 'spec'), 'selector');
  if (Object.keys(selector).length === 0) return;
  const pods = manifests.filter(
    (other) => namespaceOf(other) === namespaceOf(service) && hasLabels(other, selector),
  );
  for (const pod of pods) {
    const ports = containersOf(pod).flatMap((container) => objects(container, 'ports'));
    objects(object(service, 'spec'), 'ports').forEach((port, index) => {
      const target = port.targetPort;
      if (typeof target === 'string' && !ports.some((item) => item.name === target)) {
        report(`spec.ports[${index}].targetPort`, `${pod.kind} ${nameOf(pod)} has no port "${target}"`);
      }
    });
  }
}

function checkBackends(ingress: Json, manifests: readonly Json[], report: Report): void {
  const spec = object(ingress, 'spec');
  const paths = objects(spec, 'rules').flatMap((rule) => objects(object(rule, 'http'), 'paths'));
  for (const backend of [object(spec, 'defaultBackend'), ...paths.map((path) => object(path, 'backend'))]) {
    const service = object(backend, 'service');
    const { name, number } = object(service, 'port');
    checkServicePort(service.name, name ?? number, ingress, manifests, report);
  }
}

function checkRoute(route: Json, manifests: readonly Json[], report: Report): void {
  for (const backend of objects(object(route, 'spec'), 'rules').flatMap((rule) =>
    objects(rule, 'backendRefs'),
  )) {
    const isService = (backend.kind ?? 'Service') === 'Service' && backend.namespace === undefined;
    if (isService) checkServicePort(backend.name, backend.port, route, manifests, report);
  }
}

/** @param port the Service's port by number or by name */
function checkServicePort(
  name: unknown,
  port: unknown,
  from: Json,
  manifests: readonly Json[],
  report: Report,
): void {
  const service = named(manifests, 'Service', name, namespaceOf(from));
  if (service === undefined) return;
  const ports = objects(object(service, 'spec'), 'ports');
  if (!ports.some((item) => item.port === port || item.name === port)) {
    report('spec', `Service ${nameOf(service)} has no port "${port}"`);
  }
}

/** A utilization is a share of a request, so every container needs one. */
function checkScaled(autoscaler: Json, manifests: readonly Json[], report: Report): void {
  const spec = object(autoscaler, 'spec');
  const { kind, name } = object(spec, 'scaleTargetRef');
  const target = named(manifests, String(kind), name, namespaceOf(autoscaler));
  if (target === undefined) return;
  if ('replicas' in object(target, 'spec'))
    report('spec.scaleTargetRef', `${kind} ${name} sets replicas itself`);
  for (const metric of objects(spec, 'metrics').map((item) => object(item, 'resource'))) {
    if (at(metric, 'target', 'type') !== 'Utilization') continue;
    const resource = String(metric.name);
    for (const container of containersOf(target)) {
      const has = (list: string): boolean => at(container, 'resources', list, resource) !== undefined;
      if (!has('requests') && !has('limits')) {
        report('spec.metrics', `container "${container.name}" of ${kind} ${name} requests no ${resource}`);
      }
    }
  }
}

function containersOf(manifest: Json): Json[] {
  return podSpecs(manifest).flatMap(([, spec]) => {
    const sidecars = objects(spec, 'initContainers').filter(
      (container) => container.restartPolicy === 'Always',
    );
    return [...sidecars, ...objects(spec, 'containers')];
  });
}

function hasLabels(manifest: Json, selector: Json): boolean {
  const template = podTemplate(manifest)?.[1] ?? (manifest.kind === 'Pod' ? manifest : undefined);
  const labels = at(template, 'metadata', 'labels');
  return (
    template !== undefined && Object.entries(selector).every(([key, value]) => at(labels, key) === value)
  );
}

function named(manifests: readonly Json[], kind: string, name: unknown, namespace: string): Json | undefined {
  return manifests.find(
    (item) => item.kind === kind && nameOf(item) === name && namespaceOf(item) === namespace,
  );
}

function nameOf(manifest: Json): string {
  return text(object(manifest, 'metadata'), 'name') ?? '';
}

function namespaceOf(manifest: Json): string {
  return text(object(manifest, 'metadata'), 'namespace') ?? '';
}

function idOf(manifest: Json): string {
  return `${namespaceOf(manifest)}/${nameOf(manifest)}`;
}
