import {
  ConcurrencyPolicy,
  EnvValue,
  PathType,
  type SchedulingSpec,
  ServiceType,
  TaintEffect,
  TolerationOperator,
  WasmImage,
  WasmPlatform,
  WasmRuntime,
} from '../../src';
import type { Kind } from './make';

// Props that set every field there is: together, as one excludes another. Each set is right for its kind of
// workload and its platform, so that a test may change one field and know what the change did.

const IMAGE = WasmImage.of('ghcr.io/acme/hello:1.4.0', { pullSecrets: ['registry'] });
const RESOURCES = {
  requests: { cpu: '100m', memory: '96Mi' },
  limits: { cpu: '2', memory: '128Mi', 'ephemeral-storage': '1Gi' },
};
const SECURITY = {
  runAsNonRoot: true,
  runAsUser: 1001,
  runAsGroup: 1002,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
  seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/wasm.json' },
};
const TIMES = {
  initialDelaySeconds: 1,
  periodSeconds: 7,
  timeoutSeconds: 3,
  failureThreshold: 9,
};
const HEALTH = {
  readiness: {
    httpGet: { path: '/ready', port: 8081, scheme: 'HTTP', headers: { 'X-Probe': 'ready' } },
    ...TIMES,
    successThreshold: 2,
  },
  liveness: { grpc: { port: 8081, service: 'hello' }, ...TIMES },
  startup: { tcpSocket: { port: 8081 }, ...TIMES, successThreshold: 1 },
};
const ENV = {
  LITERAL: EnvValue.of('text'),
  SECRET: { secretKeyRef: { name: 'db', key: 'password', optional: true } },
  CONFIG: { configMapKeyRef: { name: 'settings', key: 'region', optional: false } },
  FIELD: EnvValue.fromField('metadata.namespace'),
  RESOURCE: { resourceFieldRef: { resource: 'limits.memory', containerName: 'app', divisor: '1Mi' } },
};
const ENV_FROM = [{ secretName: 'db', prefix: 'DB_' }, { configMapName: 'settings' }];
const VOLUMES = {
  '/scratch': { name: 'scratch', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' }, readOnly: false },
  '/settings': {
    configMap: { name: 'settings', items: { 'app.json': 'app.json' }, defaultMode: 0o440, optional: true },
    readOnly: true,
  },
  '/certificates': { secret: { name: 'certificates' }, subPath: 'live' },
  '/data': { persistentVolumeClaim: { claimName: 'data' } },
  '/shared': { name: 'shared', emptyDir: {} },
};
const FILES = {
  '/etc/app.toml': { content: 'greeting = "hi"\n' },
  '/etc/token': { content: 'not so secret', secret: true },
  '/etc/key.pem': { secretKeyRef: { name: 'keys', key: 'key.pem' } },
  '/etc/region': { configMapKeyRef: { name: 'settings', key: 'region' } },
};
const SIDECAR = {
  image: 'docker.io/library/busybox:1.37.0',
  imagePullPolicy: 'Always',
  command: ['httpd'],
  args: ['-f', '-p', '9000'],
  ports: { metrics: 9000 },
  resources: RESOURCES,
  volumes: { '/shared': { name: 'shared', emptyDir: {} } },
  health: { readiness: { tcpSocket: { port: 9000 } }, liveness: { httpGet: { path: '/' } } },
  securityContext: SECURITY,
};
const SELECTOR = {
  matchLabels: { tier: 'cache' },
  matchExpressions: [{ key: 'zone', operator: 'In', values: ['a', 'b'] }],
};
const NODES = { matchExpressions: [{ key: 'arch', operator: 'In', values: ['amd64'] }] };
const PODS = { topologyKey: 'kubernetes.io/hostname', labelSelector: SELECTOR, namespaces: ['cache'] };
const SCHEDULING: SchedulingSpec = {
  nodeSelector: { disk: 'ssd' },
  tolerations: [
    {
      key: 'wasm',
      operator: TolerationOperator.EQUAL,
      value: 'only',
      effect: TaintEffect.NO_EXECUTE,
      tolerationSeconds: 60,
    },
  ],
  affinity: {
    requiredNodes: [NODES],
    preferredNodes: [{ weight: 10, preference: NODES }],
    requiredPods: [PODS],
    preferredPods: [{ weight: 20, podAffinityTerm: PODS }],
    requiredAntiPods: [PODS],
    preferredAntiPods: [{ weight: 30, podAffinityTerm: PODS }],
  },
  topologySpread: [
    {
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 2,
      whenUnsatisfiable: 'DoNotSchedule',
      minDomains: 3,
    },
  ],
  priorityClassName: 'high',
  schedulerName: 'own-scheduler',
};

const POD = {
  name: 'full',
  labels: { team: 'web' },
  annotations: { 'example.com/owner': 'web' },
  podLabels: { tier: 'front' },
  podAnnotations: { 'example.com/scrape': 'true' },
  image: IMAGE,
  command: ['app.wasm'],
  args: ['--verbose'],
  env: ENV,
  envFrom: ENV_FROM,
  resources: RESOURCES,
  securityContext: { ...SECURITY, fsGroup: 1003 },
  scheduling: SCHEDULING,
  identity: {
    create: true,
    serviceAccountName: 'robot',
    automountToken: true,
    annotations: { 'example.com/role': 'reader' },
  },
  volumes: VOLUMES,
  files: FILES,
  sidecars: { proxy: SIDECAR },
  initContainers: { migrate: { image: 'docker.io/library/busybox:1.37.0', command: ['true'] } },
  caBundle: { configMapName: 'ca', key: 'bundle.pem' },
};
const DEPLOYMENT = {
  ...POD,
  replicas: 3,
  // No port to ask: only a service has one.
  health: { readiness: { disabled: true } },
  rollout: {
    strategy: 'RollingUpdate',
    maxSurge: '25%',
    maxUnavailable: '1',
    minReadySeconds: 4,
    progressDeadlineSeconds: 120,
    revisionHistoryLimit: 5,
    terminationGracePeriodSeconds: 60,
    preStopSeconds: 12,
  },
  disruption: { enabled: true, maxUnavailable: '2' },
};
const SERVICE = {
  type: ServiceType.LOAD_BALANCER,
  port: 81,
  nodePort: 30081,
  appProtocol: 'http',
  extraPorts: {
    admin: { port: 82, targetPort: 8082, protocol: 'TCP', appProtocol: 'http', nodePort: 30082 },
  },
  labels: { scope: 'public' },
  annotations: { 'example.com/balancer': 'internal' },
  loadBalancerSourceRanges: ['10.0.0.0/8'],
  externalTrafficPolicy: 'Local',
  sessionAffinity: 'ClientIP',
};
const INGRESS = {
  className: 'nginx',
  hosts: ['hello.example.com', '*.hello.example.com'],
  paths: { '/': PathType.PREFIX, '/exact': PathType.EXACT },
  tls: { secretName: 'hello-tls', hosts: ['hello.example.com'] },
  servicePort: 'admin',
  labels: { scope: 'public' },
  annotations: { 'example.com/rewrite': '/' },
};
const HTTP = { ...DEPLOYMENT, health: HEALTH, port: 8081, service: SERVICE, ingress: INGRESS };
const JOB = {
  ...POD,
  backoffLimit: 5,
  activeDeadlineSeconds: 600,
  ttlSecondsAfterFinished: 60,
  parallelism: 2,
  completions: 4,
  restartPolicy: 'Never',
  terminationGracePeriodSeconds: 12,
};
const SPIN = {
  variables: { greeting: EnvValue.of('hi'), token: EnvValue.fromSecret({ name: 'db' }, 'token') },
  components: ['hello', 'admin-api'],
  invocationMemory: '64Mi',
  spinLockImage: 'registry.example.com/busybox:1.37.0',
};
const AUTOSCALE = { min: 2, max: 9, cpu: 60, memory: 70, scaleDownStabilizationSeconds: 120 };

export interface FullProps {
  readonly title: string;
  readonly kind: Kind;
  readonly platform: () => WasmPlatform;
  readonly props: { readonly [field: string]: unknown };
}

const k3s = (): WasmPlatform => WasmPlatform.k3s();
const without = (props: object, ...fields: string[]): { readonly [field: string]: unknown } =>
  Object.fromEntries(Object.entries(props).filter(([field]) => !fields.includes(field)));

const WASMTIME = { runtime: WasmRuntime.wasmtime() };
/** Only where side-cars see their variables and commands can be run in them may these be set. */
const CRUN_POD = {
  ...POD,
  runtime: WasmRuntime.crun(),
  sidecars: {
    proxy: { ...SIDECAR, env: { LITERAL: EnvValue.of('text') }, envFrom: ENV_FROM },
  },
  caBundle: { secretName: 'ca' },
};

/** Sets of props that leave no field of any workload unset. */
export const FULL: readonly FullProps[] = [
  { title: 'WasmService', kind: 'WasmService', platform: k3s, props: { ...HTTP, ...WASMTIME } },
  {
    title: 'WasmService that scales by itself',
    kind: 'WasmService',
    platform: k3s,
    props: {
      ...without(HTTP, 'replicas', 'caBundle'),
      autoscale: AUTOSCALE,
      disruption: { minAvailable: '50%' },
      caBundle: { pem: '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n' },
    },
  },
  {
    title: 'WasmService on crun',
    kind: 'WasmService',
    platform: k3s,
    props: {
      ...HTTP,
      ...CRUN_POD,
      health: { readiness: { exec: { command: ['true'] } }, liveness: { disabled: true } },
      volumes: { ...VOLUMES, '/host': { hostPath: { path: '/opt/data', type: 'Directory' } } },
    },
  },
  {
    title: 'WasmService on Spin',
    kind: 'WasmService',
    platform: k3s,
    props: { ...HTTP, ...SPIN, runtime: WasmRuntime.spin() },
  },
  { title: 'SpinApp', kind: 'SpinApp', platform: () => WasmPlatform.kind(), props: { ...HTTP, ...SPIN } },
  {
    title: 'SpinApp that scales by itself',
    kind: 'SpinApp',
    platform: () => WasmPlatform.kind(),
    props: { ...without(HTTP, 'replicas'), ...SPIN, autoscale: AUTOSCALE },
  },
  { title: 'WasmWorker', kind: 'WasmWorker', platform: k3s, props: { ...DEPLOYMENT, ...WASMTIME } },
  {
    title: 'WasmWorker that scales by itself',
    kind: 'WasmWorker',
    platform: k3s,
    props: { ...without(DEPLOYMENT, 'replicas'), autoscale: AUTOSCALE },
  },
  {
    title: 'WasmWorker on Spin',
    kind: 'WasmWorker',
    platform: k3s,
    props: { ...DEPLOYMENT, ...SPIN, runtime: WasmRuntime.spin() },
  },
  { title: 'WasmJob', kind: 'WasmJob', platform: k3s, props: { ...JOB, ...WASMTIME } },
  {
    title: 'WasmJob on Spin',
    kind: 'WasmJob',
    platform: k3s,
    props: { ...JOB, ...SPIN, runtime: WasmRuntime.spin() },
  },
  {
    title: 'WasmCronJob',
    kind: 'WasmCronJob',
    platform: k3s,
    props: {
      ...JOB,
      ...WASMTIME,
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: ConcurrencyPolicy.REPLACE,
      suspend: true,
      startingDeadlineSeconds: 30,
      successfulJobsHistoryLimit: 2,
      failedJobsHistoryLimit: 4,
    },
  },
  {
    title: 'WasmCronJob on Spin',
    kind: 'WasmCronJob',
    platform: k3s,
    props: { ...JOB, ...SPIN, runtime: WasmRuntime.spin(), schedule: '@hourly' },
  },
];
