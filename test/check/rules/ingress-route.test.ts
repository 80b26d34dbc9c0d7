import { ingressRoute } from '../../../src/check/rules/ingress-route';
import { PATH, routed } from '../ingress-routes';
import { BASE } from '../spin-subject';
import { lazy, testRule } from '../subject';

const good = (that: string, route: string, path: string, type: string) => ({
  that,
  subject: routed([route], [[path, type]]),
});
const bad = (that: string, route: string, path: string, type: string) => ({
  that,
  subject: routed([route], [[path, type]]),
  field: PATH,
  says: [JSON.stringify(path), 'Spin answers 404'],
});

testRule(ingressRoute, {
  base: BASE,
  good: [
    good('a text that is a route', '/x', '/x', 'Exact'),
    good('a slash at the end', '/x', '/x/', 'Exact'),
    good('a text below a wildcard', '/x/...', '/x/y/z', 'Exact'),
    good('a text that is where a wildcard begins', '/x/...', '/x', 'Exact'),
    good('a text in the place of a parameter', '/users/:id', '/users/7', 'Exact'),
    good('all below what a route is below', '/x/y', '/x', 'Prefix'),
    good('all below a part of a wildcard', '/x/...', '/x/y', 'Prefix'),
    good('all below what a wildcard is below', '/x/...', '/', 'Prefix'),
    good('everything', '/...', '/', 'Prefix'),
    good('all below what has parameters', '/users/:id', '/users', 'Prefix'),
    good('all below one user', '/users/:id/...', '/users/7', 'Prefix'),
    good('a pattern of a controller', '/x', '/y(/.*)?', 'ImplementationSpecific'),
    {
      that: 'a path that the controller rewrites',
      subject: routed(['/x'], [['/shop', 'Prefix']], {
        annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/x' },
      }),
    },
    { that: 'a path to another port', subject: routed(['/x'], [['/metrics', 'Exact']], { port: 'metrics' }) },
    { that: 'an unresolved path', subject: routed(['/x'], [[lazy('/y'), 'Exact']]) },
  ],
  bad: [
    bad('another text', '/x', '/y', 'Exact'),
    bad('a text below a route that is no wildcard', '/x', '/x/y', 'Exact'),
    bad('a text that starts like a wildcard', '/x/...', '/xy', 'Exact'),
    bad('a text above a wildcard', '/x/y/...', '/x', 'Exact'),
    bad('all below another text', '/x/...', '/y', 'Prefix'),
    bad('all below a route that is no wildcard', '/x', '/x/y', 'Prefix'),
    {
      that: 'a private route',
      subject: routed(['{ private = true }'], [['/', 'Prefix']]),
      field: PATH,
      says: ['none: no route is public'],
    },
    {
      that: 'a path where Spin answers by itself',
      subject: routed(['/.well-known/spin/x', '/x/...'], [['/.well-known', 'Prefix']]),
      field: PATH,
      says: ['allowed: /x/...'],
    },
    {
      that: 'one path of several hosts once',
      subject: routed(['/x'], [['/y', 'Exact']], { hosts: ['a.example.com', 'b.example.com'] }),
      field: PATH,
      says: ['leave out ingress.paths'],
    },
  ],
});
