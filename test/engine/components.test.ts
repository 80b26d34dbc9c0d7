import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { WasmPlatform } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineStack } from './stack';

const SECRETS = ['hunter2', 'pg://me:hunter2@db'];

/** What the program of a test may do otherwise. */
interface Variant {
  readonly replicas?: number;
  readonly renamed?: boolean;
}

/** A stack as a team writes it: a namespace, a secret, a Spin application that uses both, and charts of its own. */
function program(stack: EngineStack, { replicas = 2, renamed = false }: Variant = {}): () => unknown {
  return () => {
    const provider = new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
    const password = new pulumi.Config().requireSecret('password');
    const namespace = new k8s.core.v1.Namespace('shop', { metadata: { name: 'shop' } }, { provider });
    const database = new k8s.core.v1.Secret(
      'database',
      { metadata: { name: 'database', namespace: namespace.metadata.name }, stringData: { password } },
      { provider },
    );
    const image = {
      repository: 'ghcr.io/acme/api',
      digest: pulumi.output(`sha256:${'a'.repeat(64)}`),
      binarySize: 1000,
    };
    const api = new wasm.SpinApp(
      renamed ? 'shop-api' : 'api',
      {
        name: 'api',
        platform: WasmPlatform.k3s(),
        namespace: namespace.metadata.name,
        image,
        replicas,
        variables: {
          password: { secretKeyRef: { name: database.metadata.name, key: 'password' } },
          token: { value: password },
        },
        ingress: { hosts: [pulumi.output('api.example.com')] },
      },
      { provider, ...(renamed && { aliases: [{ name: 'api' }] }) },
    );
    const [id, aliases] = renamed ? ['settings', { 'web/settings': 'web/config' }] : ['config', {}];
    const charts = new wasm.Chart(
      'charts',
      {
        aliases,
        build: (app, tokens) => {
          const chart = new Chart(app, 'web', { namespace: 'shop' });
          const text = tokens.asString(password);
          const map = new kplus.ConfigMap(new Construct(chart, id), 'Map', {
            metadata: { name: 'settings' },
            data: { url: `pg://me:${text}@db`, plain: 'visible' },
          });
          new kplus.Deployment(chart, 'front', {
            metadata: { name: 'front' },
            containers: [
              {
                image: 'nginx:1',
                portNumber: 80,
                envVariables: { URL: kplus.EnvValue.fromConfigMap(map, 'url') },
              },
            ],
          });
          new ApiObject(chart, 'custom', {
            apiVersion: 'example.com/v1',
            kind: 'Custom',
            metadata: { name: 'custom' },
            spec: { key: password, list: [{ port: tokens.asNumber(pulumi.output(80)) }] },
          });
        },
      },
      {
        provider,
        transforms: [
          ({ type, props, opts }) =>
            type === 'kubernetes:apps/v1:Deployment'
              ? {
                  props: { ...props, metadata: { ...props.metadata, labels: { added: 'by-a-transform' } } },
                  opts,
                }
              : undefined,
        ],
      },
    );
    return { url: api.url, password, custom: charts.resources['web/custom'].urn };
  };
}

const RESOURCES = [
  'api',
  'api/Deployment',
  'api/DisruptionBudget',
  'api/Ingress',
  'api/Service',
  'charts',
  'charts/web/config/Map',
  'charts/web/custom',
  'charts/web/front',
  'database',
  'shop',
];

