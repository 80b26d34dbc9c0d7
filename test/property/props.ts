import fc from 'fast-check';
import { Known } from '../../src/runtime/fact';
import { blazorGenerators } from './blazor';
import {
  annotations,
  boolean,
  envName,
  host,
  imageReference,
  label,
  labels,
  list,
  map,
  memory,
  metaKey,
  none,
  oneOf,
  path,
  port,
  portName,
  set,
  share,
  subdomain,
  text,
  token,
  whole,
} from './leaves';
import { CLOSED, type Fields, type Generators, type World } from './world';

/** The props of workloads and what of them is not in the pod. */
export const PROPS: Generators = {
  ...blazorGenerators(http),
  AutoscaleSpec: () => ({
    min: whole(1, 9_999),
    max: whole(10_000),
    cpu: whole(1),
    memory: whole(1),
    scaleDownStabilizationSeconds: fc.integer({ min: 0, max: 3600 }),
  }),
  DisruptionSpec: () => ({ enabled: fc.constant(true), maxUnavailable: share, minAvailable: share }),
  IdentitySpec: () => ({
    annotations,
    automountToken: boolean,
    create: boolean,
    serviceAccountName: subdomain,
  }),
  IngressTlsSpec: () => ({ hosts: set(host), secretName: subdomain }),
  IngressSpec: ({ of }) => ({
    annotations,
    className: subdomain,
    hosts: set(host),
    labels,
    paths: map(
      path.map((text) => text.replace(/[^a-z0-9/-]/gi, '')),
      oneOf(['Prefix', 'Exact', 'ImplementationSpecific']),
    ),
    servicePort: oneOf(['http']),
    tls: of('IngressTlsSpec'),
  }),
  RolloutSpec: () => ({
    strategy: oneOf(CLOSED['RolloutSpec.strategy']),
    maxSurge: fc.oneof(share, oneOf(['0', '0%', '150%'])),
    maxUnavailable: fc.oneof(share, oneOf(['0', '0%'])),
    minReadySeconds: fc.integer({ min: 0, max: 599 }),
    preStopSeconds: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant(0)),
    progressDeadlineSeconds: whole(600),
    revisionHistoryLimit: whole(0),
    terminationGracePeriodSeconds: whole(10_001),
  }),
  ServicePortSpec: () => ({
    appProtocol: oneOf(['http', 'kubernetes.io/h2c', 'grpc', 'acme.dev/odd']),
    nodePort: fc.integer({ min: 30_000, max: 32_767 }),
    port,
    protocol: oneOf(CLOSED['ServicePortSpec.protocol']),
    targetPort: port,
  }),
  ServiceSpec: ({ of }) => ({
    annotations,
    appProtocol: oneOf(['http', 'kubernetes.io/h2c', 'grpc']),
    externalTrafficPolicy: oneOf(CLOSED['ServiceSpec.externalTrafficPolicy']),
    extraPorts: map(portName, of('ServicePortSpec'), 3),
    labels,
    loadBalancerSourceRanges: set(oneOf(['10.1.0.0/16', '192.0.2.7/32', '2001:db8::/32'])),
    nodePort: fc.integer({ min: 30_000, max: 32_767 }),
    port,
    sessionAffinity: oneOf(CLOSED['ServiceSpec.sessionAffinity']),
    type: oneOf(['ClusterIP', 'NodePort', 'LoadBalancer']),
  }),
  WasmServiceProps: (world) => ({ ...http(world), runtime: runtime(world) }),
  SpinAppProps: http,
  WasmWorkerProps: (world) => ({ ...deployment(world), runtime: runtime(world) }),
  WasmJobProps: job,
  WasmCronJobProps: (world) => ({
    ...job(world),
    schedule: schedule(),
    timeZone: oneOf([
      'Europe/Berlin',
      'America/Argentina/Buenos_Aires',
      'Etc/UTC',
      'Etc/GMT+5',
      'US/Eastern',
      'UTC',
    ]),
    concurrencyPolicy: oneOf(['Allow', 'Forbid', 'Replace']),
    suspend: boolean,
    startingDeadlineSeconds: whole(0),
    successfulJobsHistoryLimit: whole(0),
    failedJobsHistoryLimit: whole(0),
  }),
};

function runtime({ runtimeCase }: World): fc.Arbitrary<unknown> {
  return fc.constant(runtimeCase);
}

