import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesIn } from '../engine/run';
import { at, objects } from '../support/json';
import { eventually, list } from './support/kubernetes';
import { Shop } from './support/shop';
import { describeWithPush } from './support/target';

/** No registry has it. */
const MISSING = `sha256:${'b'.repeat(64)}`;

describeWithPush('a stack of Pulumi whose update goes wrong', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.create('pulumi-faults');
    await shop.stack.up(shop.program());
    await shop.answers('GREETING=hello');
  });
  afterAll(() => shop?.remove());

  test('fails in the time that it was given, and says what the pods say; those before go on', async () => {
    const failing = shop.stack.up(shop.program({ digest: MISSING, timeoutSeconds: 20 }));
    await expect(failing).rejects.toThrow(/failed to pull and unpack image "\S+@sha256:b+"/);
    await shop.answers('GREETING=hello');
  });

  test('completes with the next program that can run', async () => {
    const run = await shop.stack.up(shop.program({ greeting: 'good morning' }));
    expect(changesIn(run)).toEqual({ 'api/Deployment': 'update' });
    await shop.answers('GREETING=good morning');
  });

  test('completes with the next update where it was interrupted', async () => {
    await interrupted();
    const run = await shop.stack.up(shop.program({ greeting: 'good night' }));
    expect(changesIn(run)).toEqual({ 'api/Deployment': 'update' });
    await shop.answers('GREETING=good night');
    expect(await images()).not.toContain(MISSING);
  });

  test('goes back to what it was with a refresh, and not without one, where it was interrupted', async () => {
    await interrupted();
    expect(changesIn(await shop.stack.up(shop.program({ greeting: 'good night' })))).toEqual({});
    expect(await images()).toContain(MISSING);
    expect(changesIn(await shop.stack.refresh())).toMatchObject({ 'api/Deployment': 'update' });
    const changes = changesIn(await shop.stack.up(shop.program({ greeting: 'good night' })));
    expect(changes).toMatchObject({ 'api/Deployment': 'update' });
    // The Service too, where the refresh has found it without pods.
    expect(new Set(Object.values(changes))).toEqual(new Set(['update']));
    expect(await images()).not.toContain(MISSING);
  });

  /** An update that is interrupted, as by Ctrl+C, when it waits for pods that cannot start. */
  async function interrupted(): Promise<void> {
    const interrupt = new AbortController();
    const up = shop.stack.up(shop.program({ digest: MISSING }), interrupt.signal);
    const ended = expect(up).rejects.toThrow(/cancel/);
    await eventually(
      'a pod of an image that is missing',
      async () => (await images()).includes(MISSING) || undefined,
    );
    interrupt.abort();
    await ended;
  }

  /** The digests that pods are to run. */
  async function images(): Promise<string> {
    const pods = await list('pod', shop.namespace.name);
    return pods
      .flatMap((pod) =>
        objects(Object(pod.spec), 'containers').map((container) => `${at(container, 'image')}`),
      )
      .join('\n');
  }
});
