import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { SpinManifest } from '../../src/artifact/spin-manifest';
import { cart, marked } from './spin/marked';

describe('a Spin manifest in a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spin-manifest-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (content: string | Uint8Array) => {
    const path = join(folder, 'spin.toml');
    writeFileSync(path, content);
    return path;
  };

  it('is read', () => {
    const manifest = SpinManifest.fromFile(
      file(cart('[variables]\nhost = { default = "db", secret = true }')),
    );
    expect(manifest.name).toBe('shop');
    expect(manifest.variables).toEqual({ host: { default: 'db', secret: true, required: false } });
    expect(manifest.triggers.map(({ id }) => id)).toEqual(['cart-http-trigger']);
    expect(Object.keys(manifest.components)).toEqual(['cart']);
  });

  it('is read with a profile', () => {
    const path = file(cart('profile.debug.source = "debug.wasm"'));
    expect(SpinManifest.fromFile(path, { profile: 'debug' }).components.cart.source).toEqual({
      path: 'debug.wasm',
    });
  });

  it('is refused with the path of the file', () => {
    const { text, place } = marked(cart('‸sorce = "b"'));
    const path = file(text);
    expect(() => SpinManifest.fromFile(path)).toThrow(
      `[${path}:${place}] unknown-field: component.cart.sorce`,
    );
  });

  it('is refused where it is not UTF-8', () => {
    const path = file(Uint8Array.of(0x61, 0xff, 0x62));
    expect(() => SpinManifest.fromFile(path)).toThrow(
      /^\[SpinManifest\] path ".*": .*utf-8.*; fix: give the path/,
    );
  });

  it('is refused where there is none', () => {
    expect(() => SpinManifest.fromFile('none/spin.toml')).toThrow(
      '[SpinManifest] path "none/spin.toml": ENOENT: no such file or directory',
    );
  });
});

describe('a Spin manifest as a text', () => {
  it('is called spin.toml, or as it is said', () => {
    expect(() => SpinManifest.fromToml('')).toThrow(
      /^\[spin\.toml:1:1\] version: manifest missing: the manifest does not say its version/,
    );
    expect(() => SpinManifest.fromToml('', 'a.toml')).toThrow(/^\[a\.toml:1:1\] /);
  });

  it('takes no option that there is not', () => {
    const options = JSON.parse('{ "profil": "debug" }');
    expect(() => SpinManifest.fromToml(cart(), 'spin.toml', options)).toThrow(
      '[SpinManifest] profil "debug": no such field',
    );
  });
});

describe('a Spin manifest as plain data', () => {
  const spec = SpinManifest.fromToml(cart('ai_models = ["m"]')).toSpec();

  it('cannot be changed', () => {
    expect(() => spec.authors.push('me')).toThrow(TypeError);
  });

  it('comes back from JSON as it was', () => {
    expect(SpinManifest.fromSpec(JSON.parse(JSON.stringify(spec))).toSpec()).toEqual(spec);
  });

  it('is held against its shape', () => {
    const { authors, ...rest } = spec;
    expect(authors).toEqual([]);
    expect(() => SpinManifest.fromSpec(JSON.parse(JSON.stringify(rest)))).toThrow(
      '[SpinManifest] authors missing: it is required',
    );
  });

  it('is held against the rules of Spin, in the words of the manifest', () => {
    const components = { cart: { ...spec.components.cart, allowedOutboundHosts: ['b'] } };
    expect(() => SpinManifest.fromSpec({ ...spec, components })).toThrow(
      '[SpinManifest] outbound-host: component.cart.allowed_outbound_hosts[0] "b": it has no scheme',
    );
  });

  test.each([
    [{ route: '/', private: true }, 'unknown-field: trigger.http[0].route.path "/"'],
    [
      { staticResponse: { headers: {}, statusCode: 200.5 } },
      'type: trigger.http[0].static_response.status_code 200.5',
    ],
    [{ component: 'carts' }, 'unknown-component: trigger.http[0].component "carts"'],
    [{ channel: 'a' }, 'unknown-field: trigger.http[0].channel "a"'],
    [{ config: { a: 1 } }, 'unknown-field: trigger.http[0].a 1'],
  ])('is refused where a trigger says what its type does not: %o', (changes, message) => {
    const [trigger] = spec.triggers;
    expect(() => SpinManifest.fromSpec({ ...spec, triggers: [{ ...trigger, ...changes }] })).toThrow(message);
  });

  it('is refused where a source says two things', () => {
    const components = { cart: { ...spec.components.cart, source: { path: 'a', url: 'https://a' } } };
    expect(() => SpinManifest.fromSpec({ ...spec, components })).toThrow('component.cart.source');
  });
});

