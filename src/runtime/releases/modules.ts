import { WasiTrack, WasmKind, WasmRole } from '../../artifact/wasm/classify';
import { Known, type RuntimeFact, read } from '../fact';
import { NOT_SHOWN } from '../runtimes/not-shown';
import { interfaces } from './interfaces';
import type { ShimReleaseSpec } from './shim-release-spec';

const CLIENT = 'containerd/runwasi crates/containerd-shim-wasm src/containerd/client.rs';
const yes = (source: string): RuntimeFact => read(Known.YES, source);
const no = (source: string): RuntimeFact => read(Known.NO, source);

/** A release of a shim that loads a core module and calls its `_start`. */
export interface ModuleRelease {
  readonly runtime: string;
  readonly version: string;
  readonly date: string;
  readonly engine: string;
  /** What is known of its engine and components. */
  readonly noComponents: string;
  /** Variables that it reads. */
  readonly environment?: { [name: string]: RuntimeFact };
}

/** What such a release runs: core modules of preview 1, and nothing that is called otherwise. All of it was read. */
export function moduleRelease({
  environment = {},
  noComponents,
  ...release
}: ModuleRelease): ShimReleaseSpec {
  const { runtime, version } = release;
  const instance = `containerd/runwasi crates/containerd-shim-${runtime} src/instance.rs`;
  const takes = yes(`${instance}: loads the bytes as a core module and calls _start`);
  const component = no(`${instance}: loads the bytes as a core module; ${noComponents}`);
  const notCalled = no(`${instance}: calls _start alone`);
  const noServer = no(`${instance}: it has no HTTP server of its own`);
  return {
    ...release,
    source: `containerd/runwasi, tag containerd-shim-${runtime}/v${version}, Cargo.lock`,
    formats: {
      artifact: yes(`${CLIENT} at ${version}`),
      spin: no(
        "containerd/runwasi pull request 1101: layers of other types are dropped, `can't handle spec`",
      ),
      runwasi: yes(`${CLIENT} at ${version}`),
      plain: takes,
    },
    kinds: { [WasmKind.MODULE]: takes, [WasmKind.COMPONENT]: component },
    worldModules: notCalled,
    wasi: {
      [WasiTrack.NONE]: takes,
      [WasiTrack.PREVIEW_1]: takes,
      [WasiTrack.WASI_0_2]: component,
      [WasiTrack.WASI_0_3]: component,
    },
    roles: {
      [WasmRole.HTTP]: noServer,
      [WasmRole.COMMAND]: takes,
      [WasmRole.REACTOR]: notCalled,
      [WasmRole.REDIS_TRIGGER]: notCalled,
      [WasmRole.MQTT_TRIGGER]: notCalled,
      [WasmRole.SQS_TRIGGER]: notCalled,
      [WasmRole.SPIN_V1_MODULE]: notCalled,
      [WasmRole.WIT_PACKAGE]: notCalled,
      [WasmRole.LIBRARY]: no(
        `${instance}: nothing to call, unless the command names a function: \`app.wasm#run\``,
      ),
    },
    triggers: {},
    exports: [],
    imports: [
      interfaces(takes, undefined, ['wasi_snapshot_preview1']),
      interfaces(NOT_SHOWN, undefined, ['wasi_unstable']),
    ],
    // Each of these engines has modules of its own, which depend on how it was built.
    otherImports: read(Known.UNKNOWN, `${instance}: depends on the engine’s own modules`),
    environment,
    configParts: {},
    guests: {
      httpLogs: noServer,
      httpArguments: noServer,
      httpSockets: noServer,
      serverFiles: noServer,
      moduleExitCodes: NOT_SHOWN,
      componentExitCodes: component,
      severalLayers: no(`${CLIENT}: \`only a single module is supported when using images with OCI layers\``),
    },
  };
}
