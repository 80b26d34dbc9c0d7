import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import * as wasm from 'cdk8s-wasm/pulumi';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { circlesOf } from '../../src/pulumi/circles';
import { inOrder } from '../../src/pulumi/order';
import { synthesize } from '../../src/pulumi/synthesis';
import { record } from './monitor';

/** What each resource of charts waits for, of those that wait. */
async function waits(build: (app: App) => void): Promise<Record<string, string[]>> {
  const { resources } = await record(() => new wasm.Chart('shop', { build }));
  const short = (name: string): string => name.replace(/^shop\//, '');
  return Object.fromEntries(
    resources
      .filter(({ dependencies }) => dependencies.length > 0)
      .map(({ name, dependencies }) => [short(name), dependencies.map(short)]),
  );
}

function object(scope: Construct, id: string, kind: string, rest: object = {}, apiVersion = 'v1'): ApiObject {
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name: id }, ...rest });
}

describe('a resource waits', () => {
  it('for what cdk8s was told, and for nothing else', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web');
      const [a, b] = [object(chart, 'a', 'ConfigMap'), object(chart, 'b', 'ConfigMap')];
      object(chart, 'c', 'ConfigMap');
      a.addDependency(b);
    };
    expect(await waits(build)).toEqual({ 'web/a': ['web/b'] });
  });

  it('for all objects of a construct, and of another chart', async () => {
    const build = (app: App) => {
      const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
      const group = new Construct(second, 'group');
      const [a, b] = [object(group, 'a', 'ConfigMap'), object(group, 'b', 'ConfigMap')];
      object(first, 'one', 'ConfigMap');
      object(first, 'two', 'ConfigMap');
      b.addDependency(a);
      second.addDependency(first);
    };
    expect(await waits(build)).toEqual({
      'second/group/a': ['first/one', 'first/two'],
      'second/group/b': ['first/one', 'first/two', 'second/group/a'],
    });
  });

  it('for its namespace, and for the definition of its kind', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web', { namespace: 'shop' });
      object(chart, 'app', 'SpinApp', {}, 'core.spinkube.dev/v1alpha1');
      object(chart, 'shop', 'Namespace', { metadata: { name: 'shop', namespace: undefined } });
      object(
        new Chart(app, 'cluster'),
        'definition',
        'CustomResourceDefinition',
        { spec: { group: 'core.spinkube.dev', names: { kind: 'SpinApp' } } },
        'apiextensions.k8s.io/v1',
      );
    };
    expect(await waits(build)).toEqual({ 'web/app': ['cluster/definition', 'web/shop'] });
  });

  it('for what it names in the fields where Kubernetes looks for a name', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web');
      for (const [id, kind] of [
        ['settings', 'ConfigMap'],
        ['key', 'Secret'],
        ['pull', 'Secret'],
        ['tls', 'Secret'],
        ['account', 'ServiceAccount'],
        ['api', 'Service'],
      ]) {
        object(chart, id, kind);
      }
      const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }];
      const spec = {
        serviceAccountName: 'account',
        imagePullSecrets: [{ name: 'pull' }],
        containers: [{ name: 'tls', env, envFrom: [{ secretRef: { name: 'key' } }] }],
        runtimeClassName: 'fast',
      };
      object(chart, 'fast', 'RuntimeClass', { handler: 'fast' }, 'node.k8s.io/v1');
      object(chart, 'deployment', 'Deployment', { spec: { template: { spec } } }, 'apps/v1');
      const scaleTargetRef = { kind: 'Deployment', name: 'deployment' };
      object(chart, 'scaler', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef } }, 'autoscaling/v2');
      const rules = [{ http: { paths: [{ backend: { service: { name: 'api' } } }] } }];
      object(
        chart,
        'ingress',
        'Ingress',
        { spec: { rules, tls: [{ secretName: 'tls' }] } },
        'networking.k8s.io/v1',
      );
    };
    expect(await waits(build)).toEqual({
      'web/deployment': ['web/account', 'web/fast', 'web/key', 'web/pull', 'web/settings'],
      'web/scaler': ['web/deployment'],
      'web/ingress': ['web/api', 'web/tls'],
    });
  });

  it('for what it names by a generated name anywhere, as in a custom resource', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web');
      const settings = new kplus.ConfigMap(chart, 'settings');
      const spec = { from: `configmap:${settings.name}/a` };
      object(chart, 'app', 'SpinApp', { spec }, 'core.spinkube.dev/v1alpha1');
    };
    expect(await waits(build)).toEqual({ 'web/app': ['web/settings'] });
  });

  it('for no object that only has the same name', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web');
      const other = new Chart(app, 'other', { namespace: 'other' });
      object(other, 'key', 'Secret');
      object(chart, 'api', 'ConfigMap', { data: { key: 'key', app: 'api' } });
      const containers = [
        { name: 'key', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'key', key: 'a' } } }] },
      ];
      object(chart, 'pod', 'Pod', { spec: { containers } });
    };
    expect(await waits(build)).toEqual({});
  });

  it('never with its pods for its own Service, which is ready when they are', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web');
      const service = new kplus.Service(chart, 'service', { ports: [{ port: 80 }] });
      const url = `http://${service.name}/`;
      const template = { spec: { containers: [{ name: 'a', env: [{ name: 'SELF', value: url }] }] } };
      object(chart, 'set', 'StatefulSet', { spec: { serviceName: service.name, template } }, 'apps/v1');
      object(chart, 'map', 'ConfigMap', { data: { url } });
    };
    expect(await waits(build)).toEqual({});
  });

  it('for nobody where names lead in a circle, and for what cdk8s was told all the same', async () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'web');
      const refers = (name: string) => ({ spec: { secretRef: { name } } });
      const a = object(chart, 'a', 'Secret', refers('b'));
      const b = object(chart, 'b', 'Secret', refers('a'));
      object(chart, 'c', 'Secret', refers('b'));
      a.addDependency(b);
    };
    expect(await waits(build)).toEqual({ 'web/a': ['web/b'], 'web/c': ['web/b'] });
  });

  it('and says so where cdk8s was told of a circle', () => {
    const app = new App();
    const chart = new Chart(app, 'web');
    const [a, b] = [object(chart, 'a', 'Secret'), object(chart, 'b', 'Secret')];
    a.addDependency(b);
    b.addDependency(a);
    expect(() => synthesize(app)).toThrow('Dependency cycle detected: web/a => web/b => web/a');
  });
});

