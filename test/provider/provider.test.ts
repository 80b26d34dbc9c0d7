import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import * as wasm from 'cdk8s-wasm/pulumi';
import { describe, expect, expectTypeOf, it, test } from 'vitest';
import type { Constructors } from '../../provider/src/constructors';
import { WasmProvider } from '../../provider/src/provider';
import { RESOURCES } from '../../provider/src/resources';
import { root } from '../../scripts/lib/root.mjs';
import { record } from '../pulumi/monitor';

const text = readFileSync(join(root, 'provider', 'schema.json'), 'utf8');
const provider = new WasmProvider(text);

const ARGS = {
  name: 'api',
  platform: { name: 'k3s' },
  image: { reference: 'ghcr.io/acme/shop:1.4.0', binarySize: 9000 },
};

/** What the provider says of arguments; it throws where they are none. */
async function construct(kind: string, args: object): Promise<pulumi.provider.ConstructResult> {
  let made: Promise<pulumi.provider.ConstructResult> | undefined;
  await record(() => {
    made = provider.construct('api', `cdk8s-wasm:index:${kind}`, args, {});
    // Who asks looks at it.
    made.catch(() => undefined);
  });
  if (made === undefined) throw new Error('nothing was made');
  return made;
}

describe('the map of classes', () => {
  type Resources = { readonly 'x:index:Thing': { readonly properties: { readonly url: object } } };
  class Thing extends pulumi.ComponentResource {
    public readonly url = pulumi.output('a');
  }
  class Mute extends pulumi.ComponentResource {}

  test('does not compile where a resource of the schema has no class, or its class lacks an output', () => {
    expectTypeOf({ 'x:index:Thing': Thing }).toExtend<Constructors<Resources>>();
    expectTypeOf({}).not.toExtend<Constructors<Resources>>();
    expectTypeOf({ 'x:index:Thing': Mute }).not.toExtend<Constructors<Resources>>();
  });

  test('has every component of this package but the chart, which is built by code', () => {
    const components = Object.entries(wasm).filter(
      ([, value]) => Reflect.get(Object(value), 'prototype') instanceof pulumi.ComponentResource,
    );
    const names = components.map(([name]) => name).filter((name) => name !== 'Chart');
    expect(names.map((name) => `cdk8s-wasm:index:${name}`).sort()).toEqual(Object.keys(RESOURCES).sort());
  });

  test('has no class that the schema has not', () => {
    expect(Object.keys(RESOURCES).sort()).toEqual(Object.keys(JSON.parse(text).resources).sort());
  });
});

