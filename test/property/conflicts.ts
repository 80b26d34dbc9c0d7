import { ImageFormat } from '../../src/artifact/image-format';
import type { JsonObject } from '../../src/value/json';
import { refuses } from './binaries';
import { BLAZOR_CONFLICTS } from './blazor';
import { platformOf } from './build';
import { type Conflict, factoryOf, isSpin, over, runtimeIn } from './conflict';
import { SPIN_CONFLICTS } from './spin-conflicts';
import type { Case, Kind } from './world';
import { WORKLOADS } from './world';

const HTTP: readonly Kind[] = ['WasmService', 'SpinApp'];
const LASTING: readonly Kind[] = [...HTTP, 'WasmWorker'];
const CONTAINER = { image: 'ghcr.io/acme/side:1.0.0' };
const SOURCES = { emptyDir: {}, secret: { name: 'db' } };
const EXEC = { readiness: { exec: { command: ['true'] } } };

/** Every conflict, by the field that it is about. */
export const CONFLICTS: readonly Conflict[] = [
  over(LASTING, 'replicas beside autoscale', { replicas: 3, autoscale: { max: 9, cpu: 60 } }),
  over(LASTING, 'an autoscaler whose least is above its most', {
    replicas: undefined,
    autoscale: { min: 9, max: 3, cpu: 60 },
  }),
  over(LASTING, 'an autoscaler that goes by nothing', { replicas: undefined, autoscale: { max: 9 } }),
  over(LASTING, 'two limits of disruption', { disruption: { maxUnavailable: '1', minAvailable: '1' } }),
  over(LASTING, 'disruption switched off and limited', { disruption: { enabled: false, minAvailable: '1' } }),
  over(LASTING, 'Recreate with a surge', { rollout: { strategy: 'Recreate', maxSurge: '1' } }),
  over(LASTING, 'a rollout that cannot begin', { rollout: { maxSurge: '0', maxUnavailable: '0%' } }),
  over(LASTING, 'a sleep as long as the grace period', {
    rollout: { preStopSeconds: 30, terminationGracePeriodSeconds: 30 },
  }),
  over(LASTING, 'a deadline before pods count', {
    rollout: { minReadySeconds: 60, progressDeadlineSeconds: 60 },
  }),
  over(LASTING, 'pods that count after the usual deadline', { rollout: { minReadySeconds: 600 } }),
  over(LASTING, 'a probe of two kinds', { health: { readiness: { tcpSocket: {}, grpc: {} } } }),
  over(LASTING, 'a probe that is disabled and more', {
    health: { liveness: { disabled: true, periodSeconds: 3 } },
  }),
  over(HTTP, 'two successes of a liveness probe', { health: { liveness: { successThreshold: 2 } } }),
  over(HTTP, 'two successes of a startup probe', { health: { startup: { successThreshold: 2 } } }),
  over(HTTP, 'a probe of a port that the guest lacks', {
    port: 8080,
    health: { readiness: { tcpSocket: { port: 8089 } } },
  }),
  over(['WasmWorker'], 'a probe of a workload without a port', { health: { readiness: { tcpSocket: {} } } }),
  over(HTTP, 'a node port without ports on nodes', { service: { nodePort: 30080 } }),
  over(HTTP, 'a range of addresses without a load balancer', {
    service: { type: 'NodePort', loadBalancerSourceRanges: ['10.0.0.0/8'] },
  }),
  over(HTTP, 'a traffic policy without ports on nodes', { service: { externalTrafficPolicy: 'Local' } }),
  over(HTTP, 'one port of the Service twice', {
    service: { port: 81, extraPorts: { metrics: { port: 81, targetPort: 9 } } },
  }),
  over(HTTP, 'one node port twice', {
    service: { type: 'NodePort', nodePort: 30080, extraPorts: { metrics: { port: 9, nodePort: 30080 } } },
  }),
  over(HTTP, 'an extra port of the main name', { service: { extraPorts: { http: { port: 81 } } } }),
  over(HTTP, 'a certificate for a host that is not served', {
    ingress: { hosts: ['a.example.com'], tls: { hosts: ['b.example.com'] } },
  }),
  over(HTTP, 'TLS to the container', { service: { appProtocol: 'https' } }, plain),
  over(
    HTTP,
    'HTTPS to the container',
    { health: { readiness: { httpGet: { path: '/', scheme: 'HTTPS' } } } },
    plain,
  ),
  over(WORKLOADS, 'two sources of a variable', {
    env: { A: { value: 'x', fieldRef: { fieldPath: 'metadata.name' } } },
  }),
  over(WORKLOADS, 'a variable from nowhere', { env: { A: {} } }),
  over(WORKLOADS, 'two sources of variables', { envFrom: [{ secretName: 'a', configMapName: 'b' }] }),
  over(WORKLOADS, 'variables from nowhere', { envFrom: [{ prefix: 'A_' }] }),
  over(WORKLOADS, 'two sources of a volume', { volumes: { '/v': SOURCES } }),
  over(WORKLOADS, 'a volume from nowhere', { volumes: { '/v': { readOnly: true } } }),
  over(WORKLOADS, 'a file that may be missing', {
    volumes: { '/v': { secret: { name: 'a', optional: true }, subPath: 'b' } },
  }),
  over(WORKLOADS, 'two volumes of one name', {
    volumes: { '/v': { emptyDir: {}, name: 'v' }, '/w': { secret: { name: 'a' }, name: 'v' } },
  }),
  over(WORKLOADS, 'two sources of a file', {
    files: { '/f': { content: 'x', secretKeyRef: { name: 'a', key: 'b' } } },
  }),
  over(WORKLOADS, 'a file from nowhere', { files: { '/f': {} } }),
  over(WORKLOADS, 'a secret file without content', {
    files: { '/f': { secret: true, configMapKeyRef: { name: 'a', key: 'b' } } },
  }),
  over(WORKLOADS, 'a file where a volume is', {
    files: { '/v': { content: 'x' } },
    volumes: { '/v': { emptyDir: {} } },
  }),
  over(WORKLOADS, 'two sources of certificates', { caBundle: { secretName: 'a', configMapName: 'b' } }),
  over(WORKLOADS, 'certificates from nowhere', { caBundle: {} }),
  over(WORKLOADS, 'a key of certificates given here', {
    caBundle: { pem: '-----BEGIN CERTIFICATE-----', key: 'a' },
  }),
  over(WORKLOADS, 'annotations of an account that is not made', { identity: { annotations: { a: 'b' } } }),
  over(WORKLOADS, 'a request above its limit', {
    resources: { requests: { cpu: '2' }, limits: { cpu: '1', memory: '2Gi' } },
  }),
  over(WORKLOADS, 'a device requested and not limited', {
    resources: { requests: { 'example.com/gpu': '1' }, limits: { memory: '2Gi' } },
  }),
  over(WORKLOADS, 'the superuser where it may not run', { securityContext: { runAsUser: 0 } }),
  over(WORKLOADS, 'a seccomp profile that is not named', {
    securityContext: { seccompProfile: { type: 'Localhost' } },
  }),
  over(WORKLOADS, 'a seccomp profile that is not used', {
    securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'x.json' } },
  }),
  over(
    WORKLOADS,
    'ALL dropped and nothing added',
    { securityContext: { capabilities: { drop: ['ALL'], add: [] } } },
    keepsRights,
  ),
  over(WORKLOADS, 'a label that selects', { labels: { 'app.kubernetes.io/name': 'x' } }),
  over(WORKLOADS, 'a pod label that selects', { podLabels: { 'wasmcd.dev/workload': 'x' } }),
  ...scheduling(),
  over(
    WORKLOADS,
    'a side-car and an init container of one name',
    { sidecars: { a: CONTAINER }, initContainers: { a: CONTAINER } },
    linux,
  ),
  over(
    WORKLOADS,
    'a probe of a container that ends',
    { initContainers: { a: { ...CONTAINER, health: { readiness: { tcpSocket: { port: 9 } } } } } },
    linux,
  ),
  over(
    WORKLOADS,
    'a group of one container',
    { sidecars: { a: { ...CONTAINER, securityContext: { fsGroup: 1 } } } },
    linux,
  ),
  over(
    WORKLOADS,
    'one port of two containers',
    {
      sidecars: { a: { ...CONTAINER, ports: { a: 9001 } }, b: { ...CONTAINER, ports: { b: 9001 } } },
    },
    linux,
  ),
  over(
    WORKLOADS,
    'a Linux container where none runs',
    { sidecars: { a: CONTAINER } },
    (given) => !linux(given),
  ),
  over(
    WORKLOADS,
    'variables that a Linux container does not get',
    { sidecars: { a: { ...CONTAINER, env: { A: { value: 'x' } } } } },
    noLinuxEnv,
  ),
  over(
    WORKLOADS,
    'a command as a probe of a side-car',
    { sidecars: { a: { ...CONTAINER, health: EXEC } } },
    (given) => linux(given) && noExec(given),
  ),
  over(LASTING, 'a command as a probe', { health: EXEC }, noExec),
  over(
    WORKLOADS,
    'Spin variables without Spin',
    { variables: { a: { value: 'x' } } },
    (given) => !isSpin(given),
  ),
  over(WORKLOADS, 'Spin components without Spin', { components: ['a'] }, (given) => !isSpin(given)),
  over(
    WORKLOADS,
    'the memory of a Spin invocation without Spin',
    { invocationMemory: '1Mi' },
    (given) => !isSpin(given),
  ),
  over(
    WORKLOADS,
    'a runtime configuration of Spin without Spin',
    { runtimeConfig: { spec: { stateDir: '' } } },
    (given) => !isSpin(given),
  ),
  over(
    WORKLOADS,
    'a runtime configuration from two sources',
    { runtimeConfig: { spec: { secret: { name: 'a' }, stateDir: '' } } },
    isSpin,
  ),
  over(
    WORKLOADS,
    'a runtime configuration with a credential',
    { runtimeConfig: { spec: { keyValueStores: { a: { redis: { url: 'redis://:hunter2@kv' } } } } } },
    isSpin,
  ),
  over(
    WORKLOADS,
    'a file in the place of the runtime configuration',
    { runtimeConfig: { spec: { stateDir: '' } }, files: { '/runtime-config.toml': { content: '' } } },
    isSpin,
  ),
  over(
    WORKLOADS,
    'an image for a file of Spin without Spin',
    { spinLockImage: 'busybox:1' },
    (given) => !isSpin(given),
  ),
  over(
    WORKLOADS,
    'an invocation with more memory than its container',
    {
      invocationMemory: '3Gi',
      resources: { limits: { memory: '2Gi' } },
    },
    isSpin,
  ),
  over(
    WORKLOADS,
    'a variable that shadows one of Spin',
    { env: { TOKEN: { value: 'x' } }, variables: { token: { value: 'y' } } },
    isSpin,
  ),
  over(
    WORKLOADS,
    'a variable of Spin twice',
    { env: { SPIN_VARIABLE_TOKEN: { value: 'x' } }, variables: { token: { value: 'y' } } },
    isSpin,
  ),
  over(
    HTTP,
    'an address where nobody asks',
    { port: 8080, env: { SPIN_HTTP_LISTEN_ADDR: { value: '0.0.0.0:9000' } } },
    isSpin,
  ),
  over(
    HTTP,
    'an address that is none',
    { port: 8080, env: { SPIN_HTTP_LISTEN_ADDR: { value: ':8080' } } },
    isSpin,
  ),
  over(
    WORKLOADS,
    'other annotations than the runtime needs',
    { podAnnotations: { 'module.wasm.image/variant': 'x' } },
    ({ props }) => factoryOf(props) === 'crun',
  ),
  over(WORKLOADS, 'a tag that moves', { image: { of: 'ghcr.io/acme/hello:latest' } }),
  over(WORKLOADS, 'an image without a tag', { image: { spec: { repository: 'ghcr.io/acme/hello' } } }),
  over(WORKLOADS, 'one pull secret twice', {
    image: { of: 'ghcr.io/acme/hello:1.0.0', options: { pullSecrets: ['a', 'a'] } },
  }),
  over(
    WORKLOADS,
    'a format that the runtime does not run',
    { image: { of: 'ghcr.io/acme/hello:1.0.0', options: { format: 'runwasi', binarySize: 1 } } },
    // Of a release that nobody knows, nobody says either that it runs it or that it does not.
    (given) =>
      isSpin(given) &&
      refuses(
        { platform: platformOf(given.platform).toSpec(), runtime: runtimeIn(given) },
        ImageFormat.RUNWASI,
      ),
  ),
  ...['/a//b', '/a/../b', '/a%2fb'].map((path) =>
    over(HTTP, `the path ${path} of an ingress that compares whole parts`, {
      ingress: { paths: { [path]: 'Prefix' } },
    }),
  ),
  over(WORKLOADS, 'a workload whose memory nobody knows', {
    image: { of: 'ghcr.io/acme/hello:1.0.0' },
    resources: undefined,
  }),
  over(
    WORKLOADS,
    'crun with an engine that looks at entrypoints',
    { runtime: { factory: 'crun', options: { engine: 'wasmedge', variant: 'compat-smart' } } },
    ({ kind }) => kind !== 'SpinApp',
  ),
  over(
    WORKLOADS,
    'a runtime that the platform lacks',
    { runtime: { factory: 'wamr' } },
    ({ kind, platform, bind }) => kind !== 'SpinApp' && platform.factory === 'k3s' && bind !== 'prop',
  ),
  ...SPIN_CONFLICTS,
  ...BLAZOR_CONFLICTS.map(([name, fields]) => over(['BlazorApp'], name, fields)),
  over(['Shim'], 'a shim for no architecture', { amd64: undefined, arm64: undefined }),
];

