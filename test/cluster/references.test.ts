import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { ImageFormat, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, isObject, type Json, object, objects } from '../support/json';
import { sharedPath } from '../support/shared';
import { deploy } from './support/app';
import { publish } from './support/images';
import { eventually, get, list } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition } from './support/node';
import { httpComponent } from './support/samples';
import { describeWithImages } from './support/target';

const NAME = 'referenced';

// The controllers say whether what an object names is there.
describeWithImages('on the cluster', () => {
  const namespace = new TestNamespace('references');
  const hasRoutes = sharedPath('crds') !== undefined;
  beforeAll(async () => {
    await namespace.create();
    const image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
    await deploy(namespace.name, (chart) => {
      const service = new WasmService(chart, 'Http', {
        name: NAME,
        image,
        autoscale: { min: 2, max: 3, memory: 80 },
        ingress: { hosts: ['referenced.example.com'] },
      });
      const pods = kplus.Pods.select(chart, 'Pods', { labels: service.matchLabels });
      new kplus.NetworkPolicy(chart, 'Policy', { metadata: { name: NAME }, selector: pods });
      if (!hasRoutes) return;
      const backend = { name: service.serviceName, port: 80 };
      new ApiObject(chart, 'Route', {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: NAME },
        spec: { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [backend] }] },
      });
    });
    // The autoscaler decides how many: a Deployment without a number starts with one.
    await eventually(
      'the least number of pods',
      async () =>
        at(await get('deployment', NAME, namespace.name), 'status', 'readyReplicas') === 2 || undefined,
      () => namespace.state(),
    );
  });
  afterAll(() => namespace.remove());

  test('a Service leads to the ports of its ready pods', async () => {
    const slices = await list('endpointslice', namespace.name, { 'kubernetes.io/service-name': NAME });
    const ports = slices.flatMap((slice) => objects(slice, 'ports').map(({ port }) => port));
    const ready = slices
      .flatMap((slice) => objects(slice, 'endpoints'))
      .filter((endpoint) => at(endpoint, 'conditions', 'ready') === true);
    expect(ports).toEqual([8080]);
    expect(ready).toHaveLength(2);
  });

  test('a disruption budget counts the pods, and lets one go', async () => {
    const status = await eventually('a budget that has counted', async () => {
      const found = object(await get('pdb', NAME, namespace.name), 'status');
      return found.currentHealthy === 2 ? found : undefined;
    });
    expect(status).toMatchObject({ expectedPods: 2, disruptionsAllowed: 1 });
  });

  test('an autoscaler finds what it scales', async () => {
    const hpa = await eventually('an autoscaler that has looked', async () => {
      const found = await get('hpa', NAME, namespace.name);
      return at(found, 'status', 'currentReplicas') === 2 ? found : undefined;
    });
    expect(hasCondition(hpa, 'AbleToScale')).toBe(true);
  });

  test('a NetworkPolicy of cdk8s-plus selects the pods by their labels', async () => {
    const { podSelector } = object(await get('networkpolicy', NAME, namespace.name), 'spec');
    const labels = Object.fromEntries(
      Object.entries(object(isObject(podSelector) ? podSelector : {}, 'matchLabels')).map(([key, value]) => [
        key,
        String(value),
      ]),
    );
    const selected = await list('pod', namespace.name, labels);
    expect(selected).toHaveLength(2);
    expect(await list('pod', namespace.name)).toHaveLength(2);
  });

  test('an HTTPRoute names a port that the Service has', async (context) => {
    if (!hasRoutes) context.skip('the definition of HTTPRoute does not lie beside the checkout');
    const [rule] = objects(object(await get('httproute', NAME, namespace.name), 'spec'), 'rules');
    const [{ name, port }] = objects(rule, 'backendRefs');
    expect(await portsOf(String(name))).toContainEqual(expect.objectContaining({ port }));
  });

  test('an Ingress names a port that the Service has', async () => {
    const [rule] = objects(object(await get('ingress', NAME, namespace.name), 'spec'), 'rules');
    const [path] = objects(object(rule, 'http'), 'paths');
    const backend: Json = object(object(path, 'backend'), 'service');
    const { name, number } = Object(backend.port);
    const ports = await portsOf(String(backend.name));
    expect(ports.some((port) => port.name === name || port.port === number)).toBe(true);
  });

  async function portsOf(service: string): Promise<Json[]> {
    return objects(object(await get('service', service, namespace.name), 'spec'), 'ports');
  }
});