describe('the provider', () => {
  it('gives all outputs that the schema has, with their values', async () => {
    const { state } = await construct('SpinApp', ARGS);
    expect(Object.keys(state)).toEqual(
      Object.keys(JSON.parse(text).resources['cdk8s-wasm:index:SpinApp'].properties),
    );
  });

  it('makes a component of each kind from plain data', async () => {
    const kinds: Record<string, object> = {
      BlazorApp: { name: 'api', site: { basePath: '/' }, image: { reference: 'ghcr.io/acme/site:1.4.0' } },
      Shim: {
        name: 'spin',
        className: 'spin',
        amd64: { location: 'https://a.example/a.tar.gz', sha256: 'a'.repeat(64) },
      },
      SpinApp: { ...ARGS, runtimeConfig: { keyValueStores: { a: { redis: { url: 'redis://a' } } } } },
      WasmCronJob: { ...ARGS, schedule: '0 3 * * *' },
      WasmJob: { ...ARGS, runtime: { name: 'wasmtime' } },
      WasmRuntimeClass: { className: 'spin', handler: 'spin' },
      WasmService: ARGS,
      WasmWorker: {
        ...ARGS,
        image: { repository: 'ghcr.io/acme/shop', digest: `sha256:${'a'.repeat(64)}`, binarySize: 9000 },
      },
    };
    expect(Object.keys(kinds).map((kind) => `cdk8s-wasm:index:${kind}`)).toEqual(
      Object.keys(RESOURCES).sort(),
    );
    for (const [kind, args] of Object.entries(kinds)) {
      const { state } = await construct(kind, args);
      expect([kind, Object.values(state).every(pulumi.Output.isInstance)]).toEqual([kind, true]);
    }
  });

  it('knows no other resources', async () => {
    await expect(construct('Thing', {})).rejects.toThrow(
      'cdk8s-wasm:index:Thing: no such resource; allowed: cdk8s-wasm:index:BlazorApp, ',
    );
  });

  it.each([
    [
      'a text for a number',
      { replicas: 'three' },
      '[SpinApp/api] replicas "three": of the wrong type, string; allowed: a number',
    ],
    [
      'a number in a list of texts',
      { args: [5] },
      '[SpinApp/api] args[0] 5: of the wrong type, number; allowed: a string',
    ],
    [
      'a text for a list',
      { ingress: { hosts: 'a' } },
      '[SpinApp/api] ingress.hosts "a": of the wrong type, string; allowed: a list of',
    ],
    [
      'a value that an enum has not',
      { service: { type: 'x' } },
      '[SpinApp/api] service.type "x": of the wrong type, string; allowed: ClusterIP, ',
    ],
    [
      'a field that there is not',
      { service: { kind: 'x' } },
      '[SpinApp/api] service.kind "x": no such field; allowed: ',
    ],
    [
      'an Output that decides',
      { port: pulumi.output(80) },
      '[SpinApp/api] port (known at deploy): not known at synth',
    ],
    [
      'an Output for a whole',
      { ingress: pulumi.output({}) },
      '[SpinApp/api] ingress (known at deploy): not known at synth',
    ],
    [
      'an image that is none',
      { image: { reference: 5 } },
      '[WasmImage] reference 5: no text; allowed: a string',
    ],
    ['an image of no name', { image: { tag: '1.0' } }, '[WasmImage] repository missing: it is required'],
    [
      'an image that is a number',
      { image: 5 },
      '[SpinApp/api] image 5: of the wrong type, number; allowed: a WasmImage',
    ],
    [
      'a cluster that there is not',
      { platform: { name: 'k4s' } },
      '[api] platform "k4s": no platform of that name; allowed: aks, ',
    ],
    ['a cluster that is none', { platform: 'k3s' }, '[api] platform "k3s": no platform; allowed: aks, '],
    [
      'an option that a cluster has not',
      { platform: { name: 'k3s', version: '1' } },
      '[WasmPlatform k3s] version "1": no such field',
    ],
    [
      'a runtime configuration that is none',
      { runtimeConfig: { stores: {} } },
      '[RuntimeConfig] stores {}: no such field; allowed: ',
    ],
  ])('refuses %s with the path of the property', async (_, args, message) => {
    await expect(construct('SpinApp', { ...ARGS, ...args })).rejects.toThrow(message);
  });

  it.each([
    ['a file that is none', { file: 5 }, '[api-image] file 5: no path; allowed: a string'],
    ['a file that there is not', { file: 'none.wasm' }, 'none.wasm'],
    [
      'a field of a registry that there is not',
      { file: 'none.wasm', registry: { user: 'ada' } },
      '[api-image] registry.user "…": no such field; allowed: ca, identityToken, password, plainHttp, username',
    ],
    [
      'a password that is none, without showing it',
      { file: 'none.wasm', registry: { password: 12345 } },
      '[api-image] registry.password "…": of the wrong type, number; allowed: a string',
    ],
    [
      'what an image of a file cannot say',
      { file: 'none.wasm', binarySize: 5 },
      '[WasmImage] binarySize 5: no such field; allowed: ',
    ],
  ])('refuses %s, of an image that is to be pushed', async (_, image, message) => {
    const args = { ...ARGS, image: { repository: 'ghcr.io/acme/hello', ...image } };
    await expect(construct('SpinApp', args)).rejects.toThrow(message);
  });

  it('refuses a runtime that there is not', async () => {
    await expect(construct('WasmJob', { ...ARGS, runtime: { name: 'wasmtine' } })).rejects.toThrow(
      '[WasmRuntime] name "wasmtine": no runtime of that name; allowed: crun, spin, ',
    );
  });

  it('refuses a namespace that is none', async () => {
    await expect(construct('SpinApp', { ...ARGS, namespace: 5 })).rejects.toThrow(
      '[api] namespace 5: no name of a namespace; allowed: lower-case letters, ',
    );
  });
});

describe('the package of the plugin', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const own = read('provider/package.json');
  const main = read('package.json');

  it('is of the release of this package, and depends on it and on what the tests use', () => {
    expect(own.version).toBe(main.version);
    expect(JSON.parse(text).version).toBe(main.version);
    expect(own.dependencies).toEqual({
      '@pulumi/kubernetes': main.devDependencies['@pulumi/kubernetes'],
      '@pulumi/pulumi': main.devDependencies['@pulumi/pulumi'],
      cdk8s: main.peerDependencies.cdk8s,
      'cdk8s-wasm': main.version,
      constructs: main.peerDependencies.constructs,
    });
    expect([own.license, own.engines]).toEqual([main.license, main.engines]);
  });

  it('has the license of this package', () => {
    expect(readFileSync(join(root, 'provider', 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    );
  });

  it('names no file that is not there', () => {
    expect(own.files).toContain(own.main);
    expect(own.bin).toEqual({ 'pulumi-resource-cdk8s-wasm': own.main });
  });
});