describe('a stack of components in the real engine', () => {
  let stack: EngineStack;
  beforeAll(async () => {
    stack = await EngineStack.create();
    await stack.setSecret('password', 'hunter2');
  });
  afterAll(() => stack?.remove());

  it('is whole in a preview, before anything is known', async () => {
    const { did } = await stack.preview(program(stack));
    expect(did).toEqual(Object.fromEntries(RESOURCES.map((name) => [name, 'create'])));
  });

  it('is made', async () => {
    const { did, outputs } = await stack.up(program(stack));
    expect(Object.keys(did).sort()).toEqual(RESOURCES);
    expect(new Set(Object.values(did))).toEqual(new Set(['create']));
    expect(outputs.url).toEqual({ value: 'http://api.example.com/', secret: false });
  });

  it('has objects with every value in its place', () => {
    const { objects } = stack;
    expect(objects).toContain('url: pg://me:hunter2@db');
    expect(objects).toContain('plain: visible');
    expect(objects).toContain('added: by-a-transform');
    expect(objects).toContain(`image: ghcr.io/acme/api@sha256:${'a'.repeat(64)}`);
    expect(objects).toContain('port: 80');
    expect(objects).not.toMatch(/wasm-token|nekot|\[Output/);
  });

  it('does nothing where nothing has changed', async () => {
    const { did } = await stack.up(program(stack));
    expect(new Set(Object.values(did))).toEqual(new Set(['same']));
  });

  it('changes the one resource that has changed', async () => {
    const { did } = await stack.up(program(stack, { replicas: 3 }));
    const changed = Object.entries(did).filter(([, op]) => op !== 'same');
    expect(changed).toEqual([['api/Deployment', 'update']]);
  });

  it('replaces nothing where a component and a construct are called otherwise, with aliases', async () => {
    const { did } = await stack.up(program(stack, { replicas: 3, renamed: true }));
    expect(new Set(Object.values(did))).toEqual(new Set(['same']));
    expect(Object.keys(did)).toContain('shop-api/Deployment');
    expect(Object.keys(did)).toContain('charts/web/settings/Map');
  });

  it('shows its secrets nowhere: in no state, no history, no event and no line', () => {
    const { kept } = stack;
    expect(kept.length).toBeGreaterThan(10_000);
    // What is no secret is there, so that a search finds what there is.
    expect(kept).toContain('api.example.com');
    for (const text of SECRETS) {
      expect(kept.includes(text)).toBe(false);
      expect(kept.includes(Buffer.from(text).toString('base64').replace(/=+$/, ''))).toBe(false);
    }
  });

  it('is destroyed whole', async () => {
    const { did } = await stack.destroy();
    expect(new Set(Object.values(did))).toEqual(new Set(['delete']));
    expect(stack.objects).toBe('');
  });
});

describe('a stack that comes from elsewhere', () => {
  const metadata = (name: string) => ({ name, namespace: 'shop' });
  const objects = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('settings'), data: { a: 'b' } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: metadata('reader'), rules: [] },
  ];
  const OLD: readonly [
    what: string,
    old: (provider: k8s.Provider) => unknown,
    alias: (name: string) => pulumi.Alias,
  ][] = [
    [
      'yaml.ConfigGroup',
      (provider) => new k8s.yaml.ConfigGroup('manifests', { objs: objects }, { provider }),
      (name) => ({
        name: `shop/${name}`,
        parent: pulumi.createUrn('manifests', 'kubernetes:yaml:ConfigGroup'),
      }),
    ],
    [
      'yaml.v2.ConfigGroup',
      (provider) => new k8s.yaml.v2.ConfigGroup('manifests', { objs: objects }, { provider }),
      (name) => ({
        name: `manifests:shop/${name}`,
        parent: pulumi.createUrn('manifests', 'kubernetes:yaml/v2:ConfigGroup'),
      }),
    ],
    [
      'classes by hand',
      (provider) => {
        new k8s.core.v1.ConfigMap(
          'by-hand-settings',
          { metadata: metadata('settings'), data: { a: 'b' } },
          { provider },
        );
        new k8s.rbac.v1.Role('by-hand-reader', { metadata: metadata('reader'), rules: [] }, { provider });
      },
      (name) => ({ name: `by-hand-${name}`, parent: pulumi.rootStackResource }),
    ],
  ];

  it.each(OLD)('keeps every resource, with the aliases that the page shows: %s', async (_, old, alias) => {
    const stack = await EngineStack.create();
    try {
      const render = () => new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
      await stack.up(() => void old(render()));
      const { did } = await stack.up(() => {
        const build: wasm.ChartArgs['build'] = (app) => {
          const chart = new Chart(app, 'web');
          for (const object of objects) new ApiObject(chart, object.metadata.name, object);
        };
        const resourceOptions = ({ name }: ApiObject) => ({ aliases: [alias(name)] });
        new wasm.Chart('shop', { build, resourceOptions }, { provider: render() });
      });
      expect([did['shop/web/settings'], did['shop/web/reader']]).toEqual(['same', 'same']);
    } finally {
      stack.remove();
    }
  });
});

describe('an Output within a text', () => {
  it('that comes to an object fails the update, and says where it stands', async () => {
    const stack = await EngineStack.create();
    try {
      const failing = stack.up(() => {
        const provider = new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
        const build: wasm.ChartArgs['build'] = (app, tokens) => {
          const list = tokens.asAny<unknown>(pulumi.output(['a']));
          new kplus.ConfigMap(new Chart(app, 'web'), 'map', { data: { a: `list: ${list}` } });
        };
        new wasm.Chart('charts', { build }, { provider });
      });
      await expect(failing).rejects.toThrow(
        '[charts] web/map/Resource: data.a: an Output within the text came to an object, which is no text',
      );
    } finally {
      stack.remove();
    }
  });
});

describe('what is Pulumi’s own, with this package and without', () => {
  it('is that a transform is given values without the mark of a secret, and what it returns has none', async () => {
    const stack = await EngineStack.create();
    try {
      await stack.up(() => {
        const provider = new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
        const transforms: pulumi.ResourceTransform[] = [
          ({ props, opts }) => ({ props: { ...props, data: { ...props.data } }, opts }),
        ];
        const data = { key: pulumi.secret('hunter2') };
        new k8s.core.v1.ConfigMap('by-hand', { metadata: { name: 'a' }, data }, { provider, transforms });
      });
      expect(stack.kept).toContain('hunter2');
    } finally {
      stack.remove();
    }
  });

  it('is that a transformation, the older kind, leaves secrets what they are', async () => {
    const stack = await EngineStack.create();
    try {
      await stack.up(() => {
        const provider = new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
        const transformations: pulumi.ResourceTransformation[] = [
          ({ props, opts }) => ({ props: { ...props, data: { ...props.data } }, opts }),
        ];
        const data = { key: pulumi.secret('hunter2') };
        new k8s.core.v1.ConfigMap(
          'by-hand',
          { metadata: { name: 'a' }, data },
          { provider, transformations },
        );
      });
      expect(stack.kept).toContain('by-hand');
      expect(stack.kept).not.toContain('hunter2');
    } finally {
      stack.remove();
    }
  });

  it('is that yaml.v2.ConfigGroup keeps a secret for all to read', async () => {
    const stack = await EngineStack.create();
    try {
      await stack.up(() => {
        const provider = new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
        const data = { key: pulumi.secret('hunter2') };
        const objs = [
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data },
        ];
        new k8s.yaml.v2.ConfigGroup('manifests', { objs }, { provider });
      });
      expect(stack.kept).toContain('hunter2');
    } finally {
      stack.remove();
    }
  });
});
