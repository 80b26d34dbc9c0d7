import { bytesSource, RegistryClient } from 'cdk8s-wasm/oci';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type StubRegistry, startStub } from './stub';
import { moduleOf } from './wasm';

let stub: StubRegistry;
let client: RegistryClient;

beforeEach(async () => {
  stub = await startStub();
  client = new RegistryClient({
    credentials: async () => ({ kind: 'registry-token', token: 'secret' }),
    chunkSize: 1000,
    retry: { wait: async () => undefined },
  });
  onTestFinished(async () => {
    client.close();
    await stub.stop();
  });
});

describe('an upload that breaks off', () => {
  const ranges = () =>
    stub.requests.filter(({ method }) => method === 'PATCH').map(({ contentRange }) => contentRange);

  test.each([
    ['within a part', 2500, [300], ['0-999', '300-1299', '1300-2299', '2300-2499']],
    ['at the end of a part', 2500, [1000], ['0-999', '1000-1999', '2000-2499']],
    ['before the first byte', 1500, [0], ['0-999', '0-999', '1000-1499']],
    ['twice', 1500, [300, 200], ['0-999', '300-1299', '500-1499']],
    ['within a blob that went in one piece', 900, [300], ['300-899']],
    ['at the end of a blob that went in one piece', 900, [900], []],
  ])('%s goes on from there', async (_, size, breaks, expected) => {
    stub.breakOffAfter.push(...breaks);
    const source = bytesSource('blob', moduleOf(size));
    const sent: number[] = [];
    const onSent = (bytes: number) => sent.push(bytes);
    expect(await client.pushBlob(`${stub.host}/a/b`, source, { onSent })).toBe('uploaded');
    expect(ranges()).toEqual(expected);
    expect(stub.blobs.get(source.digest)?.equals(moduleOf(size))).toBe(true);
    expect(sent.at(-1)).toBe(size);
    expect(stub.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('is given up where it gets nowhere', async () => {
    stub.breakOffAfter.push(...Array.from({ length: 50 }, () => 0));
    await expect(client.pushBlob(`${stub.host}/a/b`, bytesSource('blob', moduleOf(2500)))).rejects.toThrow(
      'socket hang up',
    );
    expect(ranges()).toHaveLength(5);
  });
});

test('an upload at another host is not shown the credentials', async () => {
  const storage = await startStub();
  onTestFinished(() => storage.stop());
  const opened = stub.requests;
  // A real one would share its uploads with the registry; that it is asked is enough here.
  stub.uploadsAt = `http://${storage.host}`;
  const pushed = client.pushBlob(`${stub.host}/a/b`, bytesSource('blob', moduleOf(500)));
  await expect(pushed).rejects.toMatchObject({ status: 404 });
  expect(opened.length).toBeGreaterThan(0);
  expect(storage.requests.map(({ method }) => method)).toContain('PUT');
  expect(storage.requests.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
});

describe('a list', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const entry = (number: number, artifactType: string) => ({
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: `sha256:${String(number).repeat(64)}`,
    size: 10,
    artifactType,
    annotations: { number: String(number) },
  });

  test('of tags is read to its end', async () => {
    stub.pages.set('/v2/a/b/tags/list', {
      headers: { link: '</v2/a/b/tags/list?last=2>; rel="next"' },
      body: { name: 'a/b', tags: ['1', '2'] },
    });
    stub.pages.set('/v2/a/b/tags/list?last=2', { body: { name: 'a/b', tags: ['3'] } });
    expect(await client.tags(`${stub.host}/a/b`)).toEqual(['1', '2', '3']);
  });

  test.each([null, 'none', [1, 'one']])('of tags that is %j gives those that are some', async (tags) => {
    stub.pages.set('/v2/a/b/tags/list', { body: { tags } });
    expect(await client.tags(`${stub.host}/a/b`)).toEqual(Array.isArray(tags) ? ['one'] : []);
  });

  test('of referrers is read to its end, and is not more than was asked for', async () => {
    const path = `/v2/a/b/referrers/${digest}`;
    stub.pages.set(path, {
      headers: { link: `<${path}?page=2>; rel="next"` },
      body: { schemaVersion: 2, manifests: [entry(1, 'sbom')] },
    });
    stub.pages.set(`${path}?page=2`, { body: { schemaVersion: 2, manifests: [entry(2, 'signature')] } });
    stub.pages.set(`${path}?artifactType=sbom`, {
      body: { manifests: [entry(1, 'sbom'), entry(2, 'signature')] },
    });
    expect(await client.referrers(`${stub.host}/a/b`, digest)).toEqual([
      entry(1, 'sbom'),
      entry(2, 'signature'),
    ]);
    expect(await client.referrers(`${stub.host}/a/b`, digest, 'sbom')).toEqual([entry(1, 'sbom')]);
  });
});

test.each([
  ['a tag', 'ghcr.io/a/b:1'],
  ['no name', 'ghcr.io/'],
])('a repository with %s is refused', async (_, repository) => {
  await expect(client.tags(repository)).rejects.toThrow('allowed: host/path');
});
