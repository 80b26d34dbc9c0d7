import * as pulumi from '@pulumi/pulumi';
import { PLATFORM_FACTORIES } from '../runtime/platform-factories';
import { WasmPlatform } from '../runtime/wasm-platform';
import { RuntimeClassOwner, type WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import { refusal } from '../value/refuse';
import type { PlatformInput } from './inputs';
import { platformFrom, type Refuse } from './named';

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
  carry(parent, specOf(platform, 'bindPlatform'));
  return parent;
}

/**
 * The platform of a component: its own, else that of the nearest parent, else that of the stack's configuration.
 *
 * @param component which must have been made with its parent
 * @param name of the component
 * @param own what its arguments say
 */
export function findPlatform(
  component: pulumi.Resource,
  name: string,
  own: PlatformInput | undefined,
): WasmPlatform | undefined {
  if (own !== undefined) {
    carry(component, specOf(own, name));
  }
  const spec = carriedBy(component) ?? configured();
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
  const found = findPlatform(component, name, own);
  if (found === undefined) {
    throw new Error(
      `[${name}] platform: none is said, and a wrong handler is what kills most pods, so there is no default; ` +
        'fix: platform: WasmPlatform.k3s() among the arguments, as plain data { "name": "k3s" }, or bindPlatform(parent, WasmPlatform.k3s()) for all below ' +
        `a resource, or \`pulumi config set ${CONFIG}:${KEY} k3s\` for the stack; one of ${Object.keys(PLATFORM_FACTORIES).join(', ')}`,
    );
  }
  return found;
}

function carry(parent: pulumi.Resource, platform: WasmPlatformSpec): void {
  Object.defineProperty(parent, CARRIED, { value: platform, configurable: true });
}

function specOf(platform: PlatformInput, where: string): WasmPlatformSpec {
  if (typeof Reflect.get(Object(platform), 'toSpec') === 'function') {
    return Reflect.apply(Reflect.get(platform, 'toSpec'), platform, []);
  }
  return platformFrom(platform, refusing(where, 'platform')).toSpec();
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
  return platformFrom(said, configuration).toSpec();
}

const configuration = refusing('configuration of the stack', `${CONFIG}:${KEY}`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(
      `[configuration of the stack] ${CONFIG}:${KEY} ${text}: no JSON: ${error instanceof Error ? error.message : error}; ` +
        `allowed: a name, or as JSON { "name": "k3s", "kubernetesVersion": "1.34", … }`,
    );
  }
}

function refusing(path: string, field: string): Refuse {
  return (value, wrong, allowed) => refusal({ path, field, value, wrong, allowed });
}
