import { RuntimeClassOwner, UidPolicy, type WasmPlatformSpec } from '../wasm-platform-spec';

/**
 * OpenShift, or another CRI-O, with crun's WebAssembly build. Its handler is
 * named by the configuration that a MachineConfig puts on nodes: it runs
 * `crun-wasm` for images of the platform `wasi/wasm32`, crun for all others.
 * The user comes from the namespace's range: restricted-v2 refuses a fixed one.
 */
export const OPENSHIFT: WasmPlatformSpec = {
  name: 'openshift',
  runtimes: { crun: { className: 'crun-wasm', handler: 'crun-wasm' } },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  uidPolicy: UidPolicy.NAMESPACE,
  source:
    'cri-o/cri-o test suite (99-crun-wasm.conf) and the MachineConfig 99-worker-crun-wasm of openshift/release',
};
