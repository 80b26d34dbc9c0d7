import { RuntimeClassOwner, type WasmPlatformSpec } from '../wasm-platform-spec';

/** Node pools of AKS made with `--workload-runtime WasmWasi`: AKS brings the shim, the labels and the RuntimeClass. */
export const AKS_WASI_NODE_POOLS: WasmPlatformSpec = {
  name: 'aks-wasi-node-pools',
  runtimes: {
    spin: {
      className: 'wasmtime-spin-v2',
      handler: 'spin',
      nodeSelector: { 'kubernetes.azure.com/wasmtime-spin-v2': 'true' },
      shimVersion: '0.15.1',
    },
  },
  runtimeClasses: RuntimeClassOwner.EXTERNAL,
  deprecation:
    'AKS takes no new WASI node pools since 2025-05-05; use runtime-class-manager on ordinary node pools: WasmPlatform.aks()',
  source:
    'Azure documentation use-wasi-node-pools; Azure/AgentBaker e2e (containerd configuration); Azure/AKS issue 4770',
};
