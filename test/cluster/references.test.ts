import { ImageFormat, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, type Json, object, objects } from '../support/json';
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
  beforeAll(async () => {
    await namespace.create();
    const image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
    await deploy(namespace.name, (chart) => {
      new WasmService(chart, 'Http', {
        name: NAME,
        image,
        autoscale: { min: 2, max: 3, memory: 80 },
        ingress: { hosts: ['referenced.example.com'] },
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

  test('an Ingress names a port that the Service has', async () => {
    const [rule] = objects(object(await get('ingress', NAME, namespace.name), 'spec'), 'rules');
    const [path] = objects(object(rule, 'http'), 'paths');
    const backend: Json = object(object(path, 'backend'), 'service');
    const service = await get('service', String(backend.name), namespace.name);
    const ports = objects(object(service, 'spec'), 'ports');
    const { name, number } = Object(backend.port);
    expect(ports.some((port) => port.name === name || port.port === number)).toBe(true);
  });
});