function scheduling(): Conflict[] {
  const tolerations = (name: string, toleration: JsonObject): Conflict[] => [
    over(WORKLOADS, name, { scheduling: { tolerations: [toleration] } }),
    over(['WasmRuntimeClass'], `${name}, of a class`, { tolerations: [toleration] }),
    {
      name: `${name}, of a platform`,
      apply: (given) =>
        given.bind !== 'prop' && 'factory' in given.platform
          ? { ...given, platform: { ...given.platform, options: { tolerations: [toleration] } } }
          : undefined,
    },
  ];
  const spread = (name: string, topologySpread: JsonObject[]): Conflict =>
    over(WORKLOADS, name, { scheduling: { topologySpread } });
  const expression = (name: string, wrong: JsonObject): Conflict[] => [
    over(WORKLOADS, `${name}, of nodes`, {
      scheduling: { affinity: { requiredNodes: [{ matchExpressions: [{ key: 'a', ...wrong }] }] } },
    }),
    over(WORKLOADS, `${name}, of pods`, {
      scheduling: {
        affinity: {
          requiredPods: [{ topologyKey: 'a', labelSelector: { matchExpressions: [{ key: 'a', ...wrong }] } }],
        },
      },
    }),
  ];
  return [
    ...tolerations('a toleration of no taint', { operator: 'Equal', value: 'x' }),
    ...tolerations('a toleration with a value that is not compared', {
      key: 'a',
      operator: 'Exists',
      value: 'x',
    }),
    ...tolerations('a toleration with seconds and without an effect', { key: 'a', tolerationSeconds: 3 }),
    spread('domains that are not demanded', [{ topologyKey: 'a', minDomains: 3 }]),
    spread('one spread twice', [{ topologyKey: 'a' }, { topologyKey: 'a' }]),
    ...expression('a comparison without values', { operator: 'In' }),
    ...expression('a comparison with values that are not compared', { operator: 'Exists', values: ['x'] }),
    over(WORKLOADS, 'a number that is none', {
      scheduling: {
        affinity: { requiredNodes: [{ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['x'] }] }] },
      },
    }),
    over(WORKLOADS, 'pods compared by number', {
      scheduling: {
        affinity: {
          requiredPods: [
            {
              topologyKey: 'a',
              labelSelector: { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] },
            },
          ],
        },
      },
    }),
  ];
}

function linux(given: Case): boolean {
  const { facts, smart } = runtimeIn(given);
  return facts.linuxContainers.value !== 'no' && smart !== false;
}

function noLinuxEnv(given: Case): boolean {
  return linux(given) && runtimeIn(given).facts.linuxEnvironment.value === 'no';
}

function noExec(given: Case): boolean {
  return runtimeIn(given).facts.exec.value === 'no';
}

function plain(given: Case): boolean {
  return runtimeIn(given).facts.tls.value === 'no';
}

function keepsRights(given: Case): boolean {
  return runtimeIn(given).facts.dropAllAlone.value === 'no';
}
