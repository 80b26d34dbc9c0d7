import { STRUCTS } from '../../src/value/shapes';
import { BAD_RUNTIME_CONFIG } from './bad-runtime-config';
import { BAD_BLAZOR } from './blazor';

/** Values that a field does not take: in its place, as an item of its list, as the value or a name in its map. */
export interface Bad {
  readonly values?: readonly unknown[];
  readonly items?: readonly unknown[];
  readonly members?: readonly unknown[];
  readonly keys?: readonly string[];
}

/** Any text will do: nobody but the user can tell right from wrong. */
export const FREE: Bad = {};

const x = (length: number): string => 'x'.repeat(length);

const subdomain: Bad = { values: ['', 'Bad_Name', '-x', 'a..b', x(254)] };
const label: Bad = { values: ['', 'Bad_Name', '-x', 'a.b', x(64)] };
const dataKey: Bad = { values: ['', 'a b', 'a/b', '..', x(254)] };
const port: Bad = { values: [0, -1, 65536, 80.5, Number.NaN, Number.POSITIVE_INFINITY] };
const whole = (min: number, max = 2 ** 31 - 1): Bad => ({
  values: [min - 1, max + 1, min + 0.5, Number.NaN],
});
const quantity: Bad = { values: ['', '64 MB', '-1', 'Mi', '1Q'] };
const share: Bad = { values: ['', 'x', '-1', '1.5', '%', '99999999999'] };
const labels: Bad = { keys: ['', 'bad key!', '/x', 'a/b/c', x(64)], members: ['bad value!', '-x', x(64)] };
const annotations: Bad = { keys: ['', 'bad key!', '/x', 'a/b/c', x(64)] };
const envName: Bad = { values: ['', '1x', 'a b', 'a=b'] };
const hosts: Bad = { items: ['', 'Bad_Host', '10.0.0.1', '*', 'a.*.b', 'http://x', `${x(250)}.com`] };
const version: Bad = { values: ['', 'newest', 'x.y'] };
const overhead: Bad = { keys: ['', 'disk!'], members: quantity.values };
const image: Bad = { values: ['', ' busybox:1', 'busybox:1 ', 'https://x.y/z:1', 'UPPER:1'] };
const portMap: Bad = { keys: ['', 'Bad_Port', '8080', x(16), '-a', 'a--b'] };
const mounts: Bad = { keys: ['', 'relative', '/a:b'] };
const containers: Bad = { keys: ['', 'Bad_Name', 'app', x(64)] };
const weight: Bad = whole(1, 100);

const workload = (maxName: number): { [field: string]: Bad } => ({
  annotations,
  args: FREE,
  command: FREE,
  components: { values: [[]], items: ['', 'a b', '1x', 'a--b', 'a,b'] },
  env: { keys: envName.values?.map(String) },
  files: { keys: ['', 'relative', '/folder/', '/etc/..', '/a:b'] },
  initContainers: containers,
  invocationMemory: { values: ['', '0', '64 MB', '-1'] },
  labels,
  name: { values: ['', 'Bad', '1x', 'a.b', 'x-', x(maxName + 1)] },
  podAnnotations: annotations,
  podLabels: labels,
  sidecars: containers,
  spinLockImage: image,
  variables: { keys: ['', 'Upper', '1x', 'a-b', 'a__b', 'a_', 'path', 'kubernetes_port'] },
  volumes: mounts,
});
const deployment = { ...workload(63), replicas: whole(0) };
const http = { ...deployment, port };
const job = (maxName: number): { [field: string]: Bad } => ({
  ...workload(maxName),
  activeDeadlineSeconds: whole(1),
  backoffLimit: whole(0),
  completions: whole(1),
  parallelism: whole(0),
  restartPolicy: { values: ['', 'Always', 'never'] },
  terminationGracePeriodSeconds: whole(0),
  ttlSecondsAfterFinished: whole(0),
});
const pick = (fields: { [field: string]: Bad }, ...names: string[]): { [field: string]: Bad } =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));
const imageOptions: { [field: string]: Bad } = {
  binarySize: { values: [0, -1, 1.5] },
  componentBinaries: { keys: ['nope'] },
  pullSecrets: { items: subdomain.values },
};
const runtimeClass: { [field: string]: Bad } = {
  className: subdomain,
  handler: label,
  nodeSelector: labels,
  overhead,
};

