import { membersAt, objectsOf, reach, textAt } from '../fields';
import { whileAsked } from '../once';
import { type Subject, titleOf } from '../subject';

/** A path of an Ingress that leads to a guest. */
export interface IngressPath {
  /** Where it stands. */
  readonly field: string;
  readonly path: string;
  /** Whether all that lies below it is meant too. */
  readonly below: boolean;
  /** Whether the controller may change the path on the way. */
  readonly rewritten: boolean;
}

/** What annotations have in their names by which controllers change paths: nginx and HAProxy, and Traefik. */
const REWRITES = /rewrite|router\.middlewares/;

/** The port of the Service that leads to the guest's server. */
const PORT = 'http';

/** The paths of a subject's Ingresses that lead to the guest, once for all hosts; patterns are not among them. */
export const ingressPathsOf = whileAsked((subject: Subject): IngressPath[] => {
  const seen = new Set<string>();
  return objectsOf(subject, 'Ingress').flatMap((ingress) => {
    const annotations = reach(ingress, 'metadata', 'annotations');
    const rewritten = Object.keys(Object(annotations)).some((key) => REWRITES.test(key));
    return membersAt(ingress, 'spec', 'rules').flatMap(({ index, spec: rule }) =>
      membersAt(rule, 'http', 'paths').flatMap(({ index: place, spec }): IngressPath[] => {
        const path = textAt(spec, 'path');
        const type = textAt(spec, 'pathType');
        const key = `${type} ${path}`;
        const isGuest = textAt(spec, 'backend', 'service', 'port', 'name') === PORT;
        if (path === undefined || !isGuest || seen.has(key) || (type !== 'Prefix' && type !== 'Exact')) {
          return [];
        }
        seen.add(key);
        const field = `${titleOf(ingress)} /spec/rules/${index}/http/paths/${place}/path`;
        return [{ field, path, below: type === 'Prefix', rewritten }];
      }),
    );
  });
});
