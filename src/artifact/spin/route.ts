/** Which paths a route of an HTTP trigger matches. */
export enum SpinRouteKind {
  /** One path, a slash at its end or not. */
  EXACT = 'exact',
  /** A path and all below it: `/…/...`. */
  WILDCARD = 'wildcard',
  /** None: other components of the application reach the component. */
  PRIVATE = 'private',
}

/**
 * A route of an HTTP trigger, taken apart.
 *
 * Structural: takes no token.
 */
export interface SpinRoute {
  /** Id of the trigger. */
  readonly trigger: string;

  /**
   * Id of the component that answers.
   *
   * @default - Spin answers by itself
   */
  readonly component?: string;

  /** Which paths it matches. */
  readonly kind: SpinRouteKind;

  /**
   * The path from / on, without what makes it a wildcard: `/users/:id`.
   *
   * @default - private
   */
  readonly path?: string;

  /**
   * What all paths that it matches start with: `/users` of `/users/:id`. It is
   * `path` itself where that has no parameters.
   *
   * @default - private
   */
  readonly literalPath?: string;

  /** Names of the parameters, of which each stands for one segment, or a part of one up to a dot. */
  readonly params: string[];

  /** Whether it lies below `/.well-known/spin/`, where Spin answers by itself. */
  readonly reserved: boolean;
}

/** What a route says without its trigger. */
export type ParsedRoute = Omit<SpinRoute, 'trigger' | 'component'>;

/** What a route is, in words. */
export const ROUTE =
  'a path as /cart, with :name for a segment and /... at the end for all below, or { private = true }';

/** A route that is not reached from outside. */
export const PRIVATE_ROUTE: ParsedRoute = { kind: SpinRouteKind.PRIVATE, params: [], reserved: false };

const RESERVED = '/.well-known/spin/';

/**
 * Takes a route apart as Spin does: it starts with a slash whether one stands
 * there or not, and loses one at its end.
 *
 * Source: spinframework/spin, `crates/routes/src/lib.rs`; crate `routefinder` 0.5, `RouteSpec`.
 *
 * @throws the reason, where Spin would not start with it
 */
export function parseRoute(route: string): ParsedRoute {
  const whole = (route.startsWith('/') ? route : `/${route}`).replace(/\/$/, '');
  const wildcard = ['/...', '/*'].find((end) => whole.endsWith(end));
  const path = wildcard === undefined ? whole : whole.slice(0, -wildcard.length);
  // A parameter ends at a dot as at a slash.
  const sections = path.split(/[./]/);
  for (const section of sections) {
    if (section.startsWith('*')) {
      throw new Error(section === '*' ? 'a * stands at the end of a route alone' : 'a * has no name');
    }
    if (section === ':') {
      throw new Error('a parameter has no name');
    }
  }
  const params = sections.filter((section) => section.startsWith(':')).map((section) => section.slice(1));
  return {
    kind: wildcard === undefined ? SpinRouteKind.EXACT : SpinRouteKind.WILDCARD,
    path: path || '/',
    literalPath: literalPathOf(path) || '/',
    params,
    reserved: whole.startsWith(RESERVED),
  };
}

/** The segments before the first that has a parameter in it. */
function literalPathOf(path: string): string {
  const segments = path.split('/');
  const first = segments.findIndex((segment) =>
    segment.split('.').some((section) => section.startsWith(':')),
  );
  return first < 0 ? path : segments.slice(0, first).join('/');
}
