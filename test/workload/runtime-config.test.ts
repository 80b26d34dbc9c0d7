import { Lazy } from 'cdk8s';
import { parse } from 'smol-toml';
import { describe, expect, it, test } from 'vitest';
import {
  EnvValue,
  RuntimeConfig,
  type RuntimeConfigSpec,
  type SpinAppProps,
  Volume,
  WasmImage,
  WasmPlatform,
  WasmRuntime,
} from '../../src';
import { ImageFormat } from '../../src/artifact/image-format';
import { at, type Json, objects } from '../support/json';
import { chartOn, guestOf, KINDS, MAKE, make, only, podOf, refusalOf, synthApp } from './make';

const TOKEN = 'wasm-token-7-nekot';
const PATH = '/runtime-config.toml';
const KEY = 'runtime-config.toml';
const ANNOTATION = 'wasmcd.dev/runtime-config';

/** What a deployment engine hands out, as far as types go. */
function later(value: unknown): string;
function later(value: unknown): unknown {
  return Lazy.any({ produce: () => value });
}

const app = (runtimeConfig: RuntimeConfig, props: Partial<SpinAppProps> = {}): Json[] => {
  const chart = chartOn(WasmPlatform.kind());
  MAKE.SpinApp(chart, 'shop', { runtimeConfig, ...props });
  return synthApp(chart);
};
const of = (spec: RuntimeConfigSpec, props: Partial<SpinAppProps> = {}): Json[] =>
  app(RuntimeConfig.of(spec), props);
const mountOf = (manifests: readonly Json[]): Json | undefined =>
  objects(guestOf(manifests), 'volumeMounts').find(({ mountPath }) => mountPath === PATH);
const volumeOf = (manifests: readonly Json[]): Json | undefined =>
  objects(podOf(manifests), 'volumes').find(({ name }) => name === mountOf(manifests)?.name);
const annotationOf = (manifests: readonly Json[]): unknown =>
  at(only(manifests, 'Deployment'), 'spec', 'template', 'metadata', 'annotations', ANNOTATION);
const mountPaths = (manifests: readonly Json[]): unknown[] =>
  objects(guestOf(manifests), 'volumeMounts').map(({ mountPath }) => mountPath);

const REDIS: RuntimeConfigSpec = { keyValueStores: { default: { redis: { url: 'redis://valkey.shop' } } } };
const withPassword = (password: string): RuntimeConfigSpec => ({
  keyValueStores: { default: { redis: { url: `redis://:${password}@valkey.shop` } } },
});

describe('a runtime configuration from a Secret', () => {
  const manifests = app(RuntimeConfig.fromSecret('shop-runtime', 'prod.toml'));

  it('is mounted by subPath where the shim looks for it', () => {
    expect(mountOf(manifests)).toEqual({
      name: 'runtime-config',
      mountPath: PATH,
      subPath: KEY,
      readOnly: true,
    });
    expect(volumeOf(manifests)).toEqual({
      name: 'runtime-config',
      secret: { secretName: 'shop-runtime', items: [{ key: 'prod.toml', path: KEY }] },
    });
  });

  it('makes no object and no annotation: nobody knows what is in it', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret' || kind === 'ConfigMap')).toEqual([]);
    expect(annotationOf(manifests)).toBeUndefined();
  });

  it('leaves Spin its usual folder', () => {
    expect(mountPaths(manifests)).toContain('/.spin');
  });

  it('may have a name that is known later', () => {
    const volume = volumeOf(app(RuntimeConfig.fromSecret(later('shop-runtime'))));
    expect(at(volume, 'secret', 'secretName')).toBe('shop-runtime');
  });
});

describe('a runtime configuration of known values', () => {
  const manifests = of(REDIS);

  it('becomes a ConfigMap that never changes, and is mounted where the shim looks for it', () => {
    const configMap = only(manifests, 'ConfigMap');
    expect(configMap.immutable).toBe(true);
    expect(parse(String(at(configMap, 'data', KEY)))).toEqual({
      key_value_store: { default: { type: 'redis', url: 'redis://valkey.shop' } },
    });
    expect(volumeOf(manifests)).toEqual({
      name: 'runtime-config',
      configMap: { name: at(configMap, 'metadata', 'name') },
    });
    expect(mountOf(manifests)?.subPath).toBe(KEY);
  });

  it('rolls the pods by the name of the ConfigMap when it changes, and only then', () => {
    const nameOf = (spec: RuntimeConfigSpec): unknown => at(only(of(spec), 'ConfigMap'), 'metadata', 'name');
    expect(nameOf(REDIS)).toBe(nameOf({ ...REDIS }));
    expect(nameOf(REDIS)).not.toBe(nameOf({ ...REDIS, outboundHttp: {} }));
    expect(nameOf(REDIS)).toMatch(/^shop-[0-9a-f]{10}$/);
    expect(annotationOf(manifests)).toBeUndefined();
  });

  it.each(KINDS)('goes into a %s on Spin', (kind) => {
    const chart = chartOn(WasmPlatform.kind());
    const runtime = kind === 'SpinApp' ? {} : { runtime: WasmRuntime.spin() };
    make(kind, chart, 'shop', { ...runtime, runtimeConfig: RuntimeConfig.of(REDIS) });
    const mounts = objects(guestOf(synthApp(chart)), 'volumeMounts');
    expect(mounts.map(({ mountPath }) => mountPath)).toContain(PATH);
  });

  it('has a child id that stays', () => {
    const chart = chartOn(WasmPlatform.kind());
    const shop = MAKE.SpinApp(chart, 'shop', { runtimeConfig: RuntimeConfig.of(REDIS) });
    expect(shop.node.tryFindChild('RuntimeConfig')?.node.path).toBe('chart/shop/RuntimeConfig');
  });
});

