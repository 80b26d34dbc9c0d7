import { setTimeout } from 'node:timers/promises';
import { type AutoscaleSpec, ImageFormat, type WasmImage, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, objects } from '../support/json';
import { deploy } from './support/app';
import { publish } from './support/images';
import { eventually, get, list, tryKubectl } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { serviceLeads, throughService } from './support/reach';
import { httpComponent } from './support/samples';
import { describeOnNode } from './support/target';

describeOnNode('an autoscaler with metrics-server', () => {
  const namespace = new TestNamespace('autoscale');
  let image: WasmImage;
  beforeAll(async () => {
    await namespace.create();
    image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
  });
  afterAll(() => namespace.remove());

  // Side by side: most of the time goes by until somebody measures.
  test.concurrent('adds pods while memory is in use, and takes them away after', async () => {
    await release('by-memory', { memory: 60 });
    expect(await replicas('by-memory')).toBe(1);

    const held = [1, 2, 3].map(() => askedUntilDone('by-memory', '/hold/45'));
    await reaches('by-memory', 3);
    // One that a pod served which was taken away again is cut.
    for (const each of held) expect(await each.end()).toContain(200);
    await reaches('by-memory', 1);
  });

  test.concurrent('adds pods while a guest computes, and takes them away after', async () => {
    await release('by-cpu', { cpu: 50 });
    expect(await replicas('by-cpu')).toBe(1);

    const burnt = askedUntilDone('by-cpu', '/burn/400', 600);
    await reaches('by-cpu', 3);
    expect(await burnt.end()).toContain(200);
    await reaches('by-cpu', 1);
  });

  /**
   * One request after the other, as a busy node may take its time to measure; they end with the different statuses.
   *
   * @param restMs between two of them; in the first minute only, as a busy node may leave too little of such a load
   */
  function askedUntilDone(name: string, path: string, restMs = 0) {
    let isDone = false;
    const statuses = new Set<number>();
    const asking = (async () => {
      const restless = Date.now() + 60_000;
      while (!isDone) {
        statuses.add((await throughService(namespace.name, name, path)).status);
        if (Date.now() < restless) await setTimeout(restMs);
      }
    })();
    return {
      end: async () => {
        isDone = true;
        await asking;
        return [...statuses];
      },
    };
  }

  /** Answers when the autoscaler has seen the first figures of its one pod. */
  async function release(name: string, metric: Partial<AutoscaleSpec>): Promise<void> {
    await deploy(namespace.name, (chart) => {
      new WasmService(chart, 'Http', {
        name,
        image,
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        autoscale: { min: 1, max: 3, scaleDownStabilizationSeconds: 5, ...metric },
        rollout: { preStopSeconds: 0 },
      });
    });
    await serviceLeads(namespace.name, name);
    await eventually(
      'a figure',
      async () => {
        const metrics = objects(
          Object(at(await get('hpa', name, namespace.name), 'status')),
          'currentMetrics',
        );
        return metrics.find((each) => at(each, 'resource', 'current', 'averageUtilization') !== undefined);
      },
      () => state(name),
    );
  }

  async function reaches(name: string, count: number): Promise<void> {
    const isThere = async () => ((await replicas(name)) === count ? true : undefined);
    await eventually(`${count} pods`, isThere, () => state(name), 180);
  }

  async function replicas(name: string): Promise<number> {
    const pods = await list('pod', namespace.name, { 'app.kubernetes.io/name': name });
    return pods.filter((pod) => at(pod, 'metadata', 'deletionTimestamp') === undefined).length;
  }

  async function state(name: string): Promise<string> {
    const { stdout } = await tryKubectl(['describe', 'hpa', name, '-n', namespace.name]);
    return `${await namespace.state()}\n${stdout}`;
  }
});
