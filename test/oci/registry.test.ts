import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bytesSource,
  fileSource,
  imageIndex,
  packPlain,
  packRunwasi,
  packSpin,
  packWasm,
  planPush,
  pullImage,
  push,
  pushArtifact,
  RegistryClient,
} from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeWithRegistry, type TestRegistry } from './registry';
import { HELLO, moduleOf } from './wasm';

const nobody = { credentials: async () => undefined };

describeWithRegistry('a registry', (startRegistry) => {
  let registry: TestRegistry;
  let client: RegistryClient;
  beforeAll(async () => {
    registry = await startRegistry();
    client = new RegistryClient({ ...nobody, chunkSize: 64 * 1024 });
  });
  afterAll(async () => {
    client.close();
    await registry.stop();
  });
  const at = (path: string) => `${registry.host}/${path}`;

  const files = Array.from({ length: 20 }, (_, index) => ({
    path: `f/${index}.txt`,
    bytes: Buffer.alloc(index * 50, index),
  }));
  const hello = { id: 'hello', wasm: HELLO, files };
  const http = { id: 'hello-http-trigger', type: 'http', config: { component: 'hello', route: '/...' } };
  const artifacts = {
    'a CNCF artifact': packWasm(HELLO),
    'a runwasi image': packRunwasi(HELLO),
    'a Spin application image': packSpin({
      metadata: { name: 'hello', trigger: { type: 'http' } },
      triggers: [http],
      components: [hello],
    }),
    'a plain image': packPlain([{ path: '/app.wasm', bytes: HELLO }]),
    'an artifact with annotations': packWasm(HELLO, {
      annotations: { 'org.opencontainers.image.title': 'hello' },
    }),
    'an artifact in several parts': packWasm(moduleOf(1_000_000)),
  };

  test.each(Object.entries(artifacts))(
    'holds %s under the digest that was computed before',
    async (name, artifact) => {
      const repository = at(`formats/${name.replaceAll(' ', '-').toLowerCase()}`);
      const { digest, reference } = await pushArtifact(`${repository}:1.0.0`, artifact, { client });
      expect(reference).toBe(`${repository}@${artifact.image.manifest.digest}`);
      const reply = await fetch(`http://${repository.replace('/', '/v2/')}/manifests/1.0.0`, {
        headers: { accept: artifact.image.manifest.mediaType },
      });
      expect(reply.headers.get('docker-content-digest')).toBe(digest);
      expect(Buffer.from(await reply.arrayBuffer())).toEqual(Buffer.from(artifact.image.manifest.bytes));

      const pulled = await pullImage(`${repository}:1.0.0`, { client });
      expect(pulled.manifest).toEqual({
        ...artifact.image.manifest,
        bytes: Buffer.from(artifact.image.manifest.bytes),
      });
      const sources = planPush(`${repository}:1.0.0`, artifact).blobs;
      expect([...pulled.blobs.keys()].sort()).toEqual(sources.map((blob) => blob.digest).sort());
      for (const source of sources) {
        const chunks = [];
        for await (const chunk of source.read(0, source.size)) chunks.push(chunk);
        expect(Buffer.concat(chunks).equals(Buffer.concat(pulled.blobs.get(source.digest) ?? []))).toBe(true);
      }
    },
  );

  test('takes an artifact without a tag under its digest alone', async () => {
    const artifact = packWasm(moduleOf(500, 1));
    const { digest } = await pushArtifact(at('untagged/app'), artifact, { client });
    expect(await client.tags(at('untagged/app'))).toEqual([]);
    expect((await pullImage(`${at('untagged/app')}@${digest}`, { client })).manifest.digest).toBe(digest);
  });

  test('is sent nothing that it has', async () => {
    const artifact = packWasm(moduleOf(100_000, 2));
    const outcomes: (string | undefined)[] = [];
    for (const tag of ['a', 'b']) {
      const { blobs } = await pushArtifact(`${at('twice/app')}:${tag}`, artifact, { client });
      outcomes.push(...new Set(Object.values(blobs)));
    }
    expect(outcomes).toEqual(['uploaded', 'existing']);
    expect((await client.tags(at('twice/app'))).sort()).toEqual(['a', 'b']);
  });

  test('takes a blob from another repository', async () => {
    const source = bytesSource('shared', moduleOf(100_000, 3));
    await client.pushBlob(at('from/here'), source);
    const sent: number[] = [];
    const options = { mountFrom: at('from/here'), onSent: (bytes: number) => sent.push(bytes) };
    expect(await client.pushBlob(at('to/there'), source, options)).toBe('mounted');
    expect(sent).toEqual([]);
    expect(await client.hasBlob(at('to/there'), source)).toBe(true);
  });

  test.each(['from/nowhere', 'to/itself'])('is sent a blob that %s does not have', async (other) => {
    const source = bytesSource('alone', moduleOf(1000, other.length));
    expect(await client.pushBlob(at('to/itself'), source, { mountFrom: at(other) })).toBe('uploaded');
  });

  test('takes a blob without a byte', async () => {
    const source = bytesSource('empty', Buffer.alloc(0));
    expect(await client.pushBlob(at('empty/blob'), source)).toBe('uploaded');
    expect(await client.pullBlob(at('empty/blob'), source)).toHaveLength(0);
  });

  test('takes a file, which is read as it goes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-oci-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const bytes = moduleOf(300_000, 4);
    writeFileSync(join(folder, 'app.wasm'), bytes);
    const source = await fileSource(join(folder, 'app.wasm'));
    expect(source.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    await client.pushBlob(at('file/app'), source);
    expect(bytes.equals(await client.pullBlob(at('file/app'), source))).toBe(true);
  });

  test.each([1000, 300_000])(
    'refuses a file of %i bytes that has changed since its digest was taken',
    async (size) => {
      const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-oci-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const path = join(folder, 'app.wasm');
      writeFileSync(path, moduleOf(size, 5));
      const source = await fileSource(path);
      writeFileSync(path, moduleOf(size, 6));
      await expect(client.pushBlob(at('changed/app'), source)).rejects.toThrow(
        `the bytes of ${path} are not those of ${source.digest} any more`,
      );
      expect(await client.hasBlob(at('changed/app'), source)).toBe(false);
    },
  );

  test('refuses a manifest whose blobs it does not have', async () => {
    const { image } = packWasm(moduleOf(500, 7));
    await expect(client.putManifest(at('missing/app'), image.manifest, '1.0.0')).rejects.toThrow(
      `[${registry.host}/missing/app] PUT manifest 1.0.0: the answer is 400 MANIFEST_BLOB_UNKNOWN`,
    );
  });

  test('takes an index of images', async () => {
    const entries = [];
    for (const [number, os] of ['wasip1', 'linux'].entries()) {
      const artifact = packWasm(moduleOf(500, 8 + number));
      await pushArtifact(at('index/app'), artifact, { client });
      const { mediaType, digest, size } = artifact.image.manifest;
      entries.push({ mediaType, digest, size, platform: { os, architecture: 'wasm' } });
    }
    const index = imageIndex(entries);
    await client.putManifest(at('index/app'), index, 'all');
    expect(await client.getManifest(at('index/app'), 'all')).toEqual({
      ...index,
      bytes: Buffer.from(index.bytes),
    });
    await expect(pullImage(`${at('index/app')}:all`, { client })).rejects.toThrow(
      'it is no image but application/vnd.oci.image.index.v1+json',
    );
  });

  test('has no manifest, no tags and no referrers where nothing was pushed', async () => {
    expect(await client.getManifest(at('nothing/here'), 'latest')).toBeUndefined();
    expect(await client.tags(at('nothing/here'))).toEqual([]);
    expect(await client.referrers(at('nothing/here'), `sha256:${'a'.repeat(64)}`)).toEqual([]);
    await expect(pullImage(at('nothing/here'), { client })).rejects.toThrow('the registry has none');
  });

  test('loses a manifest and its tags, and has no trouble with one that it does not have', async () => {
    const { digest, reference } = await pushArtifact(`${at('acme/gone')}:1`, packWasm(HELLO), { client });
    await client.deleteManifest(at('acme/gone'), digest);
    expect(await client.getManifest(at('acme/gone'), digest)).toBeUndefined();
    expect(await client.getManifest(at('acme/gone'), '1')).toBeUndefined();
    await client.deleteManifest(at('acme/gone'), digest);
    expect(reference).toContain(digest);
  });

  test('without a list of referrers is asked for the tag in its place', async () => {
    const subject = packWasm(moduleOf(500, 10));
    const { digest } = await pushArtifact(at('referred/app'), subject, { client });
    const { image } = packWasm(moduleOf(500, 11));
    await pushArtifact(at('referred/app'), packWasm(moduleOf(500, 11)), { client });
    const { mediaType, digest: referring, size } = image.manifest;
    const entry = { mediaType, digest: referring, size, artifactType: 'application/vnd.example.sbom' };
    await client.putManifest(at('referred/app'), imageIndex([entry]), digest.replace(':', '-'));
    expect(await client.referrers(at('referred/app'), digest)).toEqual([entry]);
    expect(await client.referrers(at('referred/app'), digest, 'application/vnd.example.sbom')).toEqual([
      entry,
    ]);
    expect(await client.referrers(at('referred/app'), digest, 'application/vnd.example.other')).toEqual([]);
  });

  test('takes the same artifact from several at once', async () => {
    const artifact = packWasm(moduleOf(2_000_000, 12));
    const clients = Array.from({ length: 6 }, () => new RegistryClient({ ...nobody, chunkSize: 100_000 }));
    onTestFinished(() => {
      for (const one of clients) one.close();
    });
    const results = await Promise.all(
      clients.map((one) => pushArtifact(`${at('raced/app')}:1.0.0`, artifact, { client: one })),
    );
    expect(new Set(results.map(({ digest }) => digest))).toEqual(new Set([artifact.image.manifest.digest]));
    const pulled = await pullImage(`${at('raced/app')}:1.0.0`, { client });
    const [bytes = Buffer.alloc(0)] = pulled.blobs.get(artifact.image.layers[0].digest) ?? [];
    expect(moduleOf(2_000_000, 12).equals(bytes)).toBe(true);
  });

  test('hears of no push whose signal has fired', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const plan = planPush(`${at('aborted/app')}:1.0.0`, packWasm(moduleOf(1_000_000, 13)));
    const pushed = push(plan, {
      client,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(pushed).rejects.toBe(reason);
    expect(await client.tags(at('aborted/app'))).toEqual([]);
  });

  test('tells how far a push is', async () => {
    const artifact = packWasm(moduleOf(200_000, 14));
    const seen = new Map<string, number[]>();
    const outcomes: (string | undefined)[] = [];
    await pushArtifact(at('told/app'), artifact, {
      client,
      onProgress: ({ blob, sent, outcome }) => {
        seen.set(blob.digest, [...(seen.get(blob.digest) ?? []), sent]);
        if (outcome !== undefined) outcomes.push(outcome);
      },
    });
    const sent = seen.get(artifact.image.layers[0].digest) ?? [];
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(sent.at(-1)).toBe(200_000);
    expect(outcomes).toEqual(['uploaded', 'uploaded']);
  });
});
