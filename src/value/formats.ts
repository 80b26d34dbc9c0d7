import { isIP } from 'node:net';
import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from './name';
import { parseQuantity } from './quantity';

/** What a text must be, and the same in words. */
export interface Format {
  readonly holds: (text: string) => boolean;
  readonly allowed: string;
}

/** What the texts of one field must be. */
export interface FieldFormat {
  /** Of the field itself, of each item of its list, of each value in its map. */
  readonly text?: Format;
  /** Of each name in its map. */
  readonly key?: Format;
  /** Whether its number must be a whole one, where nobody says more of it. */
  readonly whole?: true;
}

const NATIVE_RESOURCE = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const OBJECT_FIELDS =
  /^(metadata\.(name|namespace|uid)|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;
const MAP_FIELD = /^metadata\.(?:labels|annotations)\['([^']*)'\]$/;

const format = (holds: (text: string) => boolean, allowed: string): Format => ({ holds, allowed });
const oneOf = (...texts: string[]): FieldFormat => ({
  text: format((text) => texts.includes(text), texts.filter((text) => text !== '').join(', ')),
});

const SUBDOMAIN = format(isDnsSubdomain, 'lower-case letters, digits, "-" and "."');
const LABEL = format(isDnsLabel, 'lower-case letters, digits and "-", at most 63');
const LABEL_KEY = format(isLabelKey, '[prefix/]name of letters, digits, "-", "_" and ".", at most 63');
const LABEL_VALUE = format(isLabelValue, 'letters, digits, "-", "_" and ".", at most 63');
const DATA_KEY = format(
  (text) => /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..'),
  'letters, digits, "-", "_" and ".", at most 253',
);
const ENV_NAME = format(
  (text) => /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(text),
  'letters, digits, "_", "-" and ".", not from a digit on',
);
const ABSOLUTE_PATH = format(
  (text) => text.startsWith('/') && !text.split('/').includes('..'),
  'a path from / on, without ".."',
);
const FILE_PATH = format(
  (text) => ABSOLUTE_PATH.holds(text) && !text.endsWith('/'),
  'a path of a file, from / on',
);
const RELATIVE_PATH = format(
  (text) => text !== '' && !text.startsWith('/') && !text.split('/').includes('..'),
  'a path not from / on, without ".."',
);
const QUANTITY = format((text) => (parseQuantity(text) ?? -1) >= 0, 'a quantity, as 100m or 64Mi');
const RESOURCE = format(
  (text) => NATIVE_RESOURCE.test(text) || (text.includes('/') && isLabelKey(text)),
  'cpu, memory, ephemeral-storage, or domain/name',
);
const CIDR = format(isCidr, 'a range of addresses, as 10.0.0.0/8');
const PROTOCOL_NAME = format(isLabelKey, 'a name, as http or kubernetes.io/h2c');
const HEADER = format((text) => /^[-A-Za-z0-9]+$/.test(text), 'letters, digits and "-"');
const HEADER_VALUE = format(
  (text) => /^[ -#%-~]+$/.test(text),
  'letters, digits and signs of ASCII, without "$"',
);
const BASE_PATH = format(
  (text) => /^\/(?:[A-Za-z0-9._~-]+\/)*$/.test(text),
  'a path of letters, digits, ".", "_", "~" and "-", from "/" to "/"',
);
const SETTINGS_FILE = format(
  (text) => /^appsettings(?:\.[A-Za-z0-9_-]+)*\.json$/.test(text),
  'appsettings.json, appsettings.Production.json, …',
);
const PLAIN_PATH = format(
  (text) => /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(text),
  'a path of letters, digits, ".", "_" and "-", from / on',
);
const NOT_EMPTY = format((text) => text !== '', 'a text that is not empty');
const POD_FIELD = format(
  (text) => OBJECT_FIELDS.test(text) || isLabelKey(MAP_FIELD.exec(text)?.[1]?.toLowerCase() ?? ''),
  "metadata.name, .namespace, .uid, .labels['key'], .annotations['key'], spec.nodeName, .serviceAccountName, " +
    'status.hostIP, .hostIPs, .podIP, .podIPs',
);
const RESOURCE_FIELD = format(
  (text) => /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text),
  'limits or requests, then .cpu, .memory or .ephemeral-storage',
);
const DIVISOR = format((text) => /^1([kMGTPE]i?|m|Ki)?$/.test(text), '1, 1m, 1k, 1Ki, 1M, 1Mi, …');

const LABELS: FieldFormat = { key: LABEL_KEY, text: LABEL_VALUE };
const ANNOTATIONS: FieldFormat = { key: format((text) => isLabelKey(text.toLowerCase()), LABEL_KEY.allowed) };
const AMOUNTS: FieldFormat = { key: RESOURCE, text: QUANTITY };
const TOPOLOGY_KEY: FieldFormat = { text: LABEL_KEY };
const WORKLOAD = { annotations: ANNOTATIONS, podAnnotations: ANNOTATIONS };

