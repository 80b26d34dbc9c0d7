import { WasmPlatform } from '../../runtime/wasm-platform';
import type { WasmPlatformOptions, WasmPlatformSpec } from '../../runtime/wasm-platform-spec';
import { exactlyOne } from '../../value/demand';
import { refusal } from '../../value/refuse';
import type { WasmValidationProps } from './wasm-validation-props';

/** What messages begin with. */
export const WHERE = 'WasmValidation';

/** How to make the platform of each factory. */
export const FACTORIES: { readonly [name: string]: (options?: WasmPlatformOptions) => WasmPlatform } = {
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

/** The platform that properties of the plugin name; nothing where they name none. */
export function platformOf(properties: WasmValidationProps): WasmPlatformSpec | undefined {
  const { platform, platformOptions, customPlatform } = properties;
  if (customPlatform !== undefined) {
    exactlyOne(WHERE, 'properties', properties, ['platform', 'customPlatform']);
  }
  if (platformOptions !== undefined && platform === undefined) {
    throw refusal({
      path: WHERE,
      field: 'platformOptions',
      value: platformOptions,
      wrong: 'of no platform',
      fix: customPlatform === undefined ? 'platform: k3s' : 'say all of it in customPlatform',
    });
  }
  if (customPlatform !== undefined) {
    return WasmPlatform.custom(customPlatform).toSpec();
  }
  if (platform !== undefined && !Object.hasOwn(FACTORIES, platform)) {
    throw refusal({
      path: WHERE,
      field: 'platform',
      value: platform,
      wrong: 'no platform of this package',
      allowed: Object.keys(FACTORIES).join(', '),
      fix: 'customPlatform for another',
    });
  }
  return platform === undefined ? undefined : FACTORIES[platform](platformOptions).toSpec();
}
