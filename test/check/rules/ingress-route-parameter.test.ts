import { ingressRouteParameter } from '../../../src/check/rules/ingress-route-parameter';
import { PATH, routed } from '../ingress-routes';
import { BASE } from '../spin-subject';
import { testRule } from '../subject';

testRule(ingressRouteParameter, {
  base: BASE,
  good: [
    {
      that: 'a route without parameters',
      subject: routed(
        ['/x', '/y/...'],
        [
          ['/x', 'Exact'],
          ['/y', 'Prefix'],
        ],
      ),
    },
    {
      that: 'a wildcard that has all of it anyway',
      subject: routed(['/users/:id', '/...'], [['/', 'Prefix']]),
    },
    {
      that: 'a wildcard at the same place',
      subject: routed(['/users/:id', '/users/...'], [['/users', 'Prefix']]),
    },
    {
      that: 'a pattern of a controller',
      subject: routed(['/users/:id'], [['/users/[^/]+', 'ImplementationSpecific']]),
    },
    { that: 'a path that the user chose above it', subject: routed(['/users/:id'], [['/', 'Prefix']]) },
  ],
  bad: [
    {
      that: 'a parameter',
      subject: routed(['/users/:id'], [['/users', 'Prefix']]),
      field: PATH,
      says: [
        '"/users"',
        'the route /users/:id',
        'lets through all that is below /users',
        'IMPLEMENTATION_SPECIFIC',
      ],
    },
    {
      that: 'a wildcard behind a parameter',
      subject: routed(['/users/:id/...'], [['/users', 'Prefix']]),
      field: PATH,
      says: ['the route /users/:id'],
    },
    {
      that: 'a parameter that is all of the route',
      subject: routed(['/:tenant', '/about'], [['/', 'Prefix']]),
      field: PATH,
      says: ['the route /:tenant'],
    },
  ],
});
