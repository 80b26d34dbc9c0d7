import fc from 'fast-check';
import { ImageFormat } from '../../src/artifact/image-format';
import { Known } from '../../src/runtime/fact';
import { K3S } from '../../src/runtime/platforms/k3s';
import { WASMTIME } from '../../src/runtime/runtimes/runwasi';
import type { RuntimeFacts, WasmRuntimeSpec } from '../../src/runtime/wasm-runtime-spec';
import type { JsonObject } from '../../src/value/json';
import { isRecord } from './arrange';
import type { Bad } from './bad';
import { boolean, imageReference, list, map, oneOf, path, set, subdomain, text, token } from './leaves';
import type { Fields, Generators, Setting, World } from './world';

/** What a Linux container can do: all that a probe or a side-car may ask for. */
const LINUX: WasmRuntimeSpec = {
  ...WASMTIME,
  name: 'linux',
  facts: Object.fromEntries(
    Object.keys(WASMTIME.facts).map((fact) => [fact, { value: Known.YES, source: 'it is Linux' }]),
  ) as { [fact in keyof RuntimeFacts]: { value: Known; source: string } },
};

/** Where a Blazor app runs: on a cluster that has image volumes. */
export const BLAZOR_SETTING: Setting = {
  kind: 'BlazorApp',
  bind: 'app',
  platformCase: { factory: 'k3s', options: { kubernetesVersion: '1.35' } },
  runtimeCase: {},
  platform: K3S,
  runtime: LINUX,
  format: ImageFormat.PLAIN,
  saysFormat: false,
  sized: false,
  measured: false,
};

/** What a Blazor app has in common with every workload that answers requests. */
const SHARED = [
  'annotations',
  'autoscale',
  'disruption',
  'health',
  'identity',
  'ingress',
  'initContainers',
  'labels',
  'name',
  'podAnnotations',
  'podLabels',
  'port',
  'replicas',
  'resources',
  'rollout',
  'scheduling',
  'securityContext',
  'service',
  'sidecars',
  'volumes',
];

const image = fc.record({
  of: imageReference,
  options: fc.record(
    {
      allowMutableTag: boolean,
      pullPolicy: oneOf(['Always', 'IfNotPresent', 'Never']),
      pullSecrets: set(subdomain, 2),
    },
    { requiredKeys: [] },
  ),
});
const settingsFile = fc.oneof(
  fc.constant('appsettings.json'),
  token.map((environment) => `appsettings.${environment}.json`),
);
const segments = fc.array(token, { maxLength: 2 });

/** The props of a Blazor app, and what it is of. */
export function blazorGenerators(http: (world: World) => Fields): Generators {
  return {
    BlazorAppProps: (world) => ({
      ...Object.fromEntries(Object.entries(http(world)).filter(([field]) => SHARED.includes(field))),
      accessLog: boolean,
      configuration: map(settingsFile, world.of('BlazorSettingsSpec')),
      crossOriginIsolation: boolean,
      headers: map(
        token.map((name) => `X-${name}`),
        fc.tuple(token, token).map((parts) => parts.join('; ')),
      ),
      image,
      ipv6: boolean,
      root: fc.tuple(token, token).map((parts) => `/${parts.join('/')}`),
      site: fc.record({ spec: world.of('BlazorSiteSpec') }),
      siteImage: image,
    }),
    BlazorSettingsSpec: ({ of }) => ({
      configMapKeyRef: of('FileKeyRef'),
      values: map(token, fc.oneof(token, list(token))),
    }),
    BlazorSiteSpec: () => ({
      basePath: segments.map((parts) => `/${parts.map((part) => `${part}/`).join('')}`),
      fingerprinted: boolean,
      // Each of these is an error: test/check/rules has them.
      missingFiles: fc.constant([]),
      staleCopies: fc.constant([]),
      unlikeNames: fc.constant([]),
      hashedSettings: list(settingsFile),
      missingCopies: list(path),
      settings: list(text),
    }),
  };
}

