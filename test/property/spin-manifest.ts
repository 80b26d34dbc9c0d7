import fc from 'fast-check';
import { ImageFormat } from '../../src/artifact/image-format';
import { SpinManifest } from '../../src/artifact/spin-manifest';
import type { WasmBinarySpec } from '../../src/artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../src/artifact/wasm/classify';
import type { JsonObject } from '../../src/value/json';
import { isRecord, without } from './arrange';
import { none } from './leaves';
import type { Fields, Kind, World } from './world';

/** Structs that nobody writes: they are read from files, and tested with these. */
export const READ: ReadonlySet<string> = new Set(['SpinManifestSpec']);

type Fit = Pick<WasmBinarySpec, 'role' | 'exports'>;

const HTTP: Fit = { role: WasmRole.HTTP, exports: ['wasi:http/incoming-handler@0.2.0'] };
const REDIS: Fit = { role: WasmRole.REDIS_TRIGGER, exports: ['fermyon:spin/inbound-redis'] };
const COMMAND: Fit = { role: WasmRole.COMMAND, exports: ['wasi:cli/run@0.2.0'] };

/** What a workload is of a Spin application: its triggers, and what these call. */
const TRIGGERS: { readonly [kind in Kind]?: readonly [trigger: string, fit: Fit] } = {
  WasmWorker: ['redis', REDIS],
  WasmJob: ['command', COMMAND],
  WasmCronJob: ['command', COMMAND],
};

function triggerOf(kind: Kind): readonly [trigger: string, fit: Fit] {
  return TRIGGERS[kind] ?? ['http', HTTP];
}

/** What an image says of its Spin application; what stands in it must follow the other props, as `described` makes it. */
export function applicationIn(world: World): Fields {
  const carries = world.runtime.name === 'spin' && world.format === ImageFormat.SPIN;
  const component = { kind: WasmKind.COMPONENT, wasi: WasiTrack.WASI_0_2, imports: [] };
  const [, fit] = triggerOf(world.kind);
  const binaries = world.of('WasmBinarySpec').map((first) => ({ first: { ...first, ...component, ...fit } }));
  return {
    manifest: carries ? fc.constant({}) : none,
    componentBinaries: carries ? binaries : none,
  };
}

/** An image that knows its manifest knows one in which is what the workload asks for. */
export function described(props: JsonObject, { kind }: World): JsonObject {
  const { image } = props;
  const part = isRecord(image) && isRecord(image.options) ? 'options' : 'spec';
  const said = isRecord(image) ? image[part] : undefined;
  if (!isRecord(image) || !isRecord(said)) {
    return props;
  }
  if (!isRecord(said.manifest)) {
    return { ...props, image: { ...image, [part]: without(said, 'componentBinaries') } };
  }
  const ids = Array.isArray(props.components) ? props.components.map(String) : ['web'];
  const { first } = isRecord(said.componentBinaries) ? said.componentBinaries : {};
  const known = {
    ...said,
    manifest: manifestOf(ids, triggerOf(kind)[0], isRecord(props.variables) ? props.variables : {}),
    ...(isRecord(first) && { componentBinaries: { [ids[0]]: first } }),
  };
  return { ...props, image: { ...image, [part]: known } };
}

function manifestOf(ids: readonly string[], type: string, values: JsonObject): JsonObject {
  const variables = Object.entries(values).map(
    ([name, value]) =>
      `${name} = { required = true, secret = ${isRecord(value) && 'secretKeyRef' in value} }`,
  );
  const parts = ids.map(
    (id) => `
[[trigger.${type}]]
component = "${id}"
${type === 'http' ? `route = "/${id}/..."` : ''}
${type === 'redis' ? 'address = "redis://redis:6379"\nchannel = "orders"' : ''}
[component.${id}]
source = "${id}.wasm"
key_value_stores = ["default"]
`,
  );
  const toml = `spin_manifest_version = 2
[application]
name = "app"
[variables]
${variables.join('\n')}
${parts.join('')}`;
  return { ...SpinManifest.fromToml(toml).toSpec() };
}
