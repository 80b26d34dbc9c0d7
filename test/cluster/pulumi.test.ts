import { readFileSync } from 'node:fs';
import type * as pulumi from '@pulumi/pulumi';
import * as core from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { changesIn } from '../engine/run';
import { at } from '../support/json';
import { deploy } from './support/app';
import { get, kubectl, list, tryKubectl } from './support/kubernetes';
import { platform } from './support/platform';
import { PASSWORD, Shop } from './support/shop';
import { describeWithPush, kubeconfig, sharedRegistry } from './support/target';

describeWithPush('a stack of Pulumi', () => {
  let shop: Shop;
  let namespace: string;
  beforeAll(async () => {
    shop = await Shop.create('pulumi');
    namespace = shop.namespace.name;
  });
  afterAll(() => shop?.remove());

  test('is whole in a preview, which makes nothing', async () => {
    const { did } = await shop.stack.preview(shop.program());
    expect(Object.keys(did).sort()).toEqual([
      'api',
      'api/Deployment',
      'api/DisruptionBudget',
      'api/Service',
      'class',
      'class/RuntimeClass',
      'database',
      'image',
      'namespace',
    ]);
    expect(new Set(Object.values(did))).toEqual(new Set(['create']));
    expect(await exists('namespace', namespace)).toBe(false);
  });

  test('is up when its pods are ready, and they have what it gave them', async () => {
    const { outputs } = await shop.stack.up(shop.program());
    expect(outputs.ready.value).toBe(2);
    expect(outputs.url.value).toBe(`http://api.${namespace}.svc/`);
    await shop.answers('GREETING=hello');
    await shop.answers(`PASSWORD=${PASSWORD}`);
  });

  test('changes nothing where nothing has changed', async () => {
    expect(changesIn(await shop.stack.up(shop.program()))).toEqual({});
  });

  test('changes the one resource that has changed', async () => {
    const run = await shop.stack.up(shop.program({ greeting: 'good evening' }));
    expect(changesIn(run)).toEqual({ 'api/Deployment': 'update' });
    await shop.answers('GREETING=good evening');
  });

  /** As it stays from here on. */
  const renamed = { greeting: 'good evening', renamed: true };

  test('replaces nothing where a component is called otherwise, with an alias', async () => {
    const before = await uidOf('deployment', 'api');
    const run = await shop.stack.up(shop.program(renamed));
    expect(changesIn(run)).toEqual({});
    expect(Object.keys(run.did)).toContain('shop-api/Deployment');
    expect(await uidOf('deployment', 'api')).toBe(before);
  });

  test('notices in a refresh what somebody has deleted, and makes it again', async () => {
    await kubectl(['delete', 'deployment', 'api', '-n', namespace]);
    expect((await shop.stack.refresh()).did).toMatchObject({
      'shop-api/Deployment': 'delete',
      'shop-api/Service': 'same',
    });
    const run = await shop.stack.up(shop.program(renamed));
    expect(changesIn(run)).toEqual({ 'shop-api/Deployment': 'create' });
    await shop.answers('GREETING=good evening');
  });

  test('takes over what cdk8s and kubectl have made, and the same pods go on', async () => {
    const image = core.WasmImage.of(`${sharedRegistry}/${namespace}/http:1.0.0`, { binarySize: 4000 });
    const props = { name: 'old', image, replicas: 1 };
    await deploy(namespace, (chart) => {
      new core.WasmService(chart, 'Old', props);
    });
    await shop.namespace.rolledOut('old');
    const before = await Promise.all([podsOf('old'), uidOf('service', 'old')]);

    const takingOver = (taken: pulumi.CustomResourceOptions) =>
      shop.program({
        ...renamed,
        more: (options) => {
          const transformations: pulumi.ResourceTransformation[] = [
            ({ type, props: own, opts }) =>
              type.startsWith('kubernetes:') ? { props: own, opts: { ...opts, ...taken } } : undefined,
          ];
          new wasm.WasmService('old', { ...props, namespace, platform }, { ...options, transformations });
        },
      });
    // What the API server has given a Service is no part of the program.
    const ignoreChanges = ['spec.clusterIP', 'spec.clusterIPs'];
    const first = await shop.stack.up(takingOver({ import: `${namespace}/old`, ignoreChanges }));
    expect(first.text).toMatch(/\b3 imported\b/);
    expect(changesIn(await shop.stack.up(takingOver({ ignoreChanges })))).toEqual({});
    expect(await Promise.all([podsOf('old'), uidOf('service', 'old')])).toEqual(before);
  });

  test('is destroyed whole', async () => {
    const { did } = await shop.stack.destroy();
    expect(new Set(Object.values(did))).toEqual(new Set(['delete']));
    expect(await exists('namespace', namespace)).toBe(false);
    expect(await exists('runtimeclass', shop.className)).toBe(false);
  });

  test('shows its secrets nowhere: in no state, no history, no event and no line', () => {
    const { kept } = shop.stack;
    // What is no secret is there, so that a search finds what there is.
    expect(kept).toContain('good evening');
    const users: unknown = parse(readFileSync(kubeconfig, 'utf8')).users[0].user;
    const key = `${at(users, 'client-key-data') ?? at(users, 'token') ?? at(users, 'password')}`;
    expect(key.length).toBeGreaterThan(10);
    for (const secret of [PASSWORD, Buffer.from(PASSWORD).toString('base64').replace(/=+$/, ''), key]) {
      expect(kept.includes(secret)).toBe(false);
    }
  });

  const uidOf = async (kind: string, name: string) => at(await get(kind, name, namespace), 'metadata', 'uid');

  const podsOf = async (name: string) =>
    (await list('pod', namespace, { 'app.kubernetes.io/name': name })).map((pod) =>
      at(pod, 'metadata', 'uid'),
    );

  async function exists(kind: string, name: string): Promise<boolean> {
    const { code, stderr } = await tryKubectl(['get', kind, name]);
    if (code !== 0 && !stderr.includes('NotFound')) throw new Error(stderr);
    return code === 0;
  }
});
