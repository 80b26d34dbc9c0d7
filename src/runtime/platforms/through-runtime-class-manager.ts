import { type PlatformRuntime, RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

const SOURCE =
  'spinframework/runtime-class-manager 0.2.0 config/samples (spin, wasmtime) and downloader ' +
  '(name of the Shim = suffix of its binary = handler, which gives the others)';

/**
 * A platform whose shims runtime-class-manager installs. Its `Shim` resource
 * brings the RuntimeClass, which lands pods on the nodes of the Shim's own node
 * selector, whether the shim is on them yet or not; a class that this package
 * emits waits for the label of a finished installation.
 */
export function throughRuntimeClassManager(name: string, nodes?: string): WasmPlatformSpec {
  return {
    name,
    runtimes: {
      spin: shim('spin-v2', 'wasmtime-spin-v2'),
      wasmtime: shim('wasmtime-v1'),
      wasmedge: shim('wasmedge-v1'),
      wasmer: shim('wasmer-v1'),
      wamr: shim('wamr-v1'),
    },
    runtimeClasses: RuntimeClassOwner.EXTERNAL,
    source: nodes === undefined ? SOURCE : `${SOURCE}; nodes: ${nodes}`,
  };
}

/** The Shim, the suffix of its binary and the handler have one name; the class may have another. */
function shim(handler: string, className = handler): PlatformRuntime {
  return { className, handler, nodeSelector: { [handler]: 'provisioned' } };
}
