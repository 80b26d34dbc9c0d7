import type { SpinManifestSpec } from '../artifact/spin/manifest-spec';
import { isPublic, routesOf } from '../artifact/spin/routes';
import { retainedIn, triggersOf } from '../check/spin/application';
import { COMPONENTS_VARIABLE } from '../check/spin/names';
import type { PathType } from '../expose/ingress-spec';
import { routePaths } from '../expose/route-paths';
import type { WasmRuntimeSpec } from '../runtime/wasm-runtime-spec';
import { digList, isObject, type JsonObject } from '../value/json';
import { refusal } from '../value/refuse';
import { literal } from '../value/unresolved';

/**
 * The paths of an Ingress that lead to the public routes of the components that run.
 *
 * @param guest the container that runs them
 * @returns `undefined` where the routes are not known
 * @throws where none of them is public
 */
export function routedPaths(
  path: string,
  runtime: WasmRuntimeSpec,
  manifest: SpinManifestSpec | undefined,
  guest: JsonObject,
): { [path: string]: PathType } | undefined {
  if (manifest === undefined || runtime.name !== 'spin') {
    return undefined;
  }
  const variable = digList(guest, 'env')
    .filter(isObject)
    .find(({ name }) => name === COMPONENTS_VARIABLE);
  const value = literal(variable?.value);
  const triggers = triggersOf(manifest, retainedIn(typeof value === 'string' ? value : undefined));
  const routes = routesOf(triggers);
  // With no HTTP trigger at all, the checks say which construct it takes.
  if (routes.length > 0 && !routes.some(isPublic)) {
    throw refusal({
      path,
      field: 'ingress',
      value: {},
      wrong: 'no route of the components that run here is public, so that it would lead nowhere',
      allowed: 'an application with a public route, as route = "/..." of [[trigger.http]]',
      fix: 'leave ingress out',
    });
  }
  return routes.length === 0 ? undefined : routePaths(routes);
}
