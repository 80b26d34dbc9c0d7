import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** k3s finds the shims on a node by itself and brings a RuntimeClass for each, there or not. */
export const K3S: WasmPlatformSpec = {
  name: 'k3s',
  runtimes: {
    spin: { className: 'spin', handler: 'spin' },
    wasmtime: { className: 'wasmtime', handler: 'wasmtime' },
    wasmedge: { className: 'wasmedge', handler: 'wasmedge' },
    wasmer: { className: 'wasmer', handler: 'wasmer' },
    crun: { className: 'crun', handler: 'crun' },
  },
  runtimeClasses: RuntimeClassOwner.EXTERNAL,
  source: 'k3s-io/k3s manifests/runtimes.yaml',
};
