import { blazorBasePath } from '../../../src/check/rules/blazor-base-path';
import type { Subject } from '../../../src/check/subject';
import { lazy, subject, testRule } from '../subject';

type Path = readonly [path: unknown, type: string, port?: string];

/** A site with that base, and an Ingress with those paths. */
const served = (basePath: string, ...paths: readonly Path[]): Subject =>
  subject(
    ({ objects }) => {
      objects.push({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'shop' },
        spec: {
          rules: [
            {
              http: {
                paths: paths.map(([path, pathType, port = 'http']) => ({
                  path,
                  pathType,
                  backend: { service: { name: 'shop', port: { name: port } } },
                })),
              },
            },
          ],
        },
      });
    },
    { site: { basePath } },
  );
const field = (index = 0): string => `Ingress shop /spec/rules/0/http/paths/${index}/path`;

testRule(blazorBasePath, {
  base: subject(undefined, { site: { basePath: '/' } }),
  good: [
    { that: 'no Ingress', subject: subject(undefined, { site: { basePath: '/shop/' } }) },
    { that: 'all below /', subject: served('/', ['/', 'Prefix']) },
    { that: 'all below the base', subject: served('/shop/', ['/shop', 'Prefix']) },
    { that: 'all below the base with its slash', subject: served('/shop/', ['/shop/', 'Prefix']) },
    { that: 'more of what is below', subject: served('/shop/', ['/shop', 'Prefix'], ['/shop/pay', 'Exact']) },
    { that: 'a pattern', subject: served('/shop/', ['/shop(/|$)(.*)', 'ImplementationSpecific']) },
    {
      that: 'another port',
      subject: served('/shop/', ['/shop', 'Prefix'], ['/metrics', 'Exact', 'metrics']),
    },
    { that: 'an unresolved path', subject: served('/shop/', [lazy('/other'), 'Prefix']) },
    {
      that: 'an unresolved path beside another',
      subject: served('/shop/', [lazy('/'), 'Prefix'], ['/shop', 'Exact']),
    },
  ],
  bad: [
    {
      that: 'a path above the base',
      subject: served('/shop/', ['/', 'Prefix']),
      field: field(),
      says: ['it lies outside of <base href="/shop/">', "'/shop': PathType.PREFIX", '<base href="/" />'],
    },
    {
      that: 'a path beside the base',
      subject: served('/shop/', ['/shop', 'Prefix'], ['/shopping', 'Prefix']),
      field: field(1),
      says: ['"/shopping"', '<base href="/shopping/" />'],
    },
    {
      that: 'a part of what the app asks for',
      subject: served('/', ['/app', 'Prefix']),
      field: field(),
      says: ['"/app"', 'not all below <base href="/"> comes to the app', "'/': PathType.PREFIX"],
    },
    {
      that: 'the base alone',
      subject: served('/shop/', ['/shop', 'Exact']),
      field: field(),
      says: ['not all below <base href="/shop/"> comes to the app'],
    },
  ],
});
