import { JsonPatch } from 'cdk8s';
import { Checks, WasmImage, WasmWorker } from 'cdk8s-wasm';
import { scalable } from 'cdk8s-wasm/plus';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { synth } from '../support/synth';
import { RELEASES, service, shop } from './kplus';

let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
});

describe.each(RELEASES)('a HorizontalPodAutoscaler of %s', (_, kplus) => {
  const byMemory = [kplus.Metric.resourceMemory(kplus.MetricTarget.averageUtilization(80))];
  const props = { metadata: { name: 'stock' }, minReplicas: 2, maxReplicas: 10, metrics: byMemory };

  test('scales the Deployment of a workload, which has no replicas any more', () => {
    const chart = shop('shop');
    const target = scalable(kplus, service(chart, 'stock'));
    expect(target.hasAutoscaler).toBe(false);
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target });
    expect(target.hasAutoscaler).toBe(true);
    const objects = synth(chart);
    expect(objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler')).toMatchObject({
      metadata: { name: 'stock', namespace: 'shop' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'stock' },
        minReplicas: 2,
        maxReplicas: 10,
      },
    });
    expect(objects.find(({ kind }) => kind === 'Deployment')).not.toHaveProperty('spec.replicas');
  });

  test('scales a worker', () => {
    const chart = shop();
    const worker = new WasmWorker(chart, 'queue', {
      name: 'queue',
      image: WasmImage.of('ghcr.io/acme/queue:1.4.0', { binarySize: 2_100_000 }),
    });
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target: scalable(kplus, worker) });
    expect(synth(chart).find(({ kind }) => kind === 'Deployment')).not.toHaveProperty('spec.replicas');
  });

  test('sees the containers as they are: name, image and resources, of side-cars no more than it sees of its own', () => {
    const stock = service(shop(), 'stock', {
      resources: { requests: { cpu: '0.25', memory: '96Mi' }, limits: { memory: '1Gi' } },
      sidecars: { proxy: { image: 'envoyproxy/envoy:v1.30.0' } },
    });
    const { containers } = scalable(kplus, stock).toScalingTarget();
    expect(containers).toHaveLength(1);
    const [{ name, image, resources }] = containers;
    expect({ name, image }).toEqual({ name: 'app', image: 'ghcr.io/acme/shop:1.4.0' });
    expect(resources?.cpu?.request?.amount).toBe('250m');
    expect(resources?.cpu?.limit).toBeUndefined();
    expect(resources?.memory?.request?.toMebibytes()).toBe(96);
    expect(resources?.memory?.limit?.toMebibytes()).toBe(1024);
  });

  test('may go by one container', () => {
    const chart = shop();
    const target = scalable(kplus, service(chart, 'stock'));
    const [container] = target.toScalingTarget().containers;
    const metric = kplus.Metric.containerMemory({
      container,
      target: kplus.MetricTarget.averageUtilization(80),
    });
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, metrics: [metric], target });
    expect(synth(chart).find(({ kind }) => kind === 'HorizontalPodAutoscaler')).toMatchObject({
      spec: {
        metrics: [{ type: 'ContainerResource', containerResource: { name: 'memory', container: 'app' } }],
      },
    });
  });

  test('needs no metrics, as the containers request something', () => {
    const chart = shop();
    const target = scalable(kplus, service(chart, 'stock'));
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, metrics: undefined, target });
    expect(synth(chart).map(({ kind }) => kind)).toContain('HorizontalPodAutoscaler');
  });

  test('leaves patches of the Deployment alone', () => {
    const chart = shop();
    const stock = service(chart, 'stock');
    stock.deployment.addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 3));
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target: scalable(kplus, stock) });
    expect(synth(chart).find(({ kind }) => kind === 'Deployment')).toHaveProperty('spec.minReadySeconds', 3);
  });

  test('is refused a workload that was given replicas, at the line that makes it', () => {
    const chart = shop();
    const target = scalable(kplus, service(chart, 'stock', { replicas: 3 }));
    expect(() => new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target })).toThrow(
      /^\[shop\/stock\] handOverScaling true: replicas is given too/,
    );
  });

  test('is refused a workload that scales by itself', () => {
    const chart = shop();
    const target = scalable(kplus, service(chart, 'stock', { autoscale: { max: 4, memory: 80 } }));
    expect(target.hasAutoscaler).toBe(true);
    expect(() => new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target })).toThrow(
      /it scales already/,
    );
  });

  test('is refused a workload that another one has, and so is autoscale', () => {
    const chart = shop();
    const stock = service(chart, 'stock');
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target: scalable(kplus, stock) });
    expect(
      () => new kplus.HorizontalPodAutoscaler(chart, 'second', { ...props, target: scalable(kplus, stock) }),
    ).toThrow(/an autoscaler made elsewhere has it already/);
    expect(() => stock.autoscale({ max: 4, memory: 80 })).toThrow(
      /an autoscaler made elsewhere has it already/,
    );
  });

  test('finds replicas that a patch brings back', () => {
    const chart = shop();
    const stock = service(chart, 'stock');
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { ...props, target: scalable(kplus, stock) });
    stock.deployment.addJsonPatch(JsonPatch.add('/spec/replicas', 3));
    expect(() => synth(chart)).toThrow(/replicas-and-autoscaler: Deployment stock \/spec\/replicas 3/);
  });
});

describe.each(RELEASES)('the checks of a workload that %s scales', (_, kplus) => {
  const share = kplus.MetricTarget.averageUtilization(80);

  test('warn of a metric that nobody has shown the shim to report', () => {
    const chart = shop();
    const target = scalable(kplus, service(chart, 'stock'));
    const metrics = [kplus.Metric.resourceCpu(share)];
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4, metrics });
    synth(chart);
    expect(Checks.of(chart).findings.map(({ id, path }) => [id, path])).toContainEqual([
      'unproven',
      'shop/stock',
    ]);
  });

  test('find a share of something that a side-car does not request', () => {
    const chart = shop();
    const stock = service(chart, 'stock', { sidecars: { proxy: { image: 'envoyproxy/envoy:v1.30.0' } } });
    const metrics = [kplus.Metric.resourceMemory(share)];
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', {
      target: scalable(kplus, stock),
      maxReplicas: 4,
      metrics,
    });
    expect(() => synth(chart)).toThrow(/autoscaler-requests: .*the container proxy requests no memory/);
  });

  test('do not look at the autoscalers of others', () => {
    const chart = shop();
    const metrics = [kplus.Metric.resourceMemory(share)];
    for (const name of ['stock', 'front']) {
      const target = scalable(kplus, service(chart, name));
      const by = name === 'front' ? [kplus.Metric.resourceCpu(share)] : metrics;
      new kplus.HorizontalPodAutoscaler(chart, `${name}-scaler`, { target, maxReplicas: 4, metrics: by });
    }
    synth(chart);
    const found = Checks.of(chart).findings.filter(({ id }) => id === 'unproven');
    expect(found.map(({ path }) => path)).toEqual(['shop/front']);
  });
});
