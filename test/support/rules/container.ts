import { type Json, number, object, objects, type Report, strings, text, unique } from '../json';
import { checkLifecycle, checkProbes } from './probes';
import { checkResources } from './quantity';
import { isDataKey, isDnsLabel, isEnvName, isPort, isPortName, isSubdomain } from './syntax';
import { checkMounts } from './volumes';

export interface ContainerContext {
  readonly path: string;
  /** Names of the pod's volumes. */
  readonly volumes: ReadonlySet<string>;
  readonly graceSeconds: number;
}

export function checkContainer(container: Json, context: ContainerContext, report: Report): void {
  const { path, volumes, graceSeconds } = context;
  const name = text(container, 'name') ?? '';
  if (!isDnsLabel(name)) report(`${path}.name`, `"${name}" is not a DNS-1123 label`);
  const image = text(container, 'image') ?? '';
  if (image === '' || image.trim() !== image) report(`${path}.image`, `"${image}" is not an image`);
  checkPorts(container, path, report);
  checkEnv(container, path, report);
  checkMounts(container, volumes, path, report);
  checkProbes(container, path, report);
  checkLifecycle(container, graceSeconds, path, report);
  checkResources(object(container, 'resources'), `${path}.resources`, report);
  checkSecurity(object(container, 'securityContext'), `${path}.securityContext`, report);
}

function checkPorts(container: Json, path: string, report: Report): void {
  const ports = objects(container, 'ports');
  ports.forEach((port, index) => {
    const here = `${path}.ports[${index}]`;
    const name = text(port, 'name');
    if (name !== undefined && !isPortName(name)) report(`${here}.name`, `"${name}" is not a port name`);
    if (!isPort(port.containerPort)) report(`${here}.containerPort`, `${port.containerPort} is not a port`);
    if ('hostPort' in port && !isPort(port.hostPort))
      report(`${here}.hostPort`, `${port.hostPort} is not a port`);
  });
  unique(
    ports.map((port) => text(port, 'name')),
    `${path}.ports`,
    report,
  );
  // taken by a plain create, refused by a server-side apply
  unique(
    ports.map((port) => `${port.containerPort}/${port.protocol ?? 'TCP'}`),
    `${path}.ports`,
    report,
  );
}

function checkEnv(container: Json, path: string, report: Report): void {
  const env = objects(container, 'env');
  env.forEach((variable, index) => {
    const here = `${path}.env[${index}]`;
    const name = text(variable, 'name') ?? '';
    if (!isEnvName(name)) report(`${here}.name`, `"${name}" is not the name of an environment variable`);
    if (!('valueFrom' in variable)) return;
    if (text(variable, 'value')) report(`${here}.valueFrom`, 'excludes value');
    const sources = Object.entries(object(variable, 'valueFrom'));
    if (sources.length !== 1)
      report(`${here}.valueFrom`, `must have exactly one source, has ${sources.length}`);
    for (const source of ['configMapKeyRef', 'secretKeyRef']) {
      const reference = object(object(variable, 'valueFrom'), source);
      if (source in object(variable, 'valueFrom'))
        checkKeyReference(reference, `${here}.valueFrom.${source}`, report);
    }
  });
  // taken by a plain create, refused by a server-side apply
  unique(
    env.map((variable) => text(variable, 'name')),
    `${path}.env`,
    report,
  );
  objects(container, 'envFrom').forEach((source, index) => {
    const here = `${path}.envFrom[${index}]`;
    const kinds = ['configMapRef', 'secretRef'].filter((kind) => kind in source);
    if (kinds.length !== 1) report(here, `must have exactly one source, has ${kinds.length}`);
    const prefix = text(source, 'prefix');
    if (prefix && !isEnvName(prefix))
      report(`${here}.prefix`, `"${prefix}" cannot start an environment variable`);
  });
}

function checkKeyReference(reference: Json, path: string, report: Report): void {
  const name = text(reference, 'name') ?? '';
  const key = text(reference, 'key') ?? '';
  if (!isSubdomain(name)) report(`${path}.name`, `"${name}" is not a DNS-1123 subdomain`);
  if (!isDataKey(key)) report(`${path}.key`, `"${key}" is not a key`);
}

function checkSecurity(security: Json, path: string, report: Report): void {
  for (const field of ['runAsUser', 'runAsGroup']) {
    const id = number(security, field) ?? 0;
    if (id < 0 || id > 2 ** 31 - 1) report(`${path}.${field}`, `${id} is not an id`);
  }
  const adds = strings(object(security, 'capabilities'), 'add');
  if (security.allowPrivilegeEscalation !== false) return;
  if (security.privileged === true) report(`${path}.allowPrivilegeEscalation`, 'false excludes privileged');
  if (adds.includes('CAP_SYS_ADMIN'))
    report(`${path}.allowPrivilegeEscalation`, 'false excludes CAP_SYS_ADMIN');
}
