import { runtimeConfigText } from '../artifact/runtime-config/document';
import { NEW_PARTS } from '../artifact/runtime-config/releases';
import { checkRuntimeConfig } from '../artifact/runtime-config/rules';
import type { RuntimeConfigSpec } from '../artifact/runtime-config/spec';
import { RUNTIME_CONFIG, SPIN_STATE } from '../check/writable-paths';
import type { Common } from '../expose/service';
import type { PlatformRuntime } from '../runtime/wasm-platform-spec';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import { resolvedCopy } from '../value/deferred';
import { shortHash } from '../value/hash';
import type { JsonObject, Manifest } from '../value/json';
import { maskMarkers } from '../value/marker';
import { derivedName } from '../value/name';
import { refusal } from '../value/refuse';
import { holdsUnresolved } from '../value/unresolved';
import { isAtLeast } from '../value/version';
import { type FileObject, fileObject, fileVolume } from './files';
import type { VolumeSpec } from './props/volume';
import type { WasmWorkloadProps } from './props/workload-props';
import { demandSpin } from './spin';

const FIELD = 'runtimeConfig';
const KEY = 'runtime-config.toml';
const NAME = 'runtime-config';

/** The annotation of the pods that changes with the file, where the name of the object that holds it does not. */
const ANNOTATION = 'wasmcd.dev/runtime-config';

/** What a runtime configuration becomes. */
export interface RuntimeConfigParts {
  readonly spec: RuntimeConfigSpec;
  readonly mountPath: string;
  readonly volume: VolumeSpec;
  /** The object with the file, unless a Secret of somebody else's holds it. */
  readonly object?: FileObject;
  readonly podAnnotations?: JsonObject;
}

/**
 * By what Spin comes to its runtime configuration.
 *
 * @throws where the runtime is not Spin, Spin would not take it, or the cluster's release of the shim does not know a
 * part of it
 */
export function runtimeConfigParts(
  common: Common,
  runtime: WasmRuntimeSpec,
  placed: PlatformRuntime,
  { runtimeConfig, podAnnotations = {} }: WasmWorkloadProps,
): RuntimeConfigParts | undefined {
  const spec = runtimeConfig?.toSpec();
  if (spec === undefined) {
    return undefined;
  }
  const { path } = common;
  // Again: an instance may be of another copy of this package.
  checkRuntimeConfig(path, FIELD, spec);
  demandSpin(path, runtime, FIELD, spec);
  refuseNewParts(path, placed, spec);
  if (Object.hasOwn(podAnnotations, ANNOTATION)) {
    throw refusal({
      path,
      field: `podAnnotations.${ANNOTATION}`,
      value: podAnnotations[ANNOTATION],
      wrong: 'it is the hash of runtimeConfig',
      fix: 'leave it out',
    });
  }
  const mount = { spec, mountPath: RUNTIME_CONFIG };
  if (spec.secret !== undefined) {
    const file = { secretKeyRef: { name: spec.secret.name, key: spec.secret.key ?? KEY } };
    return { ...mount, volume: { ...fileVolume(RUNTIME_CONFIG, file, undefined), name: NAME } };
  }
  return { ...mount, ...(holdsUnresolved(spec) ? inSecret(common, spec) : inConfigMap(common, spec)) };
}

/**
 * The folders of a runtime that are to be made writable: without Spin's usual one where the file names another. That is
 * the user's to mount, as is the folder of a store.
 */
export function writableFolders(
  folders: readonly string[],
  config: RuntimeConfigParts | undefined,
): string[] {
  if (config === undefined || config.spec.secret !== undefined) {
    return [...folders];
  }
  const { stateDir = SPIN_STATE, keyValueStores = {}, sqliteDatabases = {} } = config.spec;
  const stores = [...Object.values(keyValueStores), ...Object.values(sqliteDatabases)];
  const written = [stateDir, ...stores.map(({ spin }) => String(spin?.path))];
  const isUsual = (at: string): boolean => at === SPIN_STATE || at.startsWith(`${SPIN_STATE}/`);
  return folders.filter((folder) => folder !== SPIN_STATE || written.some(isUsual));
}

function refuseNewParts(path: string, { shimVersion }: PlatformRuntime, spec: RuntimeConfigSpec): void {
  if (shimVersion === undefined) {
    return;
  }
  const part = NEW_PARTS.find(({ isGiven, since }) => isGiven(spec) && !isAtLeast(shimVersion, since));
  if (part !== undefined) {
    throw refusal({
      path,
      field: `${FIELD}.${part.field}`,
      value: `containerd-shim-spin ${shimVersion}`,
      wrong: 'the release that the platform names does not know it, and ends where it stands in the file',
      allowed: `from release ${part.since} on`,
      fix: "leave it out, or shimVersions: { spin: '…' } of the platform where the nodes have a newer one",
    });
  }
}

type Parts = Pick<RuntimeConfigParts, 'volume' | 'object' | 'podAnnotations'>;

function inConfigMap(common: Common, spec: RuntimeConfigSpec): Parts {
  const file = { content: runtimeConfigText(spec) };
  const made = fileObject(common, RUNTIME_CONFIG, file);
  return {
    volume: { ...fileVolume(RUNTIME_CONFIG, file, made?.manifest), name: NAME },
    ...(made !== undefined && { object: { ...made, id: 'RuntimeConfig' } }),
  };
}

/** What is not known yet may be a credential, and no hash of it can be in a name. */
function inSecret({ path, name, labels }: Common, spec: RuntimeConfigSpec): Parts {
  const secretName = derivedName(name, `-${NAME}`);
  const text = (): string => {
    const known = resolvedCopy(spec);
    checkRuntimeConfig(path, FIELD, known);
    return runtimeConfigText(known);
  };
  const manifest: Manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: secretName, labels: { ...labels } },
    stringData: { [KEY]: { resolve: text } },
  };
  return {
    volume: { secret: { name: secretName }, subPath: KEY, name: NAME },
    object: { id: 'RuntimeConfig', manifest },
    // The number of a token says nothing of its value: masked, it rolls no pods.
    podAnnotations: { [ANNOTATION]: { resolve: () => shortHash(maskMarkers(text())) } },
  };
}
