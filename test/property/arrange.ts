import type { JsonObject } from '../../src/value/json';
import { RUNTIME_CONFIG_PARTS } from './runtime-config-parts';
import type { World } from './world';

type Arrange = (value: JsonObject, world: World) => JsonObject;

/** Structs of which exactly one of some fields is given. */
export const ONE_OF: { readonly [struct: string]: readonly string[] } = {
  BlazorSettingsSpec: ['values', 'configMapKeyRef'],
  CaBundleSpec: ['secretName', 'configMapName', 'pem'],
  EnvFromSpec: ['secretName', 'configMapName'],
  EnvValueSpec: ['value', 'secretKeyRef', 'configMapKeyRef', 'fieldRef', 'resourceFieldRef'],
  FileSpec: ['content', 'secretKeyRef', 'configMapKeyRef'],
  KeyValueStoreSpec: ['spin', 'redis', 'azureCosmos', 'awsDynamo'],
  SqliteDatabaseSpec: ['spin', 'libsql'],
  VariablesProviderSpec: ['env', 'static', 'vault', 'azureKeyVault'],
  VolumeSpec: ['emptyDir', 'configMap', 'secret', 'persistentVolumeClaim', 'hostPath'],
};

/** What the fields of one struct ask of each other, so that a random value becomes a valid one. */
export const ARRANGE: { readonly [struct: string]: Arrange } = {
  ...RUNTIME_CONFIG_PARTS,
  AutoscaleSpec: (value) => ('cpu' in value || 'memory' in value ? value : { ...value, cpu: 60 }),
  CaBundleSpec: (value) => ('pem' in value ? without(value, 'key') : value),
  CrunOptions: (value) => ('engine' in value && 'variant' in value ? { ...value, variant: 'compat' } : value),
  DisruptionSpec: (value) => {
    if (!('maxUnavailable' in value) && !('minAvailable' in value)) {
      return 'enabled' in value ? { enabled: false } : value;
    }
    return 'maxUnavailable' in value ? without(value, 'minAvailable') : value;
  },
  FileSpec: (value) => ('content' in value ? value : without(value, 'secret')),
  IdentitySpec: (value) => (value.create === true ? value : without(value, 'annotations')),
  IngressSpec: (value) => {
    const { hosts, tls } = value;
    return Array.isArray(hosts) && isRecord(tls) && 'hosts' in tls
      ? { ...value, tls: { ...tls, hosts: hosts.slice(0, 1) } }
      : value;
  },
  // The kind that was drawn may be newer than the shim.
  KeyValueStoreSpec: (value) =>
    Object.values(value).some((store) => store !== undefined) ? value : { spin: {} },
  LabelExpression: (value) =>
    value.operator === 'Exists' || value.operator === 'DoesNotExist'
      ? without(value, 'values')
      : { values: ['any'], ...value },
  NodeTerm: (value) => ({ ...value, matchExpressions: listOf(value, 'matchExpressions').map(greater) }),
  RolloutSpec: (value, { kind }) => ended(recreated(value), kind === 'WasmWorker' ? 0 : 5),
  SchedulingSpec: (value) => {
    const spread = new Map(listOf(value, 'topologySpread').map((each) => [each.topologyKey, each]));
    return spread.size > 0 ? { ...value, topologySpread: [...spread.values()] } : value;
  },
  SeccompSpec: (value) =>
    value.type === 'Localhost'
      ? { localhostProfile: 'guest.json', ...value }
      : without(value, 'localhostProfile'),
  ServiceSpec: (value) => {
    const type = value.type ?? 'ClusterIP';
    const onNodes = type === 'ClusterIP' ? without(value, 'nodePort', 'externalTrafficPolicy') : value;
    const fitting = type === 'LoadBalancer' ? onNodes : without(onNodes, 'loadBalancerSourceRanges');
    return 'extraPorts' in fitting && type === 'ClusterIP'
      ? { ...fitting, extraPorts: mapValues(fitting.extraPorts, (extra) => without(extra, 'nodePort')) }
      : fitting;
  },
  ShimProps: (value) =>
    'amd64' in value || 'arm64' in value
      ? value
      : { ...value, amd64: { location: 'https://example.com/shim.tar.gz', sha256: '0'.repeat(64) } },
  Toleration: (value) => {
    const keyed: JsonObject = 'key' in value ? value : { ...value, operator: 'Exists' };
    const compared = keyed.operator === 'Exists' ? without(keyed, 'value') : keyed;
    return 'tolerationSeconds' in compared ? { ...compared, effect: 'NoExecute' } : compared;
  },
  TopologySpreadSpec: (value) =>
    value.whenUnsatisfiable === 'DoNotSchedule' ? value : without(value, 'minDomains'),
  VolumeSpec: (value) =>
    'subPath' in value
      ? { ...value, ...pick(value, 'configMap', 'secret', (files) => without(files, 'optional')) }
      : value,
  WasmImageOptions: sayFormat,
  WasmImageSpec: (value, world) =>
    recorded(
      sayFormat('tag' in value || 'digest' in value ? value : { ...value, allowMutableTag: true }, world),
      world,
    ),
  FormatFacts: (value) => ({ ...value, plain: { value: 'yes', source: 'so that there is one' } }),
  WasmRuntimeSpec: (value) => {
    const { facts, writable } = value;
    const linux =
      isRecord(facts) && isRecord(facts.linuxContainers) ? facts.linuxContainers.value : undefined;
    return isRecord(writable) && (linux === 'no' || value.smart === false)
      ? { ...value, writable: mapValues(writable, (paths) => without(paths, 'files')) }
      : value;
  },
};

