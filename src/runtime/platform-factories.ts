import { WasmPlatform } from './wasm-platform';
import type { WasmPlatformOptions } from './wasm-platform-spec';

/** How to make each platform that needs no more than its name, by the name under which configurations have it. */
export const PLATFORM_FACTORIES: {
  readonly [name: string]: (options?: WasmPlatformOptions) => WasmPlatform;
} = {
  aks: WasmPlatform.aks,
  aksWasiNodePools: WasmPlatform.aksWasiNodePools,
  eks: WasmPlatform.eks,
  gke: WasmPlatform.gke,
  k0s: WasmPlatform.k0s,
  k3d: WasmPlatform.k3d,
  k3s: WasmPlatform.k3s,
  kind: WasmPlatform.kind,
  kwasm: WasmPlatform.kwasm,
  microK8s: WasmPlatform.microK8s,
  openShift: WasmPlatform.openShift,
  rancherDesktop: WasmPlatform.rancherDesktop,
  rke2: WasmPlatform.rke2,
  runtimeClassManager: WasmPlatform.runtimeClassManager,
  spinKube: WasmPlatform.spinKube,
  talos: WasmPlatform.talos,
};
