import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** Rancher Desktop with WebAssembly on in its settings: it brings the shim and the RuntimeClass. */
export const RANCHER_DESKTOP: WasmPlatformSpec = {
  name: 'rancher-desktop',
  runtimes: { spin: { className: 'spin', handler: 'spin' } },
  runtimeClasses: RuntimeClassOwner.EXTERNAL,
  source: 'rancher-sandbox/rancher-desktop, setting experimental.container-engine.web-assembly.enabled',
};