/** What the fields of a Blazor app ask of each other. */
export function fitBlazor(props: JsonObject): JsonObject {
  const { site, configuration, ingress } = props;
  const spec = isRecord(site) && isRecord(site.spec) ? site.spec : {};
  const base = String(spec.basePath);
  const fittingSite = {
    spec: {
      ...spec,
      // It asks for no settings but those that it was published with.
      ...('settings' in spec && { settings: Object.keys(isRecord(configuration) ? configuration : {}) }),
    },
  };
  return {
    ...props,
    site: fittingSite,
    ...(isRecord(ingress) &&
      isRecord(ingress.paths) && { ingress: { ...ingress, paths: belowBase(base, ingress.paths) } }),
  };
}

/** All below the base, and more of it. */
function belowBase(base: string, paths: JsonObject): JsonObject {
  const below = Object.entries(paths).map(([at, type]) => [`${base.slice(0, -1)}${at}`, type]);
  return { [base]: 'Prefix', ...Object.fromEntries(below) };
}

const FREE: Bad = {};

/** What each field of a Blazor app does not take, beside what it has in common with others. */
export const BAD_BLAZOR: {
  readonly app: { readonly [field: string]: Bad };
  readonly BlazorSettingsSpec: { readonly [field: string]: Bad };
  readonly BlazorSiteSpec: { readonly [field: string]: Bad };
} = {
  app: {
    configuration: {
      keys: ['', 'settings.json', 'appsettings', '../appsettings.json', 'appsettings.a b.json'],
    },
    headers: { keys: ['', 'a b', 'a:b', 'etag', 'Content-Type'], members: ['', '$host', 'a\nb', 'ä'] },
    root: { values: ['', 'relative', '/folder/', '/a/../b', '/a b', '/a;b', '/a{b}', '/$a'] },
  },
  BlazorSettingsSpec: { values: { members: [Number.NaN, Number.POSITIVE_INFINITY] } },
  BlazorSiteSpec: {
    basePath: { values: ['', 'shop', '/shop', 'shop/', '/a b/', '/$a/', '//', './'] },
    hashedSettings: FREE,
    missingCopies: FREE,
    missingFiles: { values: [['_framework/blazor.webassembly.js']] },
    settings: FREE,
    staleCopies: { values: [['index.html.gz']] },
    unlikeNames: { values: [['_framework/Old.wasm']] },
  },
};

/** Props of a Blazor app that are each well by themselves and do not go together. */
export const BLAZOR_CONFLICTS: readonly (readonly [name: string, fields: JsonObject])[] = [
  ['replicas beside autoscale of an app', { replicas: 3, autoscale: { max: 9, cpu: 60 } }],
  ['two limits of disruption of an app', { disruption: { maxUnavailable: '1', minAvailable: '1' } }],
  [
    'a sleep of nginx as long as the grace period',
    { rollout: { preStopSeconds: 30, terminationGracePeriodSeconds: 30 } },
  ],
  [
    'an image that a node would run WebAssembly of',
    { image: { of: 'ghcr.io/acme/a:1.0.0', options: { binarySize: 7 } } },
  ],
  [
    'files in an image of WebAssembly',
    { siteImage: { of: 'ghcr.io/acme/a:1.0.0', options: { format: 'plain' } } },
  ],
  ['settings from nowhere', { configuration: { 'appsettings.json': {} } }],
  [
    'settings from two sources',
    { configuration: { 'appsettings.json': { values: {}, configMapKeyRef: { name: 'a', key: 'b' } } } },
  ],
  [
    'settings that the app does not ask for',
    {
      site: { spec: { basePath: '/', settings: [] } },
      configuration: { 'appsettings.json': { values: {} } },
      ingress: undefined,
    },
  ],
  [
    'an Ingress elsewhere than the app asks for its files',
    { site: { spec: { basePath: '/shop/' } }, ingress: { paths: { '/': 'Prefix' } } },
  ],
  [
    'isolation said twice',
    { crossOriginIsolation: true, headers: { 'cross-origin-opener-policy': 'unsafe-none' } },
  ],
  ['a header twice', { headers: { 'X-A': 'a', 'x-a': 'b' } }],
  ['a volume in the place of the configuration', { volumes: { '/etc/blazor/config': { emptyDir: {} } } }],
  ['a side-car with the name of nginx', { sidecars: { app: { image: 'ghcr.io/acme/side:1.0.0' } } }],
];
