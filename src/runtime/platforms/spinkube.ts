import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** SpinKube: a step of its installation applies the RuntimeClass. */
export const SPINKUBE: WasmPlatformSpec = {
  name: 'spinkube',
  runtimes: { spin: { className: 'wasmtime-spin-v2', handler: 'spin' } },
  runtimeClasses: RuntimeClassOwner.EXTERNAL,
  source: 'spinframework/spin-operator 0.6.1 config/samples/spin-runtime-class.yaml',
};
