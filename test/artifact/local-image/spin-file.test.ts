import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../../src/artifact/image-format';
import { type LocalImage, localImage } from '../../../src/artifact/local-image';
import { contentOf } from '../../../src/artifact/oci-image/content';
import { HELLO } from '../../oci/wasm';
import { component, wat } from '../wasm/make';
import { inRepository, spinToml } from './repository';

const { ARTIFACT, PLAIN, SPIN } = ImageFormat;
const spin = (root: string, more: object = {}): LocalImage =>
  localImage(root, { path: 'spin.toml', format: SPIN, ...more });

interface Lock {
  readonly [key: string]: unknown;
  readonly components: readonly { readonly [key: string]: unknown }[];
}

/** The lock, which is the last layer. */
function lockOf({ image }: LocalImage): Lock {
  const digest = image.layers.at(-1)?.digest ?? '';
  return JSON.parse(Buffer.from(image.blobs.get(digest)?.[0] ?? []).toString('utf8'));
}

/** Everything that a lock holds. */
const RICH = `
spin_manifest_version = 2
[application]
name = "shop"
version = "1.2.3"
description = "sells"
authors = ["Ada"]
targets = ["spin-up:3.3"]
[application.trigger.redis]
address = "redis://{{ host }}:6379"
[application.tool.editor]
tabs = 2
[variables]
host = { default = "cache", description = "where" }
token = { required = true, secret = true }
[[trigger.http]]
route = "/cart/..."
component = "cart"
executor = { type = "wagi", argv = "a b" }
[[trigger.http]]
route = { private = true }
component = "mail"
[[trigger.http]]
route = "/old"
static_response = { status_code = 410, headers = { a = "b" }, body = "gone" }
[[trigger.redis]]
id = "orders"
channel = "orders"
component = "mail"
[[trigger.sqs]]
queue_url = "https://example.com/q"
max_messages = 5
component = "mail"
[component.cart]
source = "out/cart.wasm"
description = "holds"
allowed_outbound_hosts = ["https://example.com", "http://mail.spin.internal"]
key_value_stores = ["default"]
sqlite_databases = ["orders"]
ai_models = ["llama2-chat"]
[component.cart.environment]
LOG = "info"
[component.cart.variables]
secret = "{{ token }}"
[component.cart.build]
command = "make"
[component.mail]
source = "out/mail.wasm"
`;

describe('the lock of a Spin application', () => {
  test('holds what the manifest says, and nothing of how it is built', async () => {
    const files = {
      'out/cart.wasm': HELLO,
      'out/mail.wasm': await component([], ['wasi:http/incoming-handler@0.2.3']),
    };
    await inRepository({ ...files, 'spin.toml': RICH }, (root) => {
      const [cart, mail] = Object.values(files).map((bytes) => contentOf(bytes).digest);
      expect(lockOf(spin(root))).toEqual({
        spin_lock_version: 1,
        must_understand: ['component_host_requirements'],
        metadata: {
          name: 'shop',
          version: '1.2.3',
          description: 'sells',
          authors: ['Ada'],
          triggers: { redis: { address: 'redis://{{ host }}:6379' } },
        },
        variables: { host: { default: 'cache', description: 'where' }, token: { secret: true } },
        triggers: [
          {
            id: 'cart-http-trigger',
            trigger_type: 'http',
            trigger_config: {
              component: 'cart',
              route: '/cart/...',
              executor: { type: 'wagi', argv: 'a b' },
            },
          },
          {
            id: 'mail-http-trigger',
            trigger_type: 'http',
            trigger_config: { component: 'mail', route: { private: true } },
          },
          {
            id: 'http-trigger1',
            trigger_type: 'http',
            trigger_config: {
              route: '/old',
              static_response: { status_code: 410, headers: { a: 'b' }, body: 'gone' },
            },
          },
          { id: 'orders', trigger_type: 'redis', trigger_config: { component: 'mail', channel: 'orders' } },
          {
            id: 'mail-sqs-trigger',
            trigger_type: 'sqs',
            trigger_config: { component: 'mail', queue_url: 'https://example.com/q', max_messages: 5 },
          },
        ],
        components: [
          {
            id: 'cart',
            metadata: {
              description: 'holds',
              allowed_outbound_hosts: ['https://example.com', 'http://mail.spin.internal'],
              key_value_stores: ['default'],
              databases: ['orders'],
              ai_models: ['llama2-chat'],
            },
            source: { content_type: 'application/wasm', digest: cart },
            env: { LOG: 'info' },
            config: { secret: '{{ token }}' },
            host_requirements: { local_service_chaining: 'required' },
          },
          { id: 'mail', source: { content_type: 'application/wasm', digest: mail } },
        ],
      });
    });
  });

  test('says the settings of the one type of trigger twice, as older releases look for them', () =>
    inRepository({ 'hello.wasm': HELLO, 'spin.toml': spinToml() }, (root) => {
      expect(lockOf(spin(root)).metadata).toEqual({ name: 'hello', trigger: { type: 'http' }, triggers: {} });
    }));

  test('is of the profile that was asked for', () => {
    const toml = spinToml(
      '[component.hello.profile.debug]',
      'source = "debug.wasm"',
      'environment = { A = "1" }',
    );
    return inRepository({ 'hello.wasm': HELLO, 'debug.wasm': HELLO, 'spin.toml': toml }, (root) => {
      const [usual, debug] = [spin(root), spin(root, { profile: 'debug' })];
      expect(lockOf(debug).components[0]).toMatchObject({ env: { A: '1' } });
      expect(debug.blobs[0].path).toBe(join(root, 'debug.wasm'));
      expect(debug.image.manifest.digest).not.toBe(usual.image.manifest.digest);
    });
  });

  test('holds the same for a manifest of version 1', () => {
    const toml = `spin_version = "1"\nname = "hello"\ntrigger = { type = "http" }\nversion = "1.0.0"
[[component]]\nid = "hello"\nsource = "hello.wasm"\n[component.trigger]\nroute = "/..."\n`;
    return inRepository({ 'hello.wasm': HELLO, 'spin.toml': toml }, (root) => {
      expect(lockOf(spin(root))).toMatchObject({
        triggers: [{ id: 'trigger-hello', trigger_type: 'http' }],
        components: [
          {
            id: 'hello',
            metadata: { allowed_outbound_hosts: ['redis://*:*', 'mysql://*:*', 'postgres://*:*'] },
          },
        ],
      });
    });
  });
});