test('what a resource waits for always stands before it, whatever was told and named', () => {
  const edge = fc.record({ from: fc.nat(9), to: fc.nat(9), declared: fc.boolean() });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 25 }), (edges) => {
      const app = new App();
      const chart = new Chart(app, 'web');
      const names = Array.from({ length: 10 }, (_, i) => `s${i}`);
      const named = (i: number) =>
        edges.filter(({ from, declared }) => from === i && !declared).map(({ to }) => to);
      const objects = names.map((name, i) =>
        object(chart, name, 'Secret', {
          spec: { list: named(i).map((to) => ({ secretRef: { name: names[to] } })) },
        }),
      );
      // Told in one direction alone, so that it is no circle.
      const told = edges.filter(({ declared, from, to }) => declared && from > to);
      for (const { from, to } of told) objects[from].addDependency(objects[to]);

      const ordered = inOrder(app, synthesize(app));
      const at = new Map(ordered.map(({ object: { construct } }, index) => [construct, index]));
      expect(ordered).toHaveLength(10);
      for (const { object: own, needs } of ordered) {
        for (const other of needs) expect(at.get(other.construct)).toBeLessThan(at.get(own.construct)!);
      }
      for (const { from, to } of told) {
        const { needs } = ordered[at.get(objects[from])!];
        expect(needs.map(({ construct }) => construct)).toContain(objects[to]);
      }
    }),
  );
});

test('circles are those nodes that lead to each other', () => {
  const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 });
  fc.assert(
    fc.property(edges, (pairs) => {
      const nodes = [0, 1, 2, 3, 4, 5, 6, 7];
      const next = (node: number) => pairs.filter(([from]) => from === node).map(([, to]) => to);
      const reached = (from: number): Set<number> => {
        const seen = new Set([from]);
        for (const node of seen) for (const other of next(node)) seen.add(other);
        return seen;
      };
      const circles = circlesOf(nodes, next);
      for (const a of nodes) {
        for (const b of nodes) {
          expect(circles.get(a) === circles.get(b)).toBe(reached(a).has(b) && reached(b).has(a));
        }
      }
    }),
  );
});
