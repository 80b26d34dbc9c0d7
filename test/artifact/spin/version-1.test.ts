import { describe, expect, it, test } from 'vitest';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { marked } from './marked';
import { expectRefused, type Refused } from './refused';

const DATABASES = ['redis://*:*', 'mysql://*:*', 'postgres://*:*'];

/** A manifest of version 1 with one component, of which `rest` says more. */
function old(rest = '', id = 'cart', trigger = '{ type = "http" }'): string {
  return `spin_manifest_version = "1"\nname = "shop"\ntrigger = ${trigger}\n[[component]]\nid = "${id}"\nsource = "a"\ntrigger = { route = "/..." }\n${rest}`;
}

const read = (text: string) => SpinManifest.fromToml(text).toSpec();

describe('a manifest of version 1', () => {
  it('becomes one of version 2', () => {
    const text = `
spin_version = "1"
name = "shop"
version = "1.0.0"
description = "a shop"
authors = ["me"]
trigger = { type = "redis", address = "redis://{{ host }}" }
[variables]
host = { default = "db" }
[[component]]
id = "cart"
description = "a cart"
source = { url = "https://a/b", digest = "sha256:${'ab'.repeat(32)}" }
environment = { A = "1" }
files = ["a/*", { source = "b", destination = "/b" }]
exclude_files = ["a/c"]
allowed_http_hosts = ["example.com"]
allowed_outbound_hosts = ["mqtt://{{ host }}"]
key_value_stores = ["default"]
sqlite_databases = ["default"]
ai_models = ["m"]
config = { host = "{{ host }}" }
[component.trigger]
channel = "orders"
[component.build]
command = "make"
`;
    expect(read(text)).toEqual({
      name: 'shop',
      version: '1.0.0',
      description: 'a shop',
      authors: ['me'],
      targets: [],
      variables: { host: { default: 'db', required: false, secret: false } },
      triggerSettings: { redis: { address: 'redis://{{ host }}' } },
      tool: {},
      triggers: [
        {
          id: 'trigger-cart',
          type: 'redis',
          component: 'cart',
          components: {},
          dependencies: {},
          channel: 'orders',
          config: {},
        },
      ],
      components: {
        cart: {
          description: 'a cart',
          source: { url: 'https://a/b', digest: `sha256:${'ab'.repeat(32)}` },
          environment: { A: '1' },
          files: [{ pattern: 'a/*' }, { source: 'b', destination: '/b' }],
          excludeFiles: ['a/c'],
          allowedOutboundHosts: ['mqtt://{{ host }}', 'http://example.com', 'https://example.com'],
          keyValueStores: ['default'],
          sqliteDatabases: ['default'],
          aiModels: ['m'],
          variables: { host: '{{ host }}' },
          buildConfig: { commands: ['make'], watch: [] },
          dependencies: {},
          tool: {},
        },
      },
    });
  });

  test.each([
    ['cart', 'cart'],
    ['my_cart', 'my-cart'],
    ['myCart', 'mycart'],
    ['My_Cart2', 'my-cart2'],
    ['HTTP-cart', 'HTTP-cart'],
  ])('has the id %s as %s', (given, id) => {
    const { triggers, components } = read(old('', given));
    expect([triggers[0].id, triggers[0].component, ...Object.keys(components)]).toEqual([
      `trigger-${id}`,
      id,
      id,
    ]);
  });

  test.each([
    ['', [...DATABASES]],
    ['allowed_http_hosts = ["a"]', [...DATABASES, 'http://a', 'https://a']],
    ['allowed_outbound_hosts = []', []],
    [
      'allowed_outbound_hosts = ["tcp://b:1"]\nallowed_http_hosts = ["a"]',
      ['tcp://b:1', 'http://a', 'https://a'],
    ],
    ['allowed_outbound_hosts = []\nallowed_http_hosts = ["self"]', ['http://self']],
    [
      'allowed_outbound_hosts = []\nallowed_http_hosts = ["a:8080", "https://b/"]',
      ['http://a:8080', 'https://a:8080', 'http://b', 'https://b'],
    ],
    [
      'allowed_outbound_hosts = []\nallowed_http_hosts = ["[::1]:81"]',
      ['http://[::1]:81', 'https://[::1]:81'],
    ],
    [
      'allowed_outbound_hosts = []\nallowed_http_hosts = ["a", "insecure:allow-all"]',
      ['http://*:*', 'https://*:*', 'http://self'],
    ],
  ])('may reach what it could: %s', (rest, hosts) => {
    expect(read(old(rest)).components.cart.allowedOutboundHosts).toEqual(hosts);
  });

  it('may have no components', () => {
    const text = 'spin_version = "1"\nname = "shop"\ntrigger = { type = "other", a = 1 }';
    expect(read(text)).toMatchObject({ triggers: [], components: {}, triggerSettings: { other: { a: 1 } } });
  });

  it('keeps the fields of a type that is not known', () => {
    const text = old('', 'cart', '{ type = "timer", speed = 2 }').replace(
      '{ route = "/..." }',
      '{ interval_secs = 10 }',
    );
    expect(read(text).triggers[0]).toMatchObject({ type: 'timer', config: { interval_secs: 10 } });
  });

  it('may have a base, which is warned of', () => {
    const { text, place } = marked(old('', 'cart', '{ type = "http", ‸base = "/shop" }'));
    expect(SpinManifest.fromToml(text).warnings).toEqual([
      `[spin.toml:${place}] deprecated: trigger.base "/shop": the HTTP trigger passes over it: all routes are from / on; fix: write it into the routes`,
    ]);
  });

  const cases: readonly Refused[] = [
    ['version', old('').replace('name', '‸spin_version = "1"\nname'), 'spin_version', 'it says the same'],
    ['missing-field', '‸spin_version = "1"\nname = "shop"', 'trigger', 'it is required'],
    ['missing-field', 'spin_version = "1"\nname = "shop"\n‸trigger = {}', 'trigger.type', 'it is required'],
    ['missing-field', '‸spin_version = "1"\ntrigger = { type = "http" }', 'name', 'it is required'],
    [
      'missing-field',
      old('').replace('[[', '[[‸').replace('trigger = { route = "/..." }', ''),
      'component[0].trigger',
      'it is required',
    ],
    ['unknown-field', old('‸variables = { a = "b" }'), 'component[0].variables', 'no such field'],
    [
      'unknown-field',
      `${old('')}‸[application]`
        .replace('‸[', '[‸')
        .replace(
          '[‸application',
          '[[component]]\nid = "b"\nsource = "b"\ntrigger = { route = "/" }\n[‸application',
        ),
      'application',
      'no such field',
    ],
    ['id', old('', '1cart').replace('id =', '‸id ='), 'component[0].id', 'does not start with a letter'],
    ['id', old('config = { ‸aB = "c" }'), 'component[0].config.aB', 'letters of both cases'],
    [
      'duplicate-component',
      old('[[component]]\n‸id = "Cart"\nsource = "b"\ntrigger = { route = "/" }'),
      'component[1].id',
      'an earlier component is cart as well',
    ],
    [
      'route',
      old('').replace('{ route = "/..."', '{ ‸route = "/:"'),
      'component[0].trigger.route',
      'a parameter has no name',
    ],
    [
      'http-trigger',
      old('').replace('"/..." }', '"/", ‸static_response = {} }'),
      'component[0].trigger.static_response',
      'exclude each other',
    ],
    ['unknown-variable', old('config = { ‸a = "{{ b }}" }'), 'component[0].config.a', 'no variable "b"'],
    [
      'unknown-variable',
      old('', 'cart', '{ type = "redis", ‸address = "{{ b }}" }').replace('route', 'channel'),
      'trigger.address',
      'no variable "b"',
    ],
    [
      'outbound-host',
      old('allowed_outbound_hosts = [‸"b"]'),
      'component[0].allowed_outbound_hosts[0]',
      'it has no scheme',
    ],
    [
      'http-host',
      old('allowed_http_hosts = [‸"b/c"]'),
      'component[0].allowed_http_hosts[0]',
      'it has a path',
    ],
  ];

  test.each(cases)('is refused: %s', expectRefused);
});
