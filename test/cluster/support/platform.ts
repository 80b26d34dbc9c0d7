import { CgroupDriver, RuntimeClassOwner, WasmPlatform } from 'cdk8s-wasm';

const CLASS = process.env.CLUSTER_RUNTIME_CLASS ?? 'wasmtime';
const HANDLER = process.env.CLUSTER_RUNTIME_HANDLER ?? 'wasmtime';

/** The cluster under test, as a user would describe it. */
export const platform: WasmPlatform = WasmPlatform.custom({
  name: 'the test cluster',
  runtimes: { wasmtime: { className: CLASS, handler: HANDLER } },
  runtimeClasses: RuntimeClassOwner.EMITTED,
  cgroupDriver: CgroupDriver.CGROUPFS,
  source: 'test/cluster/config',
});