describe('a runtime configuration with values that are known later', () => {
  it('becomes a Secret of a fixed name that holds the token', () => {
    const manifests = of(withPassword(TOKEN));
    const secret = only(manifests, 'Secret');
    expect(at(secret, 'metadata', 'name')).toBe('shop-runtime-config');
    expect(secret.immutable).toBeUndefined();
    expect(at(secret, 'stringData', KEY)).toContain(`'''redis://:${TOKEN}@valkey.shop'''`);
    expect(volumeOf(manifests)).toEqual({
      name: 'runtime-config',
      secret: { secretName: 'shop-runtime-config' },
    });
  });

  it('rolls the pods by an annotation when anything changes that is known when it is rendered', () => {
    const hash = (url: string): unknown =>
      annotationOf(of({ keyValueStores: { default: { redis: { url: later(url) } } } }));
    expect(hash('redis://a')).toMatch(/^[0-9a-f]{10}$/);
    expect(hash('redis://a')).toBe(hash('redis://a'));
    expect(hash('redis://a')).not.toBe(hash('redis://b'));
    expect(annotationOf(of(withPassword(TOKEN)))).not.toBe(
      annotationOf(of({ ...withPassword(TOKEN), outboundHttp: {} })),
    );
  });

  it('does not roll the pods when a token has another number', () => {
    expect(annotationOf(of(withPassword('wasm-token-1-nekot')))).toBe(
      annotationOf(of(withPassword('wasm-token-23-nekot'))),
    );
  });

  it('has what a Lazy comes to', () => {
    const secret = only(of({ keyValueStores: { a: { redis: { url: later('redis://valkey') } } } }), 'Secret');
    expect(parse(String(at(secret, 'stringData', KEY)))).toEqual({
      key_value_store: { a: { type: 'redis', url: 'redis://valkey' } },
    });
  });

  it.each([
    ['a credential', later('redis://:hunter2@valkey'), 'would stand in the manifest for everybody to read'],
    ['a wrong address', later('http://valkey'), 'redis.url "http://valkey": not valid here'],
    ['a number', later(1), 'redis.url 1: of the wrong type'],
  ])('is refused at synth when it comes to %s', (_, url, message) => {
    const refusal = refusalOf(() => of({ keyValueStores: { a: { redis: { url } } } }));
    expect(refusal).toContain('[chart/shop] runtimeConfig.keyValueStores.a.');
    expect(refusal).toContain(message);
    expect(refusal).not.toContain('hunter2');
  });

  it('leaves its annotation to itself', () => {
    const props = { podAnnotations: { [ANNOTATION]: 'x' } };
    expect(refusalOf(() => of(REDIS, props))).toContain(
      `podAnnotations.${ANNOTATION} "x": it is the hash of`,
    );
  });
});

