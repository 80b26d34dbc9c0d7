import { type SpinRoute, SpinRouteKind } from '../artifact/spin/route';
import { isPublic } from '../artifact/spin/routes';
import { PathType } from './ingress-spec';

/**
 * The paths of an Ingress that lead to the public routes of a Spin application, as they are: Spin compares the whole
 * path, so that nothing may be cut off on the way. What another path leads to already is left out. A route with
 * parameters has no equal in an Ingress: all below what it starts with is let through.
 */
export function routePaths(routes: readonly SpinRoute[]): { [path: string]: PathType } {
  const wanted = routes.filter(isPublic).map(({ kind, literalPath = '/', params }) => ({
    path: literalPath,
    type: kind === SpinRouteKind.EXACT && params.length === 0 ? PathType.EXACT : PathType.PREFIX,
  }));
  const prefixes = wanted.filter(({ type }) => type === PathType.PREFIX).map(({ path }) => path);
  const isCovered = (path: string, type: PathType): boolean =>
    prefixes.some((prefix) => isBelow(path, prefix) && (path !== prefix || type === PathType.EXACT));
  return Object.fromEntries(
    wanted.filter(({ path, type }) => !isCovered(path, type)).map(({ path, type }) => [path, type]),
  );
}

function isBelow(path: string, prefix: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}