describe('the image of a Spin application', () => {
  test('names the .wasm files, each once, and says what they say of themselves', async () => {
    const http = await component([], ['wasi:http/incoming-handler@0.2.3']);
    const toml = spinToml(
      '[component.same]',
      'source = "./hello.wasm"',
      '[component.other]',
      'source = "other.wasm"',
    );
    await inRepository({ 'hello.wasm': HELLO, 'other.wasm': http, 'spin.toml': toml }, (root) => {
      const { blobs, image, binarySize, componentBinaries, manifest, binary } = spin(root);
      expect(blobs).toEqual([
        { path: join(root, 'hello.wasm'), ...contentOf(HELLO) },
        { path: join(root, 'other.wasm'), ...contentOf(http) },
      ]);
      expect(image.layers.map(({ mediaType, size }) => [mediaType, size])).toEqual([
        ['application/vnd.wasm.content.layer.v1+wasm', HELLO.length],
        ['application/vnd.wasm.content.layer.v1+wasm', http.length],
        ['application/vnd.fermyon.spin.application.v1+config', expect.any(Number)],
      ]);
      expect(binarySize).toBe(HELLO.length + http.length);
      expect(componentBinaries).toMatchObject({
        hello: { role: 'command' },
        same: { role: 'command' },
        other: { role: 'http' },
      });
      expect(manifest).toMatchObject({ name: 'hello' });
      expect(binary).toBeUndefined();
    });
  });

  test('has another config than any other application, or the kubelet would take them for one', () =>
    inRepository(
      {
        'hello.wasm': HELLO,
        'spin.toml': spinToml(),
        'b/hello.wasm': HELLO,
        'b/spin.toml': spinToml('description = "b"'),
      },
      (root) => {
        const [one, other] = [spin(root), localImage(root, { path: 'b/spin.toml', format: SPIN })];
        expect(one.image.config.digest).not.toBe(other.image.config.digest);
      },
    ));

  test.each([SPIN, PLAIN])('is the same in every folder and at every time: %s', async (format) => {
    const toml = spinToml('files = [{ source = "static", destination = "/" }]');
    const files = ['z', 'a', 'b/c', 'b-c'].map((name) => [`static/${name}`, name.repeat(200)]);
    const digests = new Set<string>();
    for (const order of [files, files.toReversed()])
      await inRepository({ ...Object.fromEntries(order), 'hello.wasm': HELLO, 'spin.toml': toml }, (root) => {
        utimesSync(join(root, 'static/a'), order.length, order.length * 1000);
        digests.add(localImage(root, { path: 'spin.toml', format }).image.manifest.digest);
      });
    expect(digests.size).toBe(1);
  });

  test('has the annotations that it is given', () =>
    inRepository({ 'hello.wasm': HELLO, 'spin.toml': spinToml() }, (root) => {
      const { image } = spin(root, { annotations: { a: 'b' } });
      expect(JSON.parse(Buffer.from(image.manifest.bytes).toString()).annotations).toEqual({ a: 'b' });
    }));

  test('takes a .wasm from beside the folder of the manifest, as workspaces build them', () =>
    inRepository(
      {
        'target/hello.wasm': HELLO,
        'app/spin.toml': spinToml().replace('hello.wasm', '../target/hello.wasm'),
      },
      (root) => {
        expect(localImage(root, { path: 'app/spin.toml', format: SPIN }).blobs[0].path).toBe(
          join(root, 'target/hello.wasm'),
        );
      },
    ));
});

