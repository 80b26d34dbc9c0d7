import { describe, expect, test } from 'vitest';
import { isPublic, leadsTo, routesOf } from '../../../src/artifact/spin/routes';
import { manifest } from '../../check/spin-subject';

const routeOf = (route: string) =>
  routesOf(
    manifest(`[[trigger.http]]\nroute = ${route}\ncomponent = "a"\n[component.a]\nsource = "a.wasm"`)
      .triggers,
  )[0]!;

describe('a route of an HTTP trigger', () => {
  test.each([
    ['"/x"', true],
    ['"/..."', true],
    ['{ private = true }', false],
    ['"/.well-known/spin/x"', false],
    ['"/.well-known/x"', true],
  ])('%s is public: %s', (route, expected) => {
    expect(isPublic(routeOf(route))).toBe(expected);
  });

  test.each([
    ['/x', '/x', true, true],
    ['/x', '/x/', true, true],
    ['/x', '/y', false, false],
    ['/x', '/', false, true],
    ['/x', '/x/y', false, false],
    ['/x/...', '/x/y', true, true],
    ['/x/y/...', '/x', false, true],
    ['/...', '/', true, true],
    ['/:a/b', '/z/b', true, true],
    ['/:a/b', '/z', false, true],
    ['/v:a/b', '/v1/b', true, true],
  ])('%s has requests for %s: %s, and for what is below: %s', (route, path, itself, below) => {
    const own = routeOf(JSON.stringify(route));
    expect([leadsTo(own, path, false), leadsTo(own, path, true)]).toEqual([itself, below]);
  });
});