describe('the routes of a Spin manifest', () => {
  it('are those of its HTTP triggers, in their order', () => {
    const { routes } = SpinManifest.fromToml(
      cart(
        '[[trigger.http]]\nid = "hidden"\nroute = { private = true }\ncomponent = "cart"\n[[trigger.http]]\nroute = "/gone"\nstatic_response = { status_code = 410 }\n[[trigger.command]]\ncomponent = "cart"',
      ),
    );
    expect(routes).toEqual([
      {
        trigger: 'cart-http-trigger',
        component: 'cart',
        kind: 'wildcard',
        path: '/cart',
        literalPath: '/cart',
        params: [],
        reserved: false,
      },
      { trigger: 'hidden', component: 'cart', kind: 'private', params: [], reserved: false },
      {
        trigger: 'http-trigger1',
        kind: 'exact',
        path: '/gone',
        literalPath: '/gone',
        params: [],
        reserved: false,
      },
    ]);
  });
});

describe('where a component of a Spin manifest may connect to', () => {
  const manifest = SpinManifest.fromToml(
    cart(`allowed_outbound_hosts = ["https://a", "tcp://{{ host }}:{{ port }}", "{{ more }}"]
[variables]
host = { required = true }
port = { default = "5000" }
more = { default = "", secret = true }`),
  );
  const hosts = (values?: { [name: string]: string }) =>
    manifest.outboundHosts('cart', values).map(({ kind, host, firstPort }) => [kind, host, firstPort]);

  it('is known as far as the defaults of the variables go', () => {
    expect(hosts()).toEqual([
      ['name', 'a', 443],
      ['template', undefined, undefined],
    ]);
  });

  it('is known with the values of the variables', () => {
    expect(hosts({ host: 'db', port: '1', more: 'http://self' })).toEqual([
      ['name', 'a', 443],
      ['name', 'db', 1],
      ['self', undefined, 80],
    ]);
  });

  it('keeps the entry and its variables', () => {
    expect(manifest.outboundHosts('cart', { host: 'db' })[1]).toMatchObject({
      text: 'tcp://{{ host }}:{{ port }}',
      variables: ['host', 'port'],
    });
  });

  it('is refused where an entry with its values is none', () => {
    expect(() => hosts({ host: 'db', port: 'http' })).toThrow(
      '[SpinManifest] component.cart.allowed_outbound_hosts "tcp://{{ host }}:{{ port }}": with its values it is "tcp://db:http": "http" is no port from 0 to 65535; allowed: scheme://',
    );
  });

  it('never tells a secret', () => {
    expect(() => hosts({ more: 's3cr3t' })).toThrow('"{{ more }}": with its secret values it is no entry');
  });

  it('takes braces in a value as they are', () => {
    expect(() => hosts({ host: '{{ port }}' })).toThrow('Spin takes no list of hosts');
  });

  it('is not known of a component that there is not', () => {
    expect(() => manifest.outboundHosts('constructor')).toThrow(
      '[SpinManifest] component "constructor": there is no such component; allowed: cart',
    );
  });
});
