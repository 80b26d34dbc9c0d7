import { membersAt, objectsOf, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { type IngressPath, ingressPathsOf } from '../spin/ingress-paths';
import type { Subject } from '../subject';

export const blazorBasePath: Rule = {
  id: 'blazor-base-path',
  severity: CheckSeverity.ERROR,
  title: 'the Ingress of a Blazor app leads to all below its <base href>, and to nothing else',
  why:
    'The app asks for its files below <base href>, and its router knows no page outside of it: the browser shows an empty page, or “The ' +
    'URI is not contained by the base URI”. Source: Microsoft’s documentation, Host and deploy ASP.NET Core Blazor, App base path.',
  needs: [],
  concerns: ({ site }) => site !== undefined,
  check: (subject) => {
    const { basePath = '/' } = subject.site ?? {};
    const paths = ingressPathsOf(subject);
    const outside = paths.filter(({ path }) => !whole(path).startsWith(basePath));
    if (outside.length > 0) {
      return outside.map((at) => problem(at, basePath, `it lies outside of <base href="${basePath}">`));
    }
    const isLed = paths.some(({ path, below }) => below && whole(path) === basePath);
    return isLed || hasPatterns(subject)
      ? []
      : paths
          .slice(0, 1)
          .map((at) => problem(at, basePath, `not all below <base href="${basePath}"> comes to the app`));
  },
};

function problem(at: IngressPath, basePath: string, wrong: string): Problem {
  const { field, path } = at;
  return {
    field,
    value: path,
    wrong: `${wrong}, where it asks for its files`,
    allowed: `${bare(basePath)} and what is below it`,
    fix: `ingress: { paths: { '${bare(basePath)}': PathType.PREFIX } } or no paths at all, or publish the app with <base href="${whole(path)}" />`,
  };
}

/** Whether a path is one that only its controller understands, or not known yet. */
function hasPatterns(subject: Subject): boolean {
  return objectsOf(subject, 'Ingress')
    .flatMap((ingress) => membersAt(ingress, 'spec', 'rules'))
    .flatMap(({ spec }) => membersAt(spec, 'http', 'paths'))
    .some(
      ({ spec }) =>
        textAt(spec, 'path') === undefined || !['Prefix', 'Exact'].includes(textAt(spec, 'pathType') ?? ''),
    );
}

function whole(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function bare(path: string): string {
  return path === '/' ? path : path.slice(0, -1);
}
