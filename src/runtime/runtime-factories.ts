import { WasmRuntime } from './wasm-runtime';

/** How to make each runtime that needs no more than its name, by that name. */
export const RUNTIME_FACTORIES: { readonly [name: string]: () => WasmRuntime } = {
  crun: () => WasmRuntime.crun(),
  spin: WasmRuntime.spin,
  wamr: WasmRuntime.wamr,
  wasmedge: WasmRuntime.wasmedge,
  wasmer: WasmRuntime.wasmer,
  wasmtime: WasmRuntime.wasmtime,
};
