import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/**
 * KWasm's operator: it installs shims on annotated nodes and brings no
 * RuntimeClass. The label that it leaves on a node has the node's own name for
 * a value, so no node selector can ask for it.
 */
export const KWASM: WasmPlatformSpec = {
  name: 'kwasm',
  runtimes: {
    spin: { className: 'spin', handler: 'spin' },
    wasmtime: { className: 'wasmtime', handler: 'wasmtime' },
    wasmedge: { className: 'wasmedge', handler: 'wasmedge' },
    wasmer: { className: 'wasmer', handler: 'wasmer' },
  },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  deprecation:
    'KWasm is retired since 2026-05; use runtime-class-manager: WasmPlatform.runtimeClassManager()',
  source: 'KWasm/kwasm-node-installer samples; KWasm/kwasm-operator README.md of 2026-05-15',
};
