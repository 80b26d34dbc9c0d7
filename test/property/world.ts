import type fc from 'fast-check';
import type { ImageFormat } from '../../src/artifact/image-format';
import type { WasmPlatformSpec } from '../../src/runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../../src/runtime/wasm-runtime-spec';
import type { JsonObject } from '../../src/value/json';

/** Workloads, and the two objects that a cluster's administrator writes. */
export const WORKLOADS = ['WasmService', 'SpinApp', 'WasmWorker', 'WasmJob', 'WasmCronJob'] as const;
export const KINDS = [...WORKLOADS, 'BlazorApp', 'WasmRuntimeClass', 'Shim'] as const;
export type Kind = (typeof KINDS)[number];

/** A construct to be made, as plain data: it can be printed, kept and changed. */
export interface Case {
  readonly kind: Kind;
  /** What the chart has. */
  readonly chart: JsonObject;
  /** Where the platform is bound: `app`, `chart`, or `prop` where it stands in the props. */
  readonly bind: 'app' | 'chart' | 'prop';
  /** `{ factory, options }` or `{ custom }`. */
  readonly platform: JsonObject;
  /** The props; `image`, `platform` and `runtime` are plain data too. */
  readonly props: JsonObject;
}

/** What is settled before the props of a construct are made up. */
export interface Setting {
  readonly kind: Kind;
  readonly bind: Case['bind'];
  readonly platformCase: JsonObject;
  readonly runtimeCase: JsonObject;
  readonly platform: WasmPlatformSpec;
  readonly runtime: WasmRuntimeSpec;
  readonly format: ImageFormat;
  /** Whether the format must be said, as the runtime's usual one is another. */
  readonly saysFormat: boolean;
  /** Whether the size of the binary is known. */
  readonly sized: boolean;
  /** Whether sizes of resources follow from it. */
  readonly measured: boolean;
}

/** What the generator of a struct may look at. */
export interface World extends Setting {
  /** Whose probes are made up: the guest's, a Linux container's, or nobody's. */
  readonly asks: 'guest' | 'linux' | 'nobody';
  /** Values of another struct in the same world. */
  readonly of: (struct: string, change?: Partial<World>) => fc.Arbitrary<JsonObject>;
}

/** The fields of a struct, each with its values. */
export interface Fields {
  readonly [field: string]: fc.Arbitrary<unknown>;
}

/** Generators by struct. */
export interface Generators {
  readonly [struct: string]: (world: World) => Fields;
}

/** Fields that take one of a few texts, though the type is `string`. */
export const CLOSED = {
  'EmptyDirSpec.medium': ['', 'Memory'],
  'HostPathSpec.type': [
    'Directory',
    'DirectoryOrCreate',
    'File',
    'FileOrCreate',
    'Socket',
    'CharDevice',
    'BlockDevice',
  ],
  'HttpGetSpec.scheme': ['HTTP', 'HTTPS'],
  'LinuxContainerSpec.imagePullPolicy': ['Always', 'IfNotPresent', 'Never'],
  'RolloutSpec.strategy': ['RollingUpdate', 'Recreate'],
  'SeccompSpec.type': ['RuntimeDefault', 'Localhost', 'Unconfined'],
  'ServicePortSpec.protocol': ['TCP', 'UDP', 'SCTP'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.sessionAffinity': ['None', 'ClientIP'],
  'TopologySpreadSpec.whenUnsatisfiable': ['ScheduleAnyway', 'DoNotSchedule'],
  restartPolicy: ['OnFailure', 'Never'],
} as const;
