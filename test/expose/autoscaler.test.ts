import { JsonPatch } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { type AutoscaleSpec, type ResourcesSpec, WasmPlatform } from '../../src';
import { at, type Json } from '../support/json';
import { chartOn, MAKE, only, refusalOf, synthApp } from '../workload/make';

const synthWith = (autoscale: AutoscaleSpec, resources?: ResourcesSpec): Json[] => {
  const chart = chartOn(WasmPlatform.kind());
  MAKE.SpinApp(chart, 'hello', { autoscale, ...(resources && { resources }) });
  return synthApp(chart);
};
const utilization = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

describe('a workload that scales by itself', () => {
  it('has an autoscaler of its Deployment and no number of replicas', () => {
    const manifests = synthWith({ max: 10, memory: 80 });
    expect(only(manifests, 'HorizontalPodAutoscaler')).toMatchObject({
      metadata: { name: 'hello', labels: { 'app.kubernetes.io/name': 'hello' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hello' },
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [utilization('memory', 80)],
      },
    });
    expect(at(only(manifests, 'Deployment'), 'spec')).not.toHaveProperty('replicas');
  });

  it('scales by CPU and memory, and waits before it takes pods away', () => {
    const spec = { min: 3, max: 9, cpu: 60, memory: 70, scaleDownStabilizationSeconds: 120 };
    expect(at(only(synthWith(spec), 'HorizontalPodAutoscaler'), 'spec')).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hello' },
      minReplicas: 3,
      maxReplicas: 9,
      metrics: [utilization('cpu', 60), utilization('memory', 70)],
      behavior: { scaleDown: { stabilizationWindowSeconds: 120 } },
    });
  });

  it('asks for what it scales by', () => {
    const container = at(
      only(synthWith({ max: 3, cpu: 60, memory: 70 }), 'Deployment'),
      'spec',
      'template',
      'spec',
    );
    const [guest] = Object(container).containers;
    expect(guest.resources.requests).toEqual({ cpu: '50m', memory: '16Mi' });
  });

  test.each<[AutoscaleSpec, string]>([
    [{ max: 3 }, 'autoscale {"max":3}: nothing to scale by; fix: cpu: 60'],
    [{ max: 0, cpu: 60 }, 'autoscale.max 0: out of range; allowed: a whole number, 1 or more'],
    [{ max: 1, cpu: 60 }, 'autoscale.max 1: less than min, 2; allowed: 2 or more'],
    [{ min: 5, max: 3, cpu: 60 }, 'autoscale.max 3: less than min, 5'],
    [{ min: 0, max: 3, cpu: 60 }, 'autoscale.min 0: out of range'],
    [{ max: 3, cpu: 0 }, 'autoscale.cpu 0: out of range'],
    [{ max: 3, memory: 1.5 }, 'autoscale.memory 1.5: out of range'],
    [
      { max: 3, cpu: 60, scaleDownStabilizationSeconds: 3601 },
      'autoscale.scaleDownStabilizationSeconds 3601: out of range; allowed: a whole number, 0 to 3600',
    ],
  ])('is refused as %o', (autoscale, message) => {
    expect(refusalOf(() => synthWith(autoscale))).toContain(`[chart/hello] ${message}`);
  });

  it('is refused where a number of replicas is given too', () => {
    const act = () => MAKE.WasmWorker(chartOn(), 'hello', { replicas: 3, autoscale: { max: 5, memory: 80 } });
    expect(refusalOf(act)).toMatch(
      /^\[chart\/hello\] autoscale .*: replicas is given too, .*; fix: leave out replicas/,
    );
  });

  it('is refused where a patch takes away the request that it scales by', () => {
    const chart = chartOn();
    const worker = MAKE.WasmWorker(chart, 'hello', { autoscale: { max: 5, memory: 80 } });
    worker.deployment.addJsonPatch(JsonPatch.remove('/spec/template/spec/containers/0/resources'));
    expect(refusalOf(() => synthApp(chart))).toContain('[chart/hello] autoscaler-requests: ');
  });
});
