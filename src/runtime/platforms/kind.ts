import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** kind with containerd-shim-spin's image: the shim is on every node, the RuntimeClass is the user's. */
export const KIND: WasmPlatformSpec = {
  name: 'kind',
  runtimes: { spin: { className: 'wasmtime-spin-v2', handler: 'spin' } },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  source: 'spinframework/containerd-shim-spin 0.24.0, image containerd-shim-spin/kind and README.md',
};