describe('a Spin application is refused', () => {
  const URL_SOURCE = `source = { url = "https://example.com/a.wasm", digest = "sha256:${'ab'.repeat(32)}" }`;
  const toml = (source: string) => spinToml().replace('source = "hello.wasm"', source);

  test.each([
    ['whose .wasm is not there', toml('source = "none.wasm"'), ['there is no such file', 'build it first']],
    [
      'whose .wasm is not built',
      toml('source = "none.wasm"\n[component.hello.build]\ncommand = ["make a", "make b"]'),
      [
        'spin.toml] component.hello.source "none.wasm": there is no such file',
        'run spin build (it runs: make a && make b)',
      ],
    ],
    ['whose .wasm is a folder', toml('source = "folder"'), ['it is a folder']],
    ['whose .wasm is a text', toml('source = "spin.toml"'), ['spin.toml', 'byte 0']],
    ['whose .wasm holds interfaces alone', toml('source = "wit.wasm"'), ['a WIT package']],
    [
      'whose .wasm must be downloaded',
      toml(URL_SOURCE),
      ['a synth asks no network', 'curl -fLo FILE https://example.com/a.wasm'],
    ],
    [
      'whose .wasm is in a registry',
      toml('source = { registry = "ghcr.io", package = "acme:cart", version = "1.0.0" }'),
      ['a synth asks no network', 'wkg get acme:cart@1.0.0'],
    ],
    [
      'whose component has dependencies',
      spinToml('[component.hello.dependencies]', '"acme:cart" = "^1.0"'),
      ['component.hello.dependencies ["acme:cart"]', 'Spin composes it', 'wac plug'],
    ],
    [
      'whose trigger has middleware',
      spinToml().replace(
        'component = "hello"',
        'component = "hello"\ndependencies = { middleware = [{ path = "a.wasm" }] }',
      ),
      ['trigger hello-http-trigger.dependencies', 'Spin composes it'],
    ],
    ['that Spin does not take', 'spin_manifest_version = 3', ['version']],
  ])('%s', async (_, manifest, says) => {
    const wit = await wat('(component (type (export "a") (component)) (export "b:c/d" (type 0)))');
    const files = { 'spin.toml': manifest, 'wit.wasm': wit, 'folder/a': '', 'hello.wasm': HELLO };
    await inRepository(files, (root) => {
      for (const said of says) expect(() => spin(root)).toThrow(said);
    });
  });

  test.each([
    ['as an artifact', { format: ARTIFACT }, ['it carries one .wasm', 'allowed: spin, plain', 'fromFile']],
    ['with an entrypoint', { entrypoint: 'a' }, ['the shim reads none']],
    ['with a profile that it has not', { profile: 'debug' }, ['no component has such a profile']],
    [
      'with a profile in a plain image',
      { format: PLAIN, profile: 'debug' },
      ['without a profile', 'ImageFormat.SPIN'],
    ],
  ])('%s', (_, request, says) => {
    const manifest = spinToml(...('format' in request ? ['[component.hello.profile.debug]'] : []));
    return inRepository({ 'hello.wasm': HELLO, 'spin.toml': manifest }, (root) => {
      for (const said of says) expect(() => spin(root, request)).toThrow(said);
    });
  });

  test('that is not there', () =>
    inRepository({}, (root) => {
      expect(() => spin(root)).toThrow(/spin\.toml.*ENOENT/);
    }));
});
