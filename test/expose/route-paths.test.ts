import { describe, expect, test } from 'vitest';
import { routesOf } from '../../src/artifact/spin/routes';
import { routePaths } from '../../src/expose/route-paths';
import { manifest } from '../check/spin-subject';

const pathsOf = (...routes: readonly string[]): { [path: string]: string } => {
  const triggers = routes.map((route) => `[[trigger.http]]\nroute = "${route}"\ncomponent = "a"`);
  return routePaths(routesOf(manifest(`${triggers.join('\n')}\n[component.a]\nsource = "a.wasm"`).triggers));
};

describe('the paths for routes', () => {
  test.each([
    [['/...'], { '/': 'Prefix' }],
    [['/*'], { '/': 'Prefix' }],
    [['/x', '/y/...'], { '/x': 'Exact', '/y': 'Prefix' }],
    [['x'], { '/x': 'Exact' }],
    [['/x/y', '/x', '/x/...'], { '/x': 'Prefix' }],
    [['/x/:y', '/x'], { '/x': 'Prefix' }],
    [['/x/:y.json'], { '/x': 'Prefix' }],
    [['/:x', '/y'], { '/': 'Prefix' }],
    [['/x/...', '/xy/...', '/x/z/...'], { '/x': 'Prefix', '/xy': 'Prefix' }],
  ])('%o are as few as lead to all of them', (routes, expected) => {
    expect(pathsOf(...routes)).toEqual(expected);
  });
});
