import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** Talos Linux with its system extensions `spin` and `wasmedge`: the RuntimeClass is the user's. */
export const TALOS: WasmPlatformSpec = {
  name: 'talos',
  runtimes: {
    spin: { className: 'wasmtime-spin-v2', handler: 'spin' },
    wasmedge: { className: 'wasmedge', handler: 'wasmedge' },
  },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  source: 'siderolabs/extensions container-runtime/spin/README.md and container-runtime/wasmedge/README.md',
};
