import { at, type Json, object, objects, strings, text } from './json';
import { podSpecs, podTemplate } from './pod-specs';

// The Pod Security Standards, level "restricted" with all of "baseline" in it, for Linux.
// Source: Kubernetes documentation, Concepts, Security, Pod Security Standards (1.34).

const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);
const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  // Since 1.33 (kubernetes/kubernetes pull 130394); the documentation's list lacks it.
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
/** The profiles of seccomp and of AppArmor that are allowed. */
const PROFILES = ['RuntimeDefault', 'Localhost'];
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const HANDLERS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'preStop'],
  ['lifecycle', 'postStart'],
];

interface Place {
  readonly path: string;
  readonly spec: Json;
}

/**
 * What a namespace that enforces the restricted Pod Security Standard has
 * against the pods of an object, each as `path: message`; none when it admits them.
 */
export function restrictedProblems(manifest: Json): string[] {
  const annotations = object(object(podTemplate(manifest)?.[1] ?? manifest, 'metadata'), 'annotations');
  return podSpecs(manifest).flatMap(([path, spec]) => {
    const pod = { path, spec };
    const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
      objects(spec, list).map((container, i): Place => ({ path: `${path}.${list}[${i}]`, spec: container })),
    );
    return [
      ...hostProblems(pod),
      ...volumeProblems(pod),
      ...annotationProblems(annotations),
      ...[pod, ...containers].flatMap(contextProblems),
      ...containers.flatMap(containerProblems),
      ...userProblems(pod, containers),
      ...seccompProblems(pod, containers),
    ];
  });
}

function hostProblems({ path, spec }: Place): string[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((field) => spec[field] === true)
    .map((field) => `${path}.${field}: must not be true`);
}

function volumeProblems({ path, spec }: Place): string[] {
  return objects(spec, 'volumes').flatMap((volume, i) =>
    Object.keys(volume)
      .filter((key) => key !== 'name' && !VOLUMES.has(key))
      .map((key) => `${path}.volumes[${i}].${key}: volumes of this type are not allowed`),
  );
}

function annotationProblems(annotations: Json): string[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(APPARMOR_ANNOTATION))
    .filter(([, value]) => value !== 'runtime/default' && !String(value).startsWith('localhost/'))
    .map(([key, value]) => `metadata.annotations.${key}: "${value}" is not allowed`);
}

/** What pods and containers may say alike. */
function contextProblems({ path, spec }: Place): string[] {
  const context = object(spec, 'securityContext');
  const here = `${path}.securityContext`;
  const selinux = object(context, 'seLinuxOptions');
  const problems: string[] = [];
  if (at(context, 'windowsOptions', 'hostProcess') === true)
    problems.push(`${here}.windowsOptions.hostProcess: must not be true`);
  if (!PROFILES.includes(text(object(context, 'appArmorProfile'), 'type') ?? PROFILES[0]))
    problems.push(`${here}.appArmorProfile.type: must be RuntimeDefault or Localhost`);
  if (!SELINUX_TYPES.includes(text(selinux, 'type') ?? ''))
    problems.push(`${here}.seLinuxOptions.type: must be one of the container types`);
  for (const field of ['user', 'role'].filter((key) => text(selinux, key)))
    problems.push(`${here}.seLinuxOptions.${field}: must not be set`);
  for (const { name } of objects(context, 'sysctls').filter((item) => !SYSCTLS.has(String(item.name))))
    problems.push(`${here}.sysctls: ${name} is not allowed`);
  if (context.runAsUser === 0) problems.push(`${here}.runAsUser: must not be 0`);
  return problems;
}

function containerProblems({ path, spec }: Place): string[] {
  const context = object(spec, 'securityContext');
  const here = `${path}.securityContext`;
  const problems: string[] = [];
  if (context.privileged === true) problems.push(`${here}.privileged: must not be true`);
  if (context.allowPrivilegeEscalation !== false)
    problems.push(`${here}.allowPrivilegeEscalation: must be false`);
  if ((text(context, 'procMount') ?? 'Default') !== 'Default')
    problems.push(`${here}.procMount: must be Default`);
  for (const port of objects(spec, 'ports').filter(
    (item) => item.hostPort !== undefined && item.hostPort !== 0,
  ))
    problems.push(`${path}.ports: host port ${port.hostPort} is not allowed`);
  for (const keys of HANDLERS) {
    for (const kind of ['httpGet', 'tcpSocket'].filter((name) => at(spec, ...keys, name, 'host')))
      problems.push(`${path}.${keys.join('.')}.${kind}.host: must not be set`);
  }
  return [...problems, ...capabilityProblems(object(context, 'capabilities'), `${here}.capabilities`)];
}

function capabilityProblems(capabilities: Json, path: string): string[] {
  const problems = strings(capabilities, 'add')
    .filter((name) => name !== 'NET_BIND_SERVICE')
    .map((name) => {
      const level = BASELINE_CAPABILITIES.has(name) ? 'restricted' : 'baseline';
      return `${path}.add: ${name} is not allowed (${level})`;
    });
  if (!strings(capabilities, 'drop').includes('ALL')) problems.push(`${path}.drop: must include ALL`);
  return problems;
}

function userProblems(pod: Place, containers: readonly Place[]): string[] {
  const ofPod = at(pod.spec, 'securityContext', 'runAsNonRoot');
  return containers
    .filter(({ spec }) => (at(spec, 'securityContext', 'runAsNonRoot') ?? ofPod) !== true)
    .map(({ path }) => `${path}.securityContext.runAsNonRoot: must be true here or on the pod`);
}

function seccompProblems(pod: Place, containers: readonly Place[]): string[] {
  const typeOf = ({ spec }: Place): unknown => at(spec, 'securityContext', 'seccompProfile', 'type');
  const isGood = (type: unknown): boolean => typeof type === 'string' && PROFILES.includes(type);
  const here = 'securityContext.seccompProfile.type: must be RuntimeDefault or Localhost';
  const ofPod = typeOf(pod);
  return [
    ...(ofPod !== undefined && !isGood(ofPod) ? [`${pod.path}.${here}`] : []),
    ...containers.filter((one) => !isGood(typeOf(one) ?? ofPod)).map(({ path }) => `${path}.${here}`),
  ];
}
