import { PLATFORM_FACTORIES } from '../../runtime/platform-factories';
import { WasmPlatform } from '../../runtime/wasm-platform';
import type { WasmPlatformSpec } from '../../runtime/wasm-platform-spec';
import { exactlyOne } from '../../value/demand';
import { refusal } from '../../value/refuse';
import type { WasmValidationProps } from './wasm-validation-props';

/** What messages begin with. */
export const WHERE = 'WasmValidation';

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
  if (platform !== undefined && !Object.hasOwn(PLATFORM_FACTORIES, platform)) {
    throw refusal({
      path: WHERE,
      field: 'platform',
      value: platform,
      wrong: 'no platform of this package',
      allowed: Object.keys(PLATFORM_FACTORIES).join(', '),
      fix: 'customPlatform for another',
    });
  }
  return platform === undefined ? undefined : PLATFORM_FACTORIES[platform](platformOptions).toSpec();
}
