import { afterEach, beforeEach, describe, expect, it, type MockInstance, test, vi } from 'vitest';
import { EnvValue, PathType, type SpinAppProps, SpinManifest, WasmImage } from '../../src';
import { at, type Json, object, objects } from '../support/json';
import { chartOn, MAKE, only, refusalOf, synthApp } from './make';

function imageOf(routes: { readonly [component: string]: readonly string[] }, more = ''): WasmImage {
  const parts = Object.entries(routes).flatMap(([id, own]) => [
    ...own.map(
      (route) =>
        `[[trigger.http]]\nroute = ${route.startsWith('{') ? route : `"${route}"`}\ncomponent = "${id}"`,
    ),
    `[component.${id}]\nsource = "${id}.wasm"`,
  ]);
  const toml = `spin_manifest_version = 2\n[application]\nname = "shop"\n${parts.join('\n')}\n${more}`;
  return WasmImage.of('ghcr.io/acme/shop:1.4.0', {
    binarySize: 2_100_000,
    manifest: SpinManifest.fromToml(toml).toSpec(),
  });
}

function rulesOf(ingress: Json): Json[] {
  return objects(object(ingress, 'spec'), 'rules');
}

/** The paths of the one Ingress, each with its type, of the first of its hosts. */
function pathsOf(manifests: readonly Json[]): string[] {
  const [rule] = rulesOf(only(manifests, 'Ingress'));
  return objects(object(rule, 'http'), 'paths').map((path) => `${at(path, 'pathType')} ${at(path, 'path')}`);
}

function pathsWith(image: WasmImage, props: Partial<SpinAppProps> = {}): string[] {
  const chart = chartOn();
  MAKE.SpinApp(chart, 'shop', { image, ingress: {}, ...props });
  return pathsOf(synthApp(chart));
}

let stderr: MockInstance<typeof process.stderr.write>;
const warnings = (): string[] => stderr.mock.calls.map(([line]) => String(line));
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
});

describe('the Ingress of a Spin application', () => {
  test.each([
    ['everything', ['/...'], ['Prefix /']],
    ['a wildcard', ['/x/...'], ['Prefix /x']],
    ['a text', ['/x'], ['Exact /x']],
    ['the root alone', ['/'], ['Exact /']],
    ['several', ['/x', '/y/...', '/z'], ['Exact /x', 'Prefix /y', 'Exact /z']],
    ['a slash at the end', ['/x/'], ['Exact /x']],
    ['one twice', ['/x', '/x'], ['Exact /x']],
    ['a text that a wildcard has too', ['/x/y', '/x/...'], ['Prefix /x']],
    ['a text where a wildcard begins', ['/x', '/x/...'], ['Prefix /x']],
    ['a wildcard below another', ['/x/...', '/x/y/...'], ['Prefix /x']],
    ['names that only start alike', ['/x/...', '/xy'], ['Prefix /x', 'Exact /xy']],
    ['all of it and more', ['/x', '/...', '/y/...'], ['Prefix /']],
    ['what Spin keeps for itself', ['/x', '/.well-known/spin/x'], ['Exact /x']],
    ['a private one', ['/x', '{ private = true }'], ['Exact /x']],
  ])('leads to the routes: %s', (_, routes, expected) => {
    expect(pathsWith(imageOf({ shop: routes }))).toEqual(expected);
  });

  test.each([
    [['/users/:id'], ['Prefix /users']],
    [['/users/:id/...'], ['Prefix /users']],
    [['/users/:id', '/users'], ['Prefix /users']],
  ])('leads to all below what a parameter stands in, with a warning: %o', (routes, expected) => {
    expect(pathsWith(imageOf({ shop: routes }))).toEqual(expected);
    expect(warnings()).toEqual([
      expect.stringMatching(
        /^warning: \[chart\/shop\] ingress-route-parameter: .*lets through all that is below \/users/,
      ),
    ]);
  });

  it('leads to a page that Spin answers by itself', () => {
    const image = imageOf(
      { shop: ['/shop/...'] },
      '[[trigger.http]]\nroute = "/gone"\nstatic_response = { status_code = 410 }',
    );
    expect(pathsWith(image)).toEqual(['Prefix /shop', 'Exact /gone']);
    expect(pathsWith(image, { components: ['shop'] })).toEqual(['Prefix /shop']);
  });

  it('leads to the components that run here', () => {
    const image = imageOf({ shop: ['/shop/...'], admin: ['/admin/...'] });
    expect(pathsWith(image, { components: ['admin'] })).toEqual(['Prefix /admin']);
    expect(pathsWith(image, { env: { SPIN_COMPONENTS_TO_RETAIN: EnvValue.of('shop') } })).toEqual([
      'Prefix /shop',
    ]);
  });

  it('has the same paths for each host, and what else was asked for', () => {
    const chart = chartOn();
    const hosts = ['a.example.com', 'b.example.com'];
    MAKE.SpinApp(chart, 'shop', {
      image: imageOf({ shop: ['/x'] }),
      ingress: { hosts, className: 'nginx', tls: {} },
    });
    const ingress = only(synthApp(chart), 'Ingress');
    expect(at(ingress, 'spec', 'ingressClassName')).toBe('nginx');
    expect(rulesOf(ingress).map((rule) => at(rule, 'host'))).toEqual(hosts);
    expect(objects(object(ingress, 'spec'), 'tls')).toHaveLength(1);
  });

  it('follows the routes where it comes by a verb, too', () => {
    const chart = chartOn();
    MAKE.SpinApp(chart, 'shop', { image: imageOf({ shop: ['/x'] }) }).exposeViaIngress({});
    expect(pathsOf(synthApp(chart))).toEqual(['Exact /x']);
  });

  it('has the paths that are given, with a warning for one that leads nowhere', () => {
    const paths = { '/x': PathType.EXACT, '/y': PathType.PREFIX };
    expect(pathsWith(imageOf({ shop: ['/x'] }), { ingress: { paths } })).toEqual(['Exact /x', 'Prefix /y']);
    expect(warnings()).toEqual([
      expect.stringMatching(/^warning: \[chart\/shop\] ingress-route: .* "\/y": /),
    ]);
  });

  it('is refused where no route is public', () => {
    const act = () => pathsWith(imageOf({ shop: ['{ private = true }'] }));
    expect(refusalOf(act)).toMatch(/^\[chart\/shop\] ingress \{\}: no route .* is public/);
  });

  it('leads everywhere where nobody knows the routes', () => {
    const image = WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 1000 });
    expect(pathsWith(image)).toEqual(['Prefix /']);
  });
});