describe('what Spin writes with a runtime configuration', () => {
  const image = (format: ImageFormat): Partial<SpinAppProps> => ({
    image: WasmImage.of('ghcr.io/acme/shop:1.0.0', { binarySize: 2_100_000, format }),
    resources: { limits: { memory: '64Mi' } },
  });

  test.each<[string, RuntimeConfigSpec, Partial<SpinAppProps>, boolean]>([
    ['by default', REDIS, {}, true],
    ['with state in memory', { stateDir: '' }, {}, false],
    ['with state in memory, in an ordinary image', { stateDir: '' }, image(ImageFormat.PLAIN), false],
    ['with state below the cache', { stateDir: '/.cache/state' }, image(ImageFormat.ARTIFACT), false],
    ['with state in its usual folder', { stateDir: '/.spin' }, {}, true],
    ['with state below its usual folder', { stateDir: '/.spin/shop' }, {}, true],
    [
      'with a store there',
      { stateDir: '', keyValueStores: { a: { spin: { path: '/.spin/a.db' } } } },
      {},
      true,
    ],
    ['with state on a volume', { stateDir: '/data' }, { volumes: { '/data': Volume.claim('data') } }, false],
  ])('is mounted and no more: %s', (_, spec, props, usual) => {
    expect(mountPaths(of(spec, props)).includes('/.spin')).toBe(usual);
  });

  test.each<[string, RuntimeConfigSpec, string]>([
    ['its state', { stateDir: '/data/spin' }, 'writes /data/spin'],
    ['a store', { keyValueStores: { a: { spin: { path: '/data/kv/a.db' } } } }, 'writes /data/kv '],
    ['a database', { sqliteDatabases: { a: { spin: { path: '/data/a.db' } } } }, 'writes /data '],
  ])('is refused where nothing writable is mounted: %s', (_, spec, message) => {
    const refusal = refusalOf(() => of(spec));
    expect(refusal).toContain('[chart/shop] read-only-root');
    expect(refusal).toContain(message);
  });

  it('is refused at synth too, where the file is known only then', () => {
    const spec = { stateDir: '/state', keyValueStores: { a: { redis: { url: later('redis://valkey') } } } };
    const chart = chartOn(WasmPlatform.kind());
    const shop = MAKE.SpinApp(chart, 'shop', { runtimeConfig: RuntimeConfig.of(spec) });
    expect(shop.node.validate().join()).toContain('writes /state');
  });
});

describe('a runtime configuration is refused', () => {
  it('on a runtime that does not read it', () => {
    const chart = chartOn();
    expect(
      refusalOf(() => MAKE.WasmService(chart, 'shop', { runtimeConfig: RuntimeConfig.of(REDIS) })),
    ).toMatch(
      /^\[chart\/shop\] runtimeConfig \{.*: only Spin reads it, and this workload runs on wasmtime; fix: /,
    );
  });

  it('beside a file of its name', () => {
    const files = { [PATH]: { content: '' } };
    expect(refusalOf(() => of(REDIS, { files }))).toContain('has volume runtime-config there already');
  });

  it('where another class only looks like it', () => {
    const image = WasmImage.of('ghcr.io/acme/shop:1.0.0');
    const refusal = refusalOf(() => make('SpinApp', chartOn(), 'shop', { runtimeConfig: image }));
    expect(refusal).toContain('[chart/shop] runtimeConfig.repository "ghcr.io/acme/shop": no such field');
  });

  it('where it is more than a ConfigMap holds', () => {
    const values = { text: 'x'.repeat(2 ** 20) };
    expect(refusalOf(() => of({ variablesProviders: [{ static: { values } }] }))).toContain(
      'more than one object can hold',
    );
  });

  test.each<[string, RuntimeConfigSpec, string, string]>([
    [
      '0.17.0',
      { keyValueStores: { a: { awsDynamo: { region: 'r', table: 't' } } } },
      '*.awsDynamo',
      '0.18.0',
    ],
    ['0.20.0', { outboundNetworking: { blockNetworks: ['private'] } }, 'outboundNetworking', '0.21.0'],
    ['0.20.0', { outboundHttp: {} }, 'outboundHttp', '0.21.0'],
    [
      '0.21.0',
      { outboundHttp: { maxConcurrentRequests: 9 } },
      'outboundHttp.maxConcurrentRequests',
      '0.22.0',
    ],
  ])('by shim %s, which does not know a part of it: %o', (spin, spec, field, since) => {
    const on = (version: string) => () => {
      const chart = chartOn(WasmPlatform.kind({ shimVersions: { spin: version } }));
      MAKE.SpinApp(chart, 'shop', { runtimeConfig: RuntimeConfig.of(spec) });
    };
    const refusal = refusalOf(on(spin));
    expect(refusal).toContain(`${field} "containerd-shim-spin ${spin}": the release that the platform names`);
    expect(refusal).toContain(`allowed: from release ${since} on`);
    expect(on(since)).not.toThrow();
  });
});

test('a SpinApp with a runtime configuration, variables and a volume is these objects', () => {
  const manifests = of(
    {
      stateDir: '',
      keyValueStores: {
        default: { redis: { url: 'redis://valkey.shop:6379/0' } },
        carts: { spin: { path: '/data/carts.db' } },
      },
      sqliteDatabases: { todo: { libsql: { url: 'https://todo.example.com', token: TOKEN } } },
      outboundNetworking: { blockNetworks: ['private'] },
    },
    {
      variables: { greeting: EnvValue.of('hi') },
      volumes: { '/data': Volume.claim('carts') },
    },
  );
  expect(manifests).toMatchSnapshot();
});
