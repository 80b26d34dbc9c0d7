import * as pulumi from '@pulumi/pulumi';
import { PLATFORM_FACTORIES } from '../runtime/platform-factories';
import { WasmPlatform } from '../runtime/wasm-platform';
import { RuntimeClassOwner, type WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import { isObject } from '../value/json';
import type { PlatformInput } from './inputs';

/** Where a stack says its platform. */
const CONFIG = 'cdk8s-wasm';
const KEY = 'platform';

const CARRIED = Symbol.for('cdk8s-wasm.pulumi.platform');

/**
 * Says the platform for all components of this package below a resource, where they say none themselves.
 *
 * @param parent a component of yours, or any other resource that is their parent
 * @param platform the cluster
 * @returns `parent`
 */
export function bindPlatform<T extends pulumi.Resource>(parent: T, platform: PlatformInput): T {
  Object.defineProperty(parent, CARRIED, { value: specOf(platform), configurable: true });
  return parent;
}

/**
 * The platform of a component: its own, else that of the nearest parent, else that of the stack's configuration.
 *
 * @param component which must have been made with its parent
 * @param own what its arguments say
 */
export function findPlatform(
  component: pulumi.Resource,
  own: PlatformInput | undefined,
): WasmPlatform | undefined {
  const carried = own === undefined ? carriedBy(component) : specOf(own);
  if (own !== undefined) {
    bindPlatform(component, own);
  }
  const spec = carried ?? configured();
  // A component owns no class: it is the cluster's, and other stacks use it too.
  return spec && WasmPlatform.fromSpec({ ...spec, runtimeClasses: RuntimeClassOwner.EXTERNAL });
}

/**
 * As `findPlatform`.
 *
 * @throws where none of the three is said
 */
export function demandPlatform(
  component: pulumi.Resource,
  name: string,
  own: PlatformInput | undefined,
): WasmPlatform {
  const found = findPlatform(component, own);
  if (found === undefined) {
    throw new Error(
      `[${name}] platform: none is said, and a wrong handler is what kills most pods, so there is no default; ` +
        'fix: platform: WasmPlatform.k3s() among the arguments, or bindPlatform(parent, WasmPlatform.k3s()) for all below ' +
        `a resource, or \`pulumi config set ${CONFIG}:${KEY} k3s\` for the stack; one of ${Object.keys(PLATFORM_FACTORIES).join(', ')}`,
    );
  }
  return found;
}

function specOf(platform: PlatformInput): WasmPlatformSpec {
  return 'toSpec' in platform ? platform.toSpec() : WasmPlatform.fromSpec(platform).toSpec();
}

function carriedBy(component: pulumi.Resource): WasmPlatformSpec | undefined {
  // Pulumi keeps the parent to itself.
  for (let at: unknown = component; isResource(at); at = Reflect.get(at, '__parentResource')) {
    const found: WasmPlatformSpec | undefined = Reflect.get(at, CARRIED);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function isResource(value: unknown): value is pulumi.Resource {
  return pulumi.Resource.isInstance(value);
}

function configured(): WasmPlatformSpec | undefined {
  const text = new pulumi.Config(CONFIG).get(KEY);
  if (text === undefined) {
    return undefined;
  }
  const said: unknown = text.trim().startsWith('{') ? parsed(text) : { name: text.trim() };
  const { name, ...options } = isObject(said) ? said : { name: said };
  // The whole of a platform that this package does not know.
  if (isObject(said) && 'runtimes' in said) {
    return WasmPlatform.fromSpec(Object(said)).toSpec();
  }
  if (typeof name !== 'string' || !Object.hasOwn(PLATFORM_FACTORIES, name)) {
    throw refused(JSON.stringify(name), 'no platform of that name');
  }
  return PLATFORM_FACTORIES[name](options).toSpec();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(text, `no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function refused(value: string, wrong: string): Error {
  return new Error(
    `[configuration of the stack] ${CONFIG}:${KEY} ${value}: ${wrong}; allowed: ${Object.keys(PLATFORM_FACTORIES).join(', ')}, or as ` +
      'JSON { "name": "k3s", "kubernetesVersion": "1.34", … }, or all fields of a WasmPlatformSpec',
  );
}