/** What each field of text, numbers or names does not take. */
export const BAD: { readonly [struct: string]: { readonly [field: string]: Bad } } = {
  ...BAD_RUNTIME_CONFIG,
  AutoscaleSpec: {
    cpu: whole(1),
    max: whole(1),
    memory: whole(1),
    min: whole(1),
    scaleDownStabilizationSeconds: whole(0, 3600),
  },
  BlazorAppProps: {
    ...pick(http, 'annotations', 'initContainers', 'labels', 'name', 'podAnnotations', 'podLabels'),
    ...pick(http, 'port', 'replicas', 'sidecars', 'volumes'),
    ...BAD_BLAZOR.app,
  },
  BlazorSettingsSpec: BAD_BLAZOR.BlazorSettingsSpec,
  BlazorSiteSpec: BAD_BLAZOR.BlazorSiteSpec,
  CaBundleSpec: {
    configMapName: subdomain,
    key: dataKey,
    pem: { values: ['', 'no certificate', `-----BEGIN CERTIFICATE-----${x(2 ** 20)}`] },
    secretName: subdomain,
  },
  CapabilitiesSpec: { add: FREE, drop: FREE },
  ClaimSpec: { claimName: subdomain },
  DisruptionSpec: {
    maxUnavailable: { values: [...(share.values ?? []), '101%'] },
    minAvailable: { values: [...(share.values ?? []), '101%'] },
  },
  EmptyDirSpec: { medium: { values: ['Disk', 'memory'] }, sizeLimit: quantity },
  EntrypointSpec: { artifact: FREE, plain: FREE, runwasi: FREE, source: FREE, spin: FREE },
  EnvFromSpec: { configMapName: subdomain, prefix: { values: ['1x', 'a b', 'a='] }, secretName: subdomain },
  EnvValueSpec: { value: FREE },
  ExecSpec: { command: { values: [[]] } },
  FieldRef: {
    fieldPath: {
      values: ['', 'spec', 'metadata.nope', 'metadata.labels', "metadata.labels['bad key!']", 'limits.cpu'],
    },
  },
  FileKeyRef: { key: dataKey, name: subdomain },
  FileSpec: { content: { values: [x(2 ** 20 + 1)] } },
  GrpcSpec: { port, service: FREE },
  HostPathSpec: { path: { values: ['', 'relative', '/a/../b'] }, type: { values: ['Folder', 'directory'] } },
  HttpGetSpec: {
    headers: { keys: ['', 'bad header', 'a:b'] },
    path: { values: [''] },
    port,
    scheme: { values: ['', 'http', 'FTP'] },
  },
  IdentitySpec: { annotations, serviceAccountName: subdomain },
  ImageRecord: {
    annotations: FREE,
    digest: { values: ['', 'abc', 'sha256:abc'] },
    entrypoint: FREE,
    path: { values: ['', '/absolute', '../up', 'a/../b', 'a\\b', 'a//b'] },
    profile: FREE,
    repository: { values: ['', 'UPPER', 'https://x.y/z', 'a b'] },
    tag: { values: ['', 'a b', '-x', x(129)] },
  },
  IngressSpec: {
    annotations,
    className: subdomain,
    hosts,
    labels,
    paths: { values: [{}], keys: ['api'] },
    servicePort: { values: ['', 'nope'] },
  },
  IngressTlsSpec: { hosts, secretName: subdomain },
  KeyFilesSpec: {
    defaultMode: whole(0, 0o777),
    items: { keys: dataKey.values?.map(String), members: ['', '/absolute', '../up', 'a/../b'] },
    name: subdomain,
  },
  KeyRef: { key: dataKey, name: subdomain },
  LabelExpression: {
    key: { values: labels.keys },
    operator: { values: ['', 'in', 'Equals'] },
    values: { items: labels.members },
  },
  LabelSelectorSpec: { matchLabels: labels },
  LinuxContainerSpec: {
    args: FREE,
    command: FREE,
    env: { keys: envName.values?.map(String) },
    image,
    imagePullPolicy: { values: ['', 'always'] },
    ports: { ...portMap, members: port.values },
    volumes: mounts,
  },
  ListenSpec: { defaultPort: port, source: FREE, variable: envName },
  PlatformRuntime: { ...runtimeClass, shimVersion: version },
  PodTerm: { namespaces: { items: label.values }, topologyKey: { values: labels.keys } },
  PreferredNodeTerm: { weight },
  PreferredPodTerm: { weight },
  ProbeSpec: {
    failureThreshold: whole(1),
    initialDelaySeconds: whole(0),
    periodSeconds: whole(1),
    successThreshold: whole(1),
    timeoutSeconds: whole(1),
  },
  ResourceFieldRef: {
    containerName: label,
    divisor: { values: ['', 'x', '3', '-1'] },
    resource: { values: ['', 'memory', 'limits.nope', 'requests'] },
  },
  ResourcesSpec: {
    limits: { keys: ['', 'nope', 'disk!'], members: quantity.values },
    requests: { keys: ['', 'nope', 'disk!', 'example.com/unlimited'], members: quantity.values },
  },
  RolloutSpec: {
    maxSurge: share,
    maxUnavailable: { values: [...(share.values ?? []), '101%'] },
    minReadySeconds: whole(0),
    preStopSeconds: whole(0),
    progressDeadlineSeconds: whole(1),
    revisionHistoryLimit: whole(0),
    strategy: { values: ['', 'Rolling', 'recreate'] },
    terminationGracePeriodSeconds: whole(0),
  },
  RuntimeFact: { source: FREE },
  SchedulingSpec: { nodeSelector: labels, priorityClassName: subdomain, schedulerName: FREE },
  SeccompSpec: {
    localhostProfile: { values: ['', '/absolute', '../up'] },
    type: { values: ['', 'runtimedefault'] },
  },
  SecurityContextSpec: { fsGroup: whole(0), runAsGroup: whole(0), runAsUser: whole(0) },
  ServicePortSpec: {
    appProtocol: { values: ['', 'bad protocol!'] },
    nodePort: port,
    port,
    protocol: { values: ['', 'tcp', 'HTTP'] },
    targetPort: port,
  },
  ServiceSpec: {
    annotations,
    appProtocol: { values: ['', 'bad protocol!'] },
    externalTrafficPolicy: { values: ['', 'cluster'] },
    extraPorts: portMap,
    labels,
    loadBalancerSourceRanges: { items: ['', '10.0.0.0', '10.0.0.0/33', 'x/8'] },
    nodePort: port,
    port,
    sessionAffinity: { values: ['', 'Sticky'] },
  },
  ShimLocation: {
    location: { values: ['', 'ftp://x/y', 'example.com/x', 'https://'] },
    sha256: { values: ['', 'xyz', '0'.repeat(63)] },
  },
  ShimProps: {
    className: subdomain,
    containerdRuntimeOptions: { keys: [''] },
    name: { values: [...(label.values ?? []), 'containerd-shim-spin'] },
    nodeSelector: labels,
  },
  SpinAppProps: http,
  TcpSocketSpec: { port },
  Toleration: {
    key: { values: labels.keys?.slice(1) },
    tolerationSeconds: { values: [1.5, 2 ** 53, Number.NaN] },
    value: { values: labels.members },
  },
  TopologySpreadSpec: {
    maxSkew: whole(1),
    minDomains: whole(1),
    topologyKey: { values: labels.keys },
    whenUnsatisfiable: { values: ['', 'Maybe'] },
  },
  VolumeSpec: { name: label, subPath: { values: ['/absolute', '../up', 'a/../b'] } },
  WasmCronJobProps: {
    ...job(52),
    failedJobsHistoryLimit: whole(0),
    schedule: {
      values: ['', '* * * *', '61 * * * *', '* * * * 7', 'TZ=UTC 0 0 * * *', '@fortnightly', '5-1 * * * *'],
    },
    startingDeadlineSeconds: whole(0),
    successfulJobsHistoryLimit: whole(0),
    timeZone: { values: ['', 'Mars/Base', '+01:00', 'Local', 'europe/berlin'] },
  },
  WasmBinarySpec: { exports: FREE, imports: FREE, producers: FREE, size: FREE },
  WasmImageOptions: imageOptions,
  WasmImageSpec: {
    ...imageOptions,
    digest: { values: ['', 'abc', 'sha256:abc', `sha256:${'F'.repeat(64)}`] },
    repository: { values: ['', 'UPPER', 'https://x.y/z', 'a b', 'a//b', x(256)] },
    tag: { values: ['', 'a b', '-x', x(129)] },
  },
  WasmJobProps: job(63),
  WasmPlatformOptions: {
    containerdVersion: version,
    kubernetesVersion: version,
    nodeSelector: labels,
    overhead,
    shimVersions: { keys: ['nope', 'toString'], members: version.values },
  },
  WasmPlatformSpec: {
    containerdVersion: version,
    deprecation: FREE,
    kubernetesVersion: version,
    name: FREE,
    runtimes: FREE,
    source: FREE,
  },
  WasmRuntimeClassProps: { ...runtimeClass, annotations, labels },
  WasmRuntimeSpec: {
    healthPath: { values: ['', 'relative'] },
    name: { values: ['', 'Bad_Name', '-x'] },
    podAnnotations: annotations,
  },
  WasmServiceProps: http,
  WasmWorkerProps: deployment,
  WritablePaths: { files: { items: ['', 'relative', '/folder/'] }, folders: { items: ['', 'relative'] } },
  WritableSpec: { source: FREE },
};

/** Fields whose values are more than a choice from a few, and which `BAD` must therefore know. */
export function needsBad(struct: string): string[] {
  return Object.entries(STRUCTS[struct]).flatMap(([field, type]) =>
    /^(\{.*\}|string|number|string\[\])\??!?$/.test(type) ? [field] : [],
  );
}
