import { PRIVATE_ROUTE, parseRoute, type SpinRoute, SpinRouteKind } from './route';
import type { SpinTrigger } from './trigger-spec';

/** The routes of the HTTP triggers among `triggers`, taken apart. */
export function routesOf(triggers: readonly SpinTrigger[]): SpinRoute[] {
  return triggers
    .filter(({ type }) => type === 'http')
    .map(({ id, component, route }) => ({
      trigger: id,
      ...(component !== undefined && { component }),
      ...(route === undefined ? PRIVATE_ROUTE : parseRoute(route)),
    }));
}

/** Whether a route is reached from outside: it is not private, and Spin does not answer there by itself. */
export function isPublic({ kind, reserved }: SpinRoute): boolean {
  return kind !== SpinRouteKind.PRIVATE && !reserved;
}

/**
 * Whether requests for a path, or for one below it, come to a route. A parameter stands for any segment.
 *
 * @param below whether all that lies below the path is meant too
 */
export function leadsTo({ kind, path: pattern = '' }: SpinRoute, path: string, below: boolean): boolean {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  const fits = wanted
    .slice(0, given.length)
    .every((segment, index) => segment.includes(':') || segment === given[index]);
  const isDeepEnough = below || given.length >= wanted.length;
  return fits && isDeepEnough && (kind === SpinRouteKind.WILDCARD || given.length <= wanted.length);
}

/** The segments of a path; a slash at its end says nothing, to Spin and to an Ingress. */
function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
