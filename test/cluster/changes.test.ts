import type { Chart } from 'cdk8s';
import { ImageFormat, type WasmImage, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, type Json } from '../support/json';
import { deploy } from './support/app';
import { publish } from './support/images';
import { eventually, get, list } from './support/kubernetes';
import { TestNamespace } from './support/namespace';
import { hasCondition } from './support/node';
import { httpComponent } from './support/samples';
import { describeWithImages } from './support/target';

const NAME = 'changing';

describeWithImages('applying again', () => {
  const namespace = new TestNamespace('changes');
  let image: WasmImage;
  beforeAll(async () => {
    await namespace.create();
    image = await publish('http', await httpComponent(), ImageFormat.RUNWASI);
    await release({});
  });
  afterAll(() => namespace.remove());

  test('the same manifests changes nothing', async () => {
    const objects = await release({});
    const before = await versionsOf(objects);
    expect(await versionsOf(await release({}))).toEqual(before);
  });

  test('another greeting in a file, a ConfigMap of ours, rolls the pods', async () => {
    const before = await podNames();
    await release({ greeting: 'good evening' });
    const after = await podNames();
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });

  test('another secret in a file rolls the pods', async () => {
    const before = await podNames();
    await release({ greeting: 'good evening', token: 'other' });
    expect((await podNames()).filter((name) => before.includes(name))).toEqual([]);
  });

  test('what is not in the pods rolls none', async () => {
    const before = await podNames();
    await release({ greeting: 'good evening', token: 'other', annotation: 'new' });
    expect(await podNames()).toEqual(before);
  });

  interface Release {
    readonly greeting?: string;
    readonly token?: string;
    readonly annotation?: string;
  }

  async function release({
    greeting = 'good morning',
    token = 's3cret',
    annotation,
  }: Release): Promise<Json[]> {
    const objects = await deploy(namespace.name, (chart: Chart) => {
      new WasmService(chart, 'Http', {
        name: NAME,
        image,
        files: { '/etc/greeting': { content: greeting }, '/etc/token': { content: token, secret: true } },
        ...(annotation !== undefined && { annotations: { 'example.com/note': annotation } }),
        rollout: { preStopSeconds: 0 },
      });
    });
    await namespace.rolledOut(NAME);
    return objects;
  }

  /** The versions of the objects once controllers have written all that they will. */
  async function versionsOf(objects: readonly Json[]): Promise<Record<string, unknown>> {
    await settled();
    const found = objects.map(async ({ kind, metadata }) => {
      const name = String(at(metadata, 'name'));
      const object = await get(String(kind), name, namespace.name);
      return [`${kind}/${name}`, at(object, 'metadata', 'resourceVersion')];
    });
    return Object.fromEntries(await Promise.all(found));
  }

  async function settled(): Promise<void> {
    let last = '';
    await eventually('a Deployment that nobody writes to', async () => {
      const now = JSON.stringify([
        await get('deployment', NAME, namespace.name),
        await get('pdb', NAME, namespace.name),
      ]);
      const same = now === last;
      last = now;
      return same || undefined;
    });
  }

  /** The pods that are there to stay. */
  async function podNames(): Promise<string[]> {
    await eventually('only pods that stay', async () => {
      const pods = await list('pod', namespace.name, { 'app.kubernetes.io/name': NAME });
      const all = pods.length === 2 && pods.every((pod) => hasCondition(pod, 'Ready'));
      return (
        (all && pods.every((pod) => at(pod, 'metadata', 'deletionTimestamp') === undefined)) || undefined
      );
    });
    const pods = await list('pod', namespace.name, { 'app.kubernetes.io/name': NAME });
    return pods.map((pod) => String(at(pod, 'metadata', 'name'))).sort();
  }
});
