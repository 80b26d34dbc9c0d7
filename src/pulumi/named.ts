import { PLATFORM_FACTORIES } from '../runtime/platform-factories';
import { RUNTIME_FACTORIES } from '../runtime/runtime-factories';
import { WasmPlatform } from '../runtime/wasm-platform';
import { WasmRuntime } from '../runtime/wasm-runtime';
import { isObject } from '../value/json';
import { refusal } from '../value/refuse';

/** Makes the error for a value, of what is wrong with it and what is allowed. */
export type Refuse = (value: unknown, wrong: string, allowed: string) => Error;

// Functions: the tables are loaded when they are used.
const platforms = () =>
  `${Object.keys(PLATFORM_FACTORIES).join(', ')}, or as JSON { "name": "k3s", "kubernetesVersion": "1.34", … }, ` +
  'or all fields of a WasmPlatformSpec';
const runtimes = () =>
  `${Object.keys(RUNTIME_FACTORIES).join(', ')}, alone; or all fields of a WasmRuntimeSpec`;

/**
 * A platform by its name and what differs from its usual, or by all of it where this package does not know it.
 *
 * @throws what `refuse` makes, or where a field is wrong
 */
export function platformFrom(said: unknown, refuse: Refuse): WasmPlatform {
  if (!isObject(said)) {
    throw refuse(said, 'no platform', platforms());
  }
  // Those that this package knows have their runtimes.
  if ('runtimes' in said) {
    return WasmPlatform.fromSpec(Object(said));
  }
  const { name, ...options } = said;
  if (typeof name !== 'string' || !Object.hasOwn(PLATFORM_FACTORIES, name)) {
    throw refuse(name, 'no platform of that name', platforms());
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
    const wrong = 'no runtime of that name';
    throw refusal({ path: 'WasmRuntime', field: 'name', value: name, wrong, allowed: runtimes() });
  }
  return RUNTIME_FACTORIES[name]();
}