/** A record says of its image what the image says of itself. */
function recorded(value: JsonObject, { format }: World): JsonObject {
  if (!isRecord(value.record) || !('digest' in value)) {
    return without(value, 'record');
  }
  const { repository, digest } = value;
  const tag = 'tag' in value ? { tag: value.tag } : {};
  const own = { ...without(value.record, 'tag'), repository, digest, format, ...tag };
  return { ...value, format, record: own };
}

/** `value` without some of its keys. */
export function without(value: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** An object with each member that is an object changed. */
export function mapValues(
  value: unknown,
  change: (member: JsonObject, key: string) => JsonObject,
): JsonObject {
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries.map(([key, member]) => [key, isRecord(member) ? change(member, key) : member]),
  );
}

export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list. */
export function listOf(value: JsonObject, key: string): JsonObject[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

function pick(
  value: JsonObject,
  a: string,
  b: string,
  change: (member: JsonObject) => JsonObject,
): JsonObject {
  const found = Object.entries(value).filter(([key]) => key === a || key === b);
  return mapValues(Object.fromEntries(found), change);
}

function sayFormat(value: JsonObject, { format, saysFormat }: World): JsonObject {
  return saysFormat ? { ...value, format } : value;
}

/** Labels of nodes can be compared as numbers too. */
function greater(expression: JsonObject): JsonObject {
  const { operator, values } = expression;
  return operator === 'NotIn' && Array.isArray(values) && values.length === 1
    ? { ...expression, operator: 'Gt', values: ['4711'] }
    : expression;
}

function recreated(value: JsonObject): JsonObject {
  if (value.strategy === 'Recreate') {
    return without(value, 'maxSurge', 'maxUnavailable');
  }
  const isZero = (amount: unknown): boolean => amount === '0' || amount === '0%';
  return isZero(value.maxSurge) && isZero(value.maxUnavailable ?? '0') ? { ...value, maxSurge: '1' } : value;
}

function ended(value: JsonObject, usualSleep: number): JsonObject {
  const sleep = Number(value.preStopSeconds ?? usualSleep);
  return sleep < Number(value.terminationGracePeriodSeconds ?? 30)
    ? value
    : { ...value, terminationGracePeriodSeconds: sleep + 1 };
}
