import { setTimeout } from 'node:timers/promises';
import { EnvValue, ImageFormat, type WasmImage, WasmService, type WasmServiceProps } from 'cdk8s-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at } from '../support/json';
import { ask } from './support/api';
import { deploy } from './support/app';
import { publish } from './support/images';
import { eventually, get, list } from './support/kubernetes';
import { CONNECTIONS, type LoadResult, startLoad } from './support/load';
import { TestNamespace } from './support/namespace';
import { serviceLeads } from './support/reach';
import { httpComponent } from './support/samples';
import { describeOnNode } from './support/target';

/** Longer than the longest request, which takes ten. */
const LONG_ENOUGH = { rollout: { preStopSeconds: 15 } };
const SWITCHED_OFF = { rollout: { preStopSeconds: 0 }, disruption: { enabled: false } };
/** As a proxy keeps a connection to a pod: together with the longest request, less than a pod goes on serving. */
const KEPT_SECONDS = 3;

describeOnNode('under load,', (cluster) => {
  const namespace = new TestNamespace('rollout');
  let image: WasmImage;
  beforeAll(async () => {
    await namespace.create();
    image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
  });
  afterAll(() => namespace.remove());

  describe('a rolling update', () => {
    test('loses no request when pods go on serving for longer than one takes', async () => {
      const { requests, failures } = await underLoad('kept', LONG_ENOUGH, release);
      expect(requests).toBeGreaterThan(100);
      expect(failures).toEqual([]);
    });

    test('cuts a connection once that a client never closes: nothing asks the client to', async () => {
      const { failures } = await underLoad('never-closed', LONG_ENOUGH, release, Number.POSITIVE_INFINITY);
      expect(failures.length).toBeGreaterThan(0);
      expect(failures.length).toBeLessThanOrEqual(CONNECTIONS);
      // A connection that the other side has closed or reset, as the moment has it.
      for (const { error } of failures) expect(error).toMatch(/^(socket hang up|read ECONNRESET)$/);
    });

    test('loses some when pods end at once, which shows that the load notices', async () => {
      expect(await failuresInFiveRuns('cut', release)).toBeGreaterThan(0);
    });
  });

  describe('the eviction of every pod, as kubectl drain asks for it,', () => {
    test('loses no request: one pod at a time goes, and goes on serving', async () => {
      const { requests, failures } = await underLoad('drained', LONG_ENOUGH, evictAll);
      expect(requests).toBeGreaterThan(100);
      expect(failures).toEqual([]);
    });

    test('loses some without a disruption budget', async () => {
      expect(await failuresInFiveRuns('drained-at-once', evictAll)).toBeGreaterThan(0);
    });
  });

  /** Replaces every pod of a service while it is asked; answers when the last old one is gone. */
  async function underLoad(
    name: string,
    props: Partial<WasmServiceProps>,
    replace: (name: string, props: Partial<WasmServiceProps>) => Promise<void>,
    keptSeconds = KEPT_SECONDS,
  ): Promise<LoadResult> {
    await release(name, props);
    await serviceLeads(namespace.name, name);
    const address = at(await get('service', name, namespace.name), 'spec', 'clusterIP');
    const load = startLoad(cluster, `http://${address}`, keptSeconds);
    try {
      await setTimeout(2000);
      const old = new Set(await podsOf(name));
      await replace(name, props);
      await eventually(
        'the end of the last old pod',
        async () => ((await podsOf(name)).some((pod) => old.has(pod)) ? undefined : true),
        () => namespace.state(),
      );
    } catch (error) {
      await load.end();
      throw error;
    }
    await setTimeout(1000);
    return load.end();
  }

  /** How many requests were lost in the first run that lost any. */
  async function failuresInFiveRuns(name: string, replace: typeof release): Promise<number> {
    for (let run = 1; run <= 5; run += 1) {
      const { failures } = await underLoad(name, SWITCHED_OFF, replace);
      if (failures.length > 0) return failures.length;
    }
    return 0;
  }

  async function release(name: string, props: Partial<WasmServiceProps>): Promise<void> {
    await deploy(namespace.name, (chart) => {
      const env = { RELEASE: EnvValue.of(String(Date.now())) };
      new WasmService(chart, 'Http', { name, image, env, ...props });
    });
    await namespace.rolledOut(name);
  }

  async function evictAll(name: string): Promise<void> {
    for (const pod of await podsOf(name)) {
      const eviction = {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: pod, namespace: namespace.name },
      };
      const path = `/api/v1/namespaces/${namespace.name}/pods/${pod}/eviction`;
      await eventually(`the eviction of ${pod}`, async () => {
        const { status, text } = await ask('POST', path, eviction);
        if (status >= 300 && !text.includes('disruption budget')) throw new Error(text);
        return status < 300 || undefined;
      });
    }
  }

  async function podsOf(name: string): Promise<string[]> {
    const pods = await list('pod', namespace.name, { 'app.kubernetes.io/name': name });
    return pods.map((pod) => String(at(pod, 'metadata', 'name')));
  }
});
