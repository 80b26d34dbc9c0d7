import { SpinRouteKind } from '../../artifact/spin/route';
import { isPublic, leadsTo, routesOf } from '../../artifact/spin/routes';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, mayRunOnSpin } from '../spin/application';
import { ingressPathsOf } from '../spin/ingress-paths';

export const ingressRouteParameter: Rule = {
  id: 'ingress-route-parameter',
  severity: CheckSeverity.WARNING,
  title: 'a route with parameters is not taken for a path of an Ingress, which knows none',
  why:
    'A path of an Ingress is a text or all that starts with it: for /users/:id all below /users is let through, and what is no route ' +
    'of the application is answered with 404 there. It matters where other Ingresses have paths below. Source: Kubernetes ' +
    'documentation, Ingress, “Path types”; spinframework/spin crates/routes/src/lib.rs.',
  needs: ['runtime', 'manifest'],
  concerns: (subject) => mayRunOnSpin(subject) && ingressPathsOf(subject).length > 0,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ triggers }) => {
      const routes = routesOf(triggers).filter(isPublic);
      const whole = routes.filter(
        ({ kind, params }) => kind === SpinRouteKind.WILDCARD && params.length === 0,
      );
      return ingressPathsOf(subject)
        .filter(({ path, below }) => below && !whole.some((route) => leadsTo(route, path, false)))
        .flatMap(({ field, path }) =>
          routes
            .filter(({ params, literalPath }) => params.length > 0 && literalPath === path)
            .map((route) => ({
              field,
              value: path,
              wrong: `it stands for the route ${route.path}, and lets through all that is below ${path}`,
              allowed: 'nothing closer, but where the Ingress controller knows patterns',
              fix: 'ingress.paths with a pattern of your controller and PathType.IMPLEMENTATION_SPECIFIC, or acknowledge ingress-route-parameter',
            })),
        );
    }),
};
