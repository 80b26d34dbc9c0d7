import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import { WasmPlatform } from 'cdk8s-wasm';
import { RegistryClient } from 'cdk8s-wasm/oci';
import * as wasm from 'cdk8s-wasm/pulumi';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRegistry, htpasswd, scratch, type TestRegistry, USER } from '../oci/registry';
import { HELLO } from '../oci/wasm';
import { changesIn, type Run } from './run';
import { EngineStack } from './stack';

/** A command that differs from others of another number in a custom section alone. */
const command = (number: number): Buffer => Buffer.concat([HELLO, Buffer.from([0, 3, 1, 0x6e, number])]);

interface Variant {
  readonly tag?: string;
  readonly password?: string;
  readonly broken?: boolean;
  /** Another registry. */
  readonly at?: string;
}

interface Held {
  readonly host: string;
  asked(): number;
  stop(): void;
}

/** A registry that never answers, and tells when it is first asked. */
async function holdUp(onAsked: () => void): Promise<Held> {
  let asked = 0;
  const server = createServer(() => {
    asked += 1;
    if (asked === 1) onAsked();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Object(server.address());
  return {
    host: `127.0.0.1:${port}`,
    asked: () => asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describeWithRegistry('an image of a stack in the real engine', (startRegistry) => {
  let registry: TestRegistry;
  let client: RegistryClient;
  let stack: EngineStack;
  beforeAll(async () => {
    const folder = scratch();
    registry = await startRegistry({ auth: htpasswd(folder) }, folder);
    client = new RegistryClient({ credentials: async () => ({ kind: 'password', ...USER }) });
    stack = await EngineStack.create();
  });
  afterAll(async () => {
    client?.close();
    stack?.remove();
    await registry?.stop();
  });

  const repository = () => `${registry.host}/acme/job`;
  const file = () => join(stack.project, 'job.wasm');

  function program({ tag = '1', password = USER.password, broken = false, at }: Variant = {}) {
    return () => {
      const provider = new k8s.Provider('render', { renderYamlToDirectory: stack.rendered });
      const image = new wasm.WasmImage('image', {
        file: file(),
        repository: at === undefined ? repository() : `${at}/acme/job`,
        root: stack.project,
        tag,
        registry: { username: USER.username, password },
      });
      const options = { provider };
      const job = new wasm.WasmWorker(
        'worker',
        { name: 'worker', platform: WasmPlatform.k3s(), image },
        options,
      );
      if (broken)
        new k8s.core.v1.ConfigMap(
          'broken',
          { metadata: { name: 'broken' } },
          { dependsOn: job, import: 'nothing' },
        );
      return { reference: image.reference };
    };
  }

  const pushed = async (digest: string) => (await client.getManifest(repository(), digest)) !== undefined;
  const digestOf = ({ outputs }: Run) => `${outputs.reference.value}`.split('@')[1];
  let first: string;
  let second: string;

  it('is known and not pushed in a preview', async () => {
    writeFileSync(file(), command(1));
    const { did } = await stack.preview(program());
    expect(did).toMatchObject({ image: 'create', 'worker/Deployment': 'create' });
    expect(await client.tags(repository())).toEqual([]);
  });

  it('is pushed before what runs it is made', async () => {
    const run = await stack.up(program());
    first = digestOf(run);
    expect(run.did).toMatchObject({ image: 'create', 'worker/Deployment': 'create' });
    expect(await pushed(first)).toBe(true);
    expect(await client.tags(repository())).toEqual(['1']);
    expect(stack.objects).toContain(`image: ${repository()}@${first}`);
  });

  it('is the same where the file is, also under another tag', async () => {
    expect(changesIn(await stack.up(program()))).toEqual({});
    expect(changesIn(await stack.up(program({ tag: '2' })))).toEqual({});
    expect(await client.tags(repository())).toEqual(['1']);
  });

  it('leaves all as it was where the push fails, and goes on at the next update', async () => {
    writeFileSync(file(), command(2));
    await expect(stack.up(program({ password: 'wrong' }))).rejects.toThrow(/401|denied|credentials/i);
    expect(stack.objects).toContain(`@${first}`);
    const run = await stack.up(program());
    second = digestOf(run);
    expect(second).not.toBe(first);
    expect(changesIn(run)).toMatchObject({ 'worker/Deployment': 'update' });
    expect(stack.objects).toContain(`@${second}`);
    // Somebody else may run it.
    expect(await pushed(first)).toBe(true);
  });

  it('is not pushed again where the push went well and the rest did not', async () => {
    writeFileSync(file(), command(3));
    await expect(stack.up(program({ broken: true }))).rejects.toThrow();
    const run = await stack.up(program());
    expect(await pushed(digestOf(run))).toBe(true);
    // What it took the place of is done with, and that is all.
    expect(changesIn(run).image).toBe('delete-replaced');
  });

  it('leaves all as it was where the push is interrupted, and goes on at the next update', async () => {
    const before = stack.objects;
    writeFileSync(file(), command(4));
    const interrupt = new AbortController();
    // Then the registry goes, as the provider of Node programs is told of no interrupt, and would wait for it.
    const held = await holdUp(() => {
      interrupt.abort();
      setTimeout(held.stop, 500);
    });
    await expect(stack.up(program({ at: held.host }), interrupt.signal)).rejects.toThrow();
    expect(held.asked()).toBeGreaterThan(0);
    expect(stack.objects).toBe(before);
    const run = await stack.up(program());
    expect(changesIn(run)).toMatchObject({ 'worker/Deployment': 'update' });
    expect(await pushed(digestOf(run))).toBe(true);
  });

  it('is pushed again where the registry has lost it, after a refresh', async () => {
    const digest = digestOf(await stack.up(program()));
    await client.deleteManifest(repository(), digest);
    await stack.refresh('**WasmImage::image');
    expect(changesIn(await stack.up(program()))).toMatchObject({ image: 'create' });
    expect(await pushed(digest)).toBe(true);
  });

  it('stays in the registry when the stack goes', async () => {
    const digest = digestOf(await stack.up(program()));
    await stack.destroy();
    expect(await pushed(digest)).toBe(true);
  });

  it('leaves the password of the registry nowhere', () => {
    expect(stack.kept).toContain('acme/job');
    expect(stack.kept.includes(USER.password)).toBe(false);
  });
});
