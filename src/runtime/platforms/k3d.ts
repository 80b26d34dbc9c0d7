import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** k3d with containerd-shim-spin's image: the shim is on every node, the RuntimeClass is the user's. */
export const K3D: WasmPlatformSpec = {
  name: 'k3d',
  runtimes: { spin: { className: 'wasmtime-spin-v2', handler: 'spin' } },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  source: 'spinframework/containerd-shim-spin 0.24.0, image containerd-shim-spin/k3d and README.md',
};
