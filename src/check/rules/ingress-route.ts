import { isPublic, leadsTo, routesOf } from '../../artifact/spin/routes';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, mayRunOnSpin } from '../spin/application';
import { ingressPathsOf } from '../spin/ingress-paths';

export const ingressRoute: Rule = {
  id: 'ingress-route',
  severity: CheckSeverity.WARNING,
  title: 'each path of an Ingress leads to a route of its Spin application',
  why:
    'Spin compares the whole path of a request, and answers 404 where no route has it, also where the Ingress was meant to cut off ' +
    'the part before. Source: spinframework/spin crates/routes/src/lib.rs.',
  needs: ['runtime', 'manifest'],
  concerns: (subject) => mayRunOnSpin(subject) && ingressPathsOf(subject).length > 0,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ triggers }) => {
      const routes = routesOf(triggers).filter(isPublic);
      return ingressPathsOf(subject)
        .filter(({ rewritten }) => !rewritten)
        .filter(({ path, below }) => !routes.some((route) => leadsTo(route, path, below)))
        .map(({ field, path }) => ({
          field,
          value: path,
          wrong: 'no public route of the application begins there, and Spin answers 404',
          allowed:
            routes
              .map(({ path: at, kind }) => (kind === 'wildcard' ? `${at === '/' ? '' : at}/...` : at))
              .join(', ') || 'none: no route is public',
          fix: 'leave out ingress.paths, which then follow the routes',
        }));
    }),
};