/**
 * What Kubernetes takes where the public API says no more than `string`. What
 * depends on other fields, and what a check says more of, is not here.
 *
 * Source: kubernetes/kubernetes, `validation` below `pkg/apis` and apimachinery's `validation`.
 */
export const FORMATS: { readonly [struct: string]: { readonly [field: string]: FieldFormat } } = {
  BlazorAppProps: {
    annotations: ANNOTATIONS,
    configuration: { key: SETTINGS_FILE },
    headers: { key: HEADER, text: HEADER_VALUE },
    podAnnotations: ANNOTATIONS,
    root: { text: PLAIN_PATH },
  },
  BlazorSiteSpec: { basePath: { text: BASE_PATH } },
  CaBundleSpec: { key: { text: DATA_KEY } },
  ClaimSpec: { claimName: { text: SUBDOMAIN } },
  EmptyDirSpec: {
    medium: { text: format((text) => /^(|Memory|HugePages(-.+)?)$/.test(text), 'Memory, or left out') },
    sizeLimit: { text: QUANTITY },
  },
  EnvFromSpec: { prefix: { text: format((text) => text === '' || ENV_NAME.holds(text), ENV_NAME.allowed) } },
  FieldRef: { fieldPath: { text: POD_FIELD } },
  FileKeyRef: { key: { text: DATA_KEY } },
  HostPathSpec: {
    path: { text: ABSOLUTE_PATH },
    type: oneOf(
      '',
      'Directory',
      'DirectoryOrCreate',
      'File',
      'FileOrCreate',
      'Socket',
      'CharDevice',
      'BlockDevice',
    ),
  },
  HttpGetSpec: { headers: { key: HEADER }, path: { text: NOT_EMPTY }, scheme: oneOf('HTTP', 'HTTPS') },
  IdentitySpec: { annotations: ANNOTATIONS },
  IngressSpec: { annotations: ANNOTATIONS, labels: LABELS },
  KeyFilesSpec: { items: { key: DATA_KEY, text: RELATIVE_PATH } },
  KeyRef: { key: { text: DATA_KEY } },
  LabelExpression: {
    key: { text: LABEL_KEY },
    operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
    values: { text: LABEL_VALUE },
  },
  LabelSelectorSpec: { matchLabels: LABELS },
  LinuxContainerSpec: { imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never') },
  ListenSpec: { variable: { text: ENV_NAME } },
  PlatformRuntime: { handler: { text: LABEL }, nodeSelector: LABELS, overhead: AMOUNTS },
  PodTerm: { namespaces: { text: LABEL }, topologyKey: TOPOLOGY_KEY },
  ResourceFieldRef: {
    containerName: { text: LABEL },
    divisor: { text: DIVISOR },
    resource: { text: RESOURCE_FIELD },
  },
  ResourcesSpec: { limits: AMOUNTS, requests: AMOUNTS },
  SchedulingSpec: { nodeSelector: LABELS, priorityClassName: { text: SUBDOMAIN } },
  SeccompSpec: {
    localhostProfile: { text: RELATIVE_PATH },
    type: oneOf('RuntimeDefault', 'Localhost', 'Unconfined'),
  },
  ServicePortSpec: { appProtocol: { text: PROTOCOL_NAME }, protocol: oneOf('TCP', 'UDP', 'SCTP') },
  ServiceSpec: {
    annotations: ANNOTATIONS,
    appProtocol: { text: PROTOCOL_NAME },
    externalTrafficPolicy: oneOf('Cluster', 'Local'),
    labels: LABELS,
    loadBalancerSourceRanges: { text: CIDR },
    sessionAffinity: oneOf('None', 'ClientIP'),
  },
  ShimProps: { containerdRuntimeOptions: { key: NOT_EMPTY }, nodeSelector: LABELS },
  SpinAppProps: WORKLOAD,
  Toleration: {
    tolerationSeconds: { whole: true },
    key: { text: format((text) => text === '' || isLabelKey(text), LABEL_KEY.allowed) },
    value: { text: LABEL_VALUE },
  },
  TopologySpreadSpec: {
    topologyKey: TOPOLOGY_KEY,
    whenUnsatisfiable: oneOf('ScheduleAnyway', 'DoNotSchedule'),
  },
  VolumeSpec: {
    subPath: { text: format((text) => text === '' || RELATIVE_PATH.holds(text), RELATIVE_PATH.allowed) },
  },
  WasmCronJobProps: WORKLOAD,
  WasmJobProps: WORKLOAD,
  WasmPlatformOptions: { nodeSelector: LABELS, overhead: AMOUNTS },
  WasmRuntimeClassProps: {
    annotations: ANNOTATIONS,
    labels: LABELS,
    nodeSelector: LABELS,
    overhead: AMOUNTS,
  },
  WasmRuntimeSpec: { healthPath: { text: ABSOLUTE_PATH }, podAnnotations: ANNOTATIONS },
  WasmServiceProps: WORKLOAD,
  WasmWorkerProps: WORKLOAD,
  WritablePaths: { files: { text: FILE_PATH }, folders: { text: ABSOLUTE_PATH } },
};

function isCidr(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d+$/.test(bits ?? '') && Number(bits) <= longest;
}