function job(world: World): Fields {
  return {
    ...workload(world),
    runtime: runtime(world),
    backoffLimit: whole(0),
    activeDeadlineSeconds: whole(1),
    ttlSecondsAfterFinished: whole(0),
    parallelism: whole(0),
    completions: whole(1),
    restartPolicy: oneOf(CLOSED.restartPolicy),
    terminationGracePeriodSeconds: whole(0),
  };
}

function deployment(world: World): Fields {
  return {
    ...workload(world),
    replicas: whole(1),
    autoscale: world.of('AutoscaleSpec'),
    health: world.of('HealthSpec'),
    rollout: world.of('RolloutSpec'),
    disruption: world.of('DisruptionSpec'),
  };
}

function http(world: World): Fields {
  return {
    ...deployment(world),
    port,
    service: world.of('ServiceSpec'),
    ingress: world.of('IngressSpec'),
  };
}

function workload(world: World): Fields {
  const { of, runtime: spec, format } = world;
  const isSpin = spec.name === 'spin';
  const hasLinux = spec.facts.linuxContainers.value !== Known.NO && spec.smart !== false;
  const container = (asks: World['asks']): fc.Arbitrary<unknown> =>
    hasLinux ? map(label(), of('LinuxContainerSpec', { asks })) : none;
  const variable = fc.tuple(token, token).map((parts) => parts.join('_'));
  return {
    annotations,
    args: list(text),
    caBundle: of('CaBundleSpec'),
    command: list(text),
    components: isSpin ? set(fc.tuple(token, token).map((parts) => parts.join('-'))) : none,
    env: map(envName, of('EnvValueSpec')),
    envFrom: list(of('EnvFromSpec'), 2),
    files: map(path, of('FileSpec')).map(withTwin),
    identity: of('IdentitySpec'),
    image: image(world),
    initContainers: container('nobody'),
    invocationMemory: isSpin ? memory(1, 15) : none,
    labels: map(metaKey, labels.map(firstValue)),
    name: label(world.kind === 'WasmCronJob' ? 52 : 63),
    platform: world.bind === 'prop' ? fc.constant(world.platformCase) : none,
    podAnnotations: annotations,
    podLabels: labels,
    resources: of('ResourcesSpec'),
    runtimeConfig: isSpin ? fc.record({ spec: of('RuntimeConfigSpec') }) : none,
    scheduling: of('SchedulingSpec'),
    securityContext: of('SecurityContextSpec'),
    sidecars: container('linux'),
    spinLockImage: isSpin && format === 'spin' ? imageReference : none,
    variables: isSpin ? map(variable, of('EnvValueSpec')) : none,
    volumes: map(path, of('VolumeSpec')),
  };
}

function image(world: World): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.record({ of: imageReference, options: world.of('WasmImageOptions') }),
    fc.record({ spec: world.of('WasmImageSpec') }),
  );
}

function firstValue(values: { [key: string]: string }): string {
  return Object.values(values)[0];
}

/** Beside `/x/a/b` now and then `/x/a-b`, which is easily taken for the same. */
function withTwin<T>(files: { [path: string]: T }): { [path: string]: T } {
  const nested = Object.keys(files).find((file) => file.endsWith('/a/b'));
  return nested === undefined ? files : { ...files, [nested.replace(/\/b$/, '-b')]: files[nested] };
}

function schedule(): fc.Arbitrary<string> {
  const field = (min: number, max: number, names: string[] = []): fc.Arbitrary<string> => {
    const value = fc.integer({ min, max });
    return fc.oneof(
      fc.constant('*'),
      value.map(String),
      fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.integer({ min: 1, max: 30 }).map((step) => `*/${step}`),
      fc.uniqueArray(value, { minLength: 2, maxLength: 3 }).map((values) => values.join(',')),
      ...(names.length > 0 ? [oneOf(names)] : []),
    );
  };
  const fields = fc.tuple(
    field(0, 59),
    field(0, 23),
    field(1, 31),
    field(1, 12, ['jan', 'FEB', 'Dec']),
    field(0, 6, ['sun', 'MON', 'Fri']),
  );
  return fc.oneof(
    { weight: 5, arbitrary: fields.map((parts) => parts.join(' ')) },
    { weight: 1, arbitrary: oneOf(['@hourly', '@daily', '@weekly', '@monthly', '@yearly', '@every 1h30m']) },
  );
}
