import { PLATFORM_FACTORIES } from '../runtime/platform-factories';
import { RUNTIME_FACTORIES } from '../runtime/runtime-factories';
import { WasmPlatform } from '../runtime/wasm-platform';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { isObject } from '../value/json';

/** Makes the error for a value, of what is wrong with it and what is allowed. */
export type Refuse = (value: unknown, wrong: string, allowed: string) => Error;

const PLATFORMS =
  `${Object.keys(PLATFORM_FACTORIES).join(', ')}, or as JSON { "name": "k3s", "kubernetesVersion": "1.34", … }, ` +
  'or all fields of a WasmPlatformSpec';
const RUNTIMES = `{ "name": … } with one of ${Object.keys(RUNTIME_FACTORIES).join(', ')}, or all fields of a WasmRuntimeSpec`;

/**
 * A platform by its name and what differs from its usual, or by all of it where this package does not know it.
 *
 * @throws what `refuse` makes, or where a field is wrong
 */
export function platformFrom(said: unknown, refuse: Refuse): WasmPlatform {
  if (!isObject(said)) {
    throw refuse(said, 'no platform', PLATFORMS);
  }
  // Those that this package knows have their runtimes.
  if ('runtimes' in said) {
    return WasmPlatform.fromSpec(Object(said));
  }
  const { name, ...options } = said;
  if (typeof name !== 'string' || !Object.hasOwn(PLATFORM_FACTORIES, name)) {
    throw refuse(name, 'no platform of that name', PLATFORMS);
  }
  return PLATFORM_FACTORIES[name](options);
}

/**
 * A runtime by its name alone, or by all of it where this package does not know it.
 *
 * @throws where it is neither
 */
export function runtimeFrom(said: object): WasmRuntime {
  const fields = Object.keys(said);
  const name: unknown = Reflect.get(said, 'name');
  if (fields.length !== 1 || typeof name !== 'string') {
    return WasmRuntime.fromSpec(Object(said));
  }
  if (!Object.hasOwn(RUNTIME_FACTORIES, name)) {
    throw new Error(
      `[WasmRuntime] name ${JSON.stringify(name)}: no runtime of that name; allowed: ${RUNTIMES}`,
    );
  }
  return RUNTIME_FACTORIES[name]();
}
