import fc from 'fast-check';
import { Known } from '../../src/runtime/fact';
import {
  boolean,
  cpu,
  dataKey,
  envName,
  imageReference,
  label,
  labels,
  labelValue,
  list,
  map,
  memory,
  metaKey,
  none,
  oneOf,
  path,
  port,
  portName,
  relativePath,
  set,
  subdomain,
  text,
  token,
  whole,
} from './leaves';
import { CLOSED, type Fields, type Generators, type World } from './world';

const id = whole(1);

function can(world: World, fact: keyof World['runtime']['facts']): boolean {
  return world.runtime.facts[fact].value !== Known.NO;
}

/** What stands in a pod. */
export const PODS: Generators = {
  KeyRef: () => ({ name: subdomain, key: dataKey, optional: boolean }),
  FileKeyRef: () => ({ name: subdomain, key: dataKey }),
  FieldRef: () => ({
    fieldPath: fc.oneof(
      oneOf([
        'metadata.name',
        'metadata.namespace',
        'metadata.uid',
        'spec.nodeName',
        'spec.serviceAccountName',
        'status.hostIP',
        'status.hostIPs',
        'status.podIP',
        'status.podIPs',
      ]),
      metaKey.map((key) => `metadata.labels['${key}']`),
      metaKey.map((key) => `metadata.annotations['${key}']`),
    ),
  }),
  ResourceFieldRef: () => ({
    resource: oneOf([
      'limits.cpu',
      'limits.memory',
      'requests.cpu',
      'requests.memory',
      'requests.ephemeral-storage',
    ]),
    containerName: token,
    divisor: oneOf(['1']),
  }),
  EnvValueSpec: ({ of }) => ({
    value: text,
    secretKeyRef: of('KeyRef'),
    configMapKeyRef: of('KeyRef'),
    fieldRef: of('FieldRef'),
    resourceFieldRef: of('ResourceFieldRef'),
  }),
  EnvFromSpec: () => ({ secretName: subdomain, configMapName: subdomain, prefix: envName }),
  ExecSpec: () => ({ command: list(text) }),
  HttpGetSpec: (world) => ({
    path: relativePath.map((rest) => `/${rest}`),
    port: ownPort(world),
    scheme:
      world.asks === 'linux' || can(world, 'tls') ? oneOf(CLOSED['HttpGetSpec.scheme']) : oneOf(['HTTP']),
    headers: map(
      token.map((name) => `X-${name}`),
      text,
    ),
  }),
  TcpSocketSpec: (world) => ({ port: ownPort(world) }),
  GrpcSpec: (world) => ({ port: ownPort(world), service: token }),
  ProbeSpec: (world) => ({
    httpGet: world.of('HttpGetSpec'),
    tcpSocket: world.of('TcpSocketSpec'),
    grpc: world.of('GrpcSpec'),
    exec: can(world, 'exec') ? world.of('ExecSpec') : none,
    disabled: fc.constant(true),
    initialDelaySeconds: whole(0),
    periodSeconds: whole(1),
    timeoutSeconds: whole(1),
    successThreshold: whole(1),
    failureThreshold: whole(1),
  }),
  HealthSpec: ({ of }) => ({
    startup: of('ProbeSpec').map(succeedsOnce),
    readiness: of('ProbeSpec'),
    liveness: of('ProbeSpec').map(succeedsOnce),
  }),
  ResourcesSpec: () => ({
    requests: fc.record(
      { cpu: cpu(10, 900), memory: memory(64, 900), 'ephemeral-storage': memory(64, 900) },
      { requiredKeys: [] },
    ),
    limits: fc.record(
      { cpu: cpu(1_000, 9_000), memory: memory(1_024, 9_000), 'example.com/accelerator': oneOf(['1', '2']) },
      { requiredKeys: [] },
    ),
  }),
  EmptyDirSpec: () => ({ medium: oneOf(CLOSED['EmptyDirSpec.medium']), sizeLimit: memory(1, 900) }),
  KeyFilesSpec: () => ({
    name: subdomain,
    items: map(dataKey, relativePath),
    defaultMode: fc.integer({ min: 0, max: 0o777 }),
    optional: boolean,
  }),
  ClaimSpec: () => ({ claimName: subdomain }),
  HostPathSpec: () => ({ path, type: oneOf(CLOSED['HostPathSpec.type']) }),
  VolumeSpec: ({ of }) => ({
    emptyDir: of('EmptyDirSpec'),
    configMap: of('KeyFilesSpec'),
    secret: of('KeyFilesSpec'),
    persistentVolumeClaim: of('ClaimSpec'),
    hostPath: of('HostPathSpec'),
    name: label(),
    readOnly: boolean,
    subPath: relativePath,
  }),
  FileSpec: ({ of }) => ({
    content: fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: fc.constant('') }),
    secret: boolean,
    secretKeyRef: of('FileKeyRef'),
    configMapKeyRef: of('FileKeyRef'),
  }),
  CaBundleSpec: () => ({
    secretName: subdomain,
    configMapName: subdomain,
    pem: token.map((body) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`),
    key: dataKey,
  }),
  CapabilitiesSpec: () => ({
    add: set(oneOf(['NET_BIND_SERVICE', 'NET_RAW', 'SYS_TIME'])),
    drop: set(oneOf(['ALL', 'CHOWN', 'KILL'])),
  }),
  SeccompSpec: () => ({ type: oneOf(CLOSED['SeccompSpec.type']), localhostProfile: relativePath }),
  SecurityContextSpec: (world) => ({
    allowPrivilegeEscalation: boolean,
    capabilities: world.of('CapabilitiesSpec'),
    fsGroup: world.asks === 'guest' ? id : none,
    readOnlyRootFilesystem: can(world, 'readOnlyRoot') ? boolean : fc.constant(false),
    runAsGroup: id,
    runAsNonRoot: boolean,
    runAsUser: id,
    seccompProfile: world.of('SeccompSpec'),
  }),
  LinuxContainerSpec: (world) => {
    const hasEnv = can(world, 'linuxEnvironment');
    return {
      image: imageReference,
      imagePullPolicy: oneOf(CLOSED['LinuxContainerSpec.imagePullPolicy']),
      command: list(text),
      args: list(text),
      env: hasEnv ? map(envName, world.of('EnvValueSpec')) : none,
      envFrom: hasEnv ? list(world.of('EnvFromSpec'), 2) : none,
      ports: map(portName, port),
      resources: world.of('ResourcesSpec'),
      volumes: map(path, world.of('VolumeSpec')),
      health: world.asks === 'linux' ? world.of('HealthSpec') : none,
      securityContext: world.of('SecurityContextSpec'),
    };
  },
  LabelExpression: () => ({
    key: metaKey,
    operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']),
    values: set(labelValue),
  }),
  LabelSelectorSpec: ({ of }) => ({ matchLabels: labels, matchExpressions: list(of('LabelExpression'), 2) }),
  NodeTerm: ({ of }) => ({ matchExpressions: list(of('LabelExpression'), 2) }),
  PreferredNodeTerm: ({ of }) => ({ weight: fc.integer({ min: 1, max: 100 }), preference: of('NodeTerm') }),
  PodTerm: ({ of }) => ({
    topologyKey: metaKey,
    labelSelector: of('LabelSelectorSpec'),
    namespaces: set(label(), 2),
  }),
  PreferredPodTerm: ({ of }) => ({
    weight: fc.integer({ min: 1, max: 100 }),
    podAffinityTerm: of('PodTerm'),
  }),
  AffinitySpec: ({ of }) => ({
    requiredNodes: list(of('NodeTerm'), 2),
    preferredNodes: list(of('PreferredNodeTerm'), 2),
    requiredPods: list(of('PodTerm'), 2),
    preferredPods: list(of('PreferredPodTerm'), 2),
    requiredAntiPods: list(of('PodTerm'), 2),
    preferredAntiPods: list(of('PreferredPodTerm'), 2),
  }),
  TopologySpreadSpec: () => ({
    topologyKey: metaKey,
    maxSkew: whole(1),
    minDomains: whole(1),
    whenUnsatisfiable: oneOf(CLOSED['TopologySpreadSpec.whenUnsatisfiable']),
  }),
  SchedulingSpec: ({ of }): Fields => ({
    affinity: of('AffinitySpec'),
    nodeSelector: labels,
    priorityClassName: subdomain,
    schedulerName: subdomain,
    tolerations: list(of('Toleration'), 2),
    topologySpread: list(of('TopologySpreadSpec'), 2),
  }),
};

/** A guest's probe may only ask the workload's own port, which is filled in where that is known. */
function ownPort(world: World): fc.Arbitrary<number | undefined> {
  return world.asks === 'guest' ? fc.constant(-1) : port;
}

function succeedsOnce<T extends object>(probe: T): T {
  return 'successThreshold' in probe ? { ...probe, successThreshold: 1 } : probe;
}
