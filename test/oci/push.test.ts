import { bytesSource, packPlain, packRunwasi, packSpin, packWasm, planPush } from 'cdk8s-wasm/oci';
import { describe, expect, test } from 'vitest';
import { referenceAddress } from '../../src/oci/address';
import { HELLO, moduleOf } from './wasm';

describe('a plan of a push', () => {
  const artifact = packWasm(HELLO);
  const { digest } = artifact.image.manifest;

  test('names what goes where, without a network', () => {
    const plan = planPush('ghcr.io/acme/hello:1.4.0', artifact);
    expect(plan).toMatchObject({ repository: 'ghcr.io/acme/hello', target: '1.4.0', digest });
    expect(plan.blobs.map((blob) => blob.digest)).toEqual([
      artifact.image.layers[0].digest,
      artifact.image.config.digest,
    ]);
  });

  test.each([
    ['ghcr.io/acme/hello', digest],
    [`ghcr.io/acme/hello@${digest}`, digest],
    [`ghcr.io/acme/hello:1.4.0@${digest}`, '1.4.0'],
  ])('of %s puts the manifest under %s', (reference, target) => {
    expect(planPush(reference, artifact).target).toBe(target);
  });

  test('refuses a reference that names another digest', () => {
    const reference = `ghcr.io/acme/hello@sha256:${'0'.repeat(64)}`;
    expect(() => planPush(reference, artifact)).toThrow(`what is to be pushed has ${digest}`);
  });

  test('refuses an image whose bytes are missing, as those of a file are that has changed', () => {
    const changed = bytesSource('target/hello.wasm', moduleOf(200));
    expect(() => planPush('ghcr.io/acme/hello:1', { image: artifact.image, sources: [changed] })).toThrow(
      `the bytes of the layer ${artifact.image.layers[0].digest} are missing; fix: give their source`,
    );
  });

  test('sends the same bytes once', () => {
    const components = ['one', 'two'].map((id) => ({
      id,
      wasm: HELLO,
      files: [{ path: 'hello', bytes: HELLO }],
    }));
    const plan = planPush('ghcr.io/acme/hello:1', packSpin({ metadata: {}, triggers: [], components }));
    expect(plan.blobs).toHaveLength(3);
  });

  test.each(['', 'a b', 'https://ghcr.io/acme/hello:1', 'ghcr.io/Acme/hello:1', 'ghcr.io/acme/hello:'])(
    'refuses %j',
    (reference) => {
      expect(() => planPush(reference, artifact)).toThrow('allowed: host/path[:tag][@sha256:digest]');
    },
  );
});

describe('a file that is no WebAssembly', () => {
  const text = Buffer.from('(module)');
  test.each([
    ['packWasm', () => packWasm(text)],
    ['packRunwasi', () => packRunwasi(text)],
    ['packSpin', () => packSpin({ metadata: {}, triggers: [], components: [{ id: 'hello', wasm: text }] })],
  ])('is refused by %s', (_, pack) => {
    expect(pack).toThrow(/it seems to be WebAssembly text|wasm/i);
  });

  test('is packed as an ordinary file', () => {
    expect(() => packPlain([{ path: '/app.wat', bytes: text }])).not.toThrow();
  });
});

describe('the host of a reference', () => {
  test.each([
    ['ghcr.io/acme/hello:1', 'ghcr.io', 'acme/hello'],
    ['localhost:5000/hello', 'localhost:5000', 'hello'],
    ['localhost/hello', 'localhost', 'hello'],
    ['[::1]:5000/hello', '[::1]:5000', 'hello'],
    ['acme/hello', 'registry-1.docker.io', 'acme/hello'],
    ['hello', 'registry-1.docker.io', 'library/hello'],
    ['docker.io/hello', 'registry-1.docker.io', 'library/hello'],
    ['index.docker.io/acme/hello', 'registry-1.docker.io', 'acme/hello'],
  ])('%s', (reference, host, name) => {
    expect(referenceAddress(reference)).toMatchObject({ host, name });
  });
});
