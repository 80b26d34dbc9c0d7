import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WasmImage } from 'cdk8s-wasm';
import { RegistryClient } from 'cdk8s-wasm/oci';
import { imageProvider } from 'cdk8s-wasm/pulumi';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ImageInputs } from '../../src/pulumi/image/push';
import { describeWithRegistry, htpasswd, scratch, type TestRegistry, USER } from '../oci/registry';
import { HELLO, moduleOf } from '../oci/wasm';

const { check, create, diff, read, delete: remove } = imageProvider;

describeWithRegistry('the resource of an image', (startRegistry) => {
  let registry: TestRegistry;
  let client: RegistryClient;
  let root: string;
  beforeAll(async () => {
    const folder = scratch();
    registry = await startRegistry({ auth: htpasswd(folder) }, folder);
    client = new RegistryClient({ credentials: async () => ({ kind: 'password', ...USER }) });
  });
  afterAll(async () => {
    client.close();
    await registry.stop();
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-image-'));
    return () => rmSync(root, { recursive: true });
  });

  /** What the engine gives the provider for a file. */
  function inputsOf(path: string, content: Buffer, more: Partial<ImageInputs> = {}): ImageInputs {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const repository = `${registry.host}/acme/${path.replace('.wasm', '')}`;
    const { record, digest = '' } = WasmImage.fromFile(file, { repository, root }).toSpec();
    const source = { path: record!.path, format: record!.format };
    return { repository, digest, source, root, registry: USER, ...more };
  }

  test('pushes it under its digest and its tag, with the credentials that it is given', async () => {
    const inputs = inputsOf('first.wasm', HELLO, { tag: '1.0' });
    expect(await create(inputs)).toEqual({ id: `${inputs.repository}@${inputs.digest}`, outs: inputs });
    for (const reference of [inputs.digest, '1.0']) {
      expect((await client.getManifest(inputs.repository, reference))?.digest).toBe(inputs.digest);
    }
  });

  test('pushes what is there to no end, and from several at once', async () => {
    const inputs = inputsOf('several.wasm', moduleOf(300_000));
    await Promise.all([create(inputs), create(inputs), create(inputs)]);
    await create(inputs);
    expect(await client.tags(inputs.repository)).toEqual([]);
    expect((await client.getManifest(inputs.repository, inputs.digest))?.digest).toBe(inputs.digest);
  });

  test('pushes no other bytes than those that the program has read', async () => {
    const inputs = inputsOf('changed.wasm', HELLO);
    writeFileSync(join(root, 'changed.wasm'), moduleOf(2000));
    await expect(create(inputs)).rejects.toThrow(
      /^changed\.wasm: the file has changed since the program read it: it was sha256:\w+, and is sha256:\w+ now; fix: run pulumi up again$/,
    );
    rmSync(join(root, 'changed.wasm'));
    await expect(create(inputs)).rejects.toThrow(
      `changed.wasm: no such file below ${root}; fix: build it before the program runs`,
    );
    expect(await client.getManifest(inputs.repository, inputs.digest)).toBeUndefined();
  });

  test('says what is wrong with credentials', async () => {
    const inputs = inputsOf('denied.wasm', HELLO, { registry: { username: 'ada', password: 'wrong' } });
    await expect(create(inputs)).rejects.toThrow(/401|credentials|denied/i);
  });

  test('is another with another digest or repository, and the same with another tag or path', async () => {
    const before = inputsOf('same.wasm', HELLO, { tag: '1' });
    const same = {
      ...before,
      tag: '2',
      root: '..',
      source: { ...before.source, path: 'other.wasm' },
      registry: {},
    };
    expect(await diff('', before, same)).toMatchObject({ changes: false, replaces: [] });
    expect(await diff('', before, { ...before, digest: 'sha256:0' })).toMatchObject({
      changes: true,
      replaces: ['digest'],
      deleteBeforeReplace: false,
    });
    expect(await diff('', before, { ...before, repository: 'a/b' })).toMatchObject({
      replaces: ['repository'],
    });
  });

  test('leaves the registry alone when it goes, unless asked', async () => {
    const inputs = inputsOf('kept.wasm', HELLO);
    await create(inputs);
    await remove('', inputs);
    expect(await client.getManifest(inputs.repository, inputs.digest)).toBeDefined();
    await remove('', { ...inputs, deleteFromRegistry: true });
    expect(await client.getManifest(inputs.repository, inputs.digest)).toBeUndefined();
  });

  test('is gone for a refresh where the registry has lost it', async () => {
    const inputs = inputsOf('lost.wasm', HELLO);
    await create(inputs);
    expect(await read('id', inputs)).toEqual({ id: 'id', props: inputs });
    await client.deleteManifest(inputs.repository, inputs.digest);
    expect(await read('id', inputs)).toEqual({ id: '' });
    await expect(read('id')).rejects.toThrow('id: an image cannot be imported');
  });

  test('is checked before anything is done', async () => {
    const inputs = inputsOf('checked.wasm', HELLO);
    expect(await check(inputs, inputs)).toEqual({ inputs, failures: [] });
    const { failures = [] } = await check(inputs, { ...inputs, repository: 'ghcr.io/ACME' });
    expect(failures.map(({ property }) => property)).toEqual(['repository']);
  });
});
