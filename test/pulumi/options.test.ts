import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { ApiObject, Chart } from 'cdk8s';
import * as wasm from 'cdk8s-wasm/pulumi';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { record } from './monitor';

/** A component with a ConfigMap and a SpinApp, each in a construct of its own. */
function shop(args: Partial<wasm.ChartArgs> = {}, options?: pulumi.ComponentResourceOptions): wasm.Chart {
  return new wasm.Chart(
    'shop',
    {
      build: (app) => {
        const chart = new Chart(app, 'web');
        new ApiObject(new Construct(chart, 'settings'), 'Resource', { apiVersion: 'v1', kind: 'ConfigMap' });
        new ApiObject(new Construct(chart, 'api'), 'App', {
          apiVersion: 'core.spinkube.dev/v1alpha1',
          kind: 'SpinApp',
          spec: { image: 'a' },
        });
      },
      ...args,
    },
    options,
  );
}

const [MAP, APP] = ['shop/web/settings', 'shop/web/api/App'];

describe('aliases', () => {
  it('name an object by where its construct stood before, or one above it', async () => {
    const aliases = { 'web/settings': 'web/config', 'web/api': ['web/app', 'old/app'] };
    const recording = await record(() => shop({ aliases }));
    expect(recording.get(MAP).aliases).toContain('shop/web/config');
    expect(recording.get(APP).aliases).toEqual(['shop/web/app/App', 'shop/old/app/App']);
  });

  it('are refused for a path where nothing stands', async () => {
    await record(() => {
      expect(() => shop({ aliases: { 'web/setings': 'web/config' } })).toThrow(
        '[shop] aliases "web/setings": no construct of that path has objects; allowed: the paths under which constructs stand now (web/settings, web/api/App)',
      );
    });
  });

  it('of the component reach its resources, as the names of these begin with its own', async () => {
    const recording = await record(() => shop({}, { aliases: [{ name: 'store' }] }));
    expect(recording.get('shop').aliases).toEqual(['store']);
    // The engine takes the one beginning for the other; that it does is shown in test/engine.
    expect(recording.names.every((name) => name.startsWith('shop'))).toBe(true);
  });
});

describe('waitFor', () => {
  const annotations = (input: unknown): unknown => Object(input).annotations;

  it.each(['SpinApp', 'core.spinkube.dev/SpinApp'])(
    'says once for a kind what makes it ready: %s',
    async (kind) => {
      const recording = await record(() => shop({ waitFor: { [kind]: 'condition=Available' } }));
      expect(annotations(recording.get(APP).inputs.metadata)).toEqual({
        'pulumi.com/waitFor': 'condition=Available',
      });
      expect(annotations(recording.get(MAP).inputs.metadata)).toBeUndefined();
    },
  );

  it('leaves an annotation that the object has', async () => {
    const own = { 'pulumi.com/waitFor': 'jsonpath={.phase}=Running', other: 'x' };
    const recording = await record(
      () =>
        new wasm.Chart('shop', {
          waitFor: { X: 'condition=Ready' },
          build: (app) => {
            const chart = new Chart(app, 'web');
            const metadata = { name: 'x', annotations: own };
            new ApiObject(chart, 'x', { apiVersion: 'a.b/v1', kind: 'X', metadata });
            new ApiObject(chart, 'y', {
              apiVersion: 'a.b/v1',
              kind: 'X',
              metadata: { annotations: { other: 'x' } },
            });
          },
        }),
    );
    expect(annotations(recording.get('shop/web/x').inputs.metadata)).toEqual(own);
    expect(annotations(recording.get('shop/web/y').inputs.metadata)).toEqual({
      'pulumi.com/waitFor': 'condition=Ready',
      other: 'x',
    });
  });

  it('is refused for a kind that no object has', async () => {
    await record(() => {
      expect(() => shop({ waitFor: { Spinapp: 'condition=Available' } })).toThrow(
        '[shop] waitFor "Spinapp": no object is of that kind; allowed: ConfigMap, SpinApp, core.spinkube.dev/SpinApp',
      );
    });
  });
});

describe('options of resources', () => {
  it('come on top of those that follow from the tree', async () => {
    const recording = await record(() => {
      const first = new k8s.core.v1.ConfigMap('first', {});
      shop({
        resourceOptions: ({ kind }) =>
          kind === 'SpinApp' ? { ignoreChanges: ['spec.replicas'], dependsOn: [first] } : undefined,
      });
    });
    expect(recording.get(APP)).toMatchObject({
      ignoreChanges: ['spec.replicas'],
      dependencies: ['first'],
      parent: 'shop',
    });
    expect(recording.get(MAP)).toMatchObject({ ignoreChanges: [], dependencies: [], parent: 'shop' });
  });

  it('of the component reach its resources: provider, transformations, what it depends on', async () => {
    const recording = await record(() => {
      const provider = new k8s.Provider('cluster', {});
      const first = new k8s.core.v1.ConfigMap('first', {});
      const transformations: pulumi.ResourceTransformation[] = [
        ({ type, props, opts }) =>
          type === 'kubernetes:core/v1:ConfigMap'
            ? { props: { ...props, data: { added: 'yes' } }, opts }
            : undefined,
      ];
      shop({}, { provider, transformations, dependsOn: [first] });
    });
    expect(recording.get(APP).provider).toBe('cluster');
    expect(recording.get(MAP)).toMatchObject({ provider: 'cluster', dependencies: ['first'] });
    expect(recording.get(MAP).inputs.data).toEqual({ added: 'yes' });
  });
});

describe('two constructs that would be one resource', () => {
  it('are refused', async () => {
    await record(() => {
      const build: wasm.ChartArgs['build'] = (app) => {
        const chart = new Chart(app, 'web');
        const outer = new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
        new ApiObject(outer, 'Resource', { apiVersion: 'v1', kind: 'ConfigMap' });
      };
      expect(() => new wasm.Chart('shop', { build })).toThrow(
        '[shop] web/map/Resource and web/map: both would be the resource shop/web/map; fix: give one of the constructs another id',
      );
    });
  });
});
