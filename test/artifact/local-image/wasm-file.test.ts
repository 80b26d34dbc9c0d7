import { mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root as checkout } from '../../../scripts/lib/root.mjs';
import { ImageFormat } from '../../../src/artifact/image-format';
import { type LocalImage, localImage } from '../../../src/artifact/local-image';
import { contentOf } from '../../../src/artifact/oci-image/content';
import { packPlain, packRunwasi, packWasm } from '../../../src/oci/pack';
import { HELLO } from '../../oci/wasm';
import { component, wat } from '../wasm/make';
import { inRepository } from './repository';

const { ARTIFACT, PLAIN, RUNWASI, SPIN } = ImageFormat;
const HTTP = 'wasi:http/incoming-handler@0.2.3';

function configOf({ image }: LocalImage): { config: { [key: string]: unknown } } {
  return JSON.parse(Buffer.from(image.blobs.get(image.config.digest)?.[0] ?? []).toString('utf8'));
}

describe('the image of a .wasm', () => {
  test.each([
    [
      'a CNCF artifact',
      { format: ARTIFACT },
      '4cf4fb597b03c45600424b4b5fda837a9abc08e1fa99e1c813a261ba5ef9b297',
    ],
    [
      'a runwasi image',
      { format: RUNWASI, entrypoint: 'hello.wasm' },
      'f5d31d86fa7c157597c2417ecbc16e27b485c14b6444ca0047e36630ea5e9cb3',
    ],
    ['a plain image', { format: PLAIN }, '6785315e355d88a8f95a5e6e5c35277effc28e9fdb1ec5da2ba5d5c905ff3304'],
  ])('has as %s the digest of the golden vector', (_, request, digest) =>
    inRepository({ 'out/hello.wasm': HELLO }, (root) => {
      const { image } = localImage(root, { path: 'out/hello.wasm', ...request });
      expect(image.manifest.digest).toBe(`sha256:${digest}`);
    }),
  );

  test('is the one that the packer makes of the bytes', async () => {
    const wasm = await component(['wasi:http/types@0.2.3'], ['wasi:cli/run@0.2.3']);
    await inRepository({ 'a.wasm': wasm }, (root) => {
      const digestOf = (format: ImageFormat) =>
        localImage(root, { path: 'a.wasm', format }).image.manifest.digest;
      expect(digestOf(ARTIFACT)).toBe(packWasm(wasm).image.manifest.digest);
      expect(digestOf(RUNWASI)).toBe(packRunwasi(wasm).image.manifest.digest);
      expect(digestOf(PLAIN)).toBe(packPlain([{ path: '/app.wasm', bytes: wasm }]).image.manifest.digest);
    });
  });

  test('names a real binary of megabytes, and holds none of its bytes', () => {
    const path = 'node_modules/@bytecodealliance/jco-transpile/vendor/wasm-tools.core.wasm';
    const content = contentOf(readFileSync(join(checkout, path)));
    const { image, blobs, binary, binarySize } = localImage(checkout, { path, format: ARTIFACT });
    expect(content.size).toBeGreaterThan(2 ** 20);
    expect(blobs).toEqual([{ path: join(checkout, path), ...content }]);
    expect(image.layers).toEqual([{ mediaType: 'application/wasm', ...content }]);
    expect([...image.blobs.keys()]).toEqual([image.config.digest]);
    expect(binary).toMatchObject({ kind: 'module', size: content.size });
    expect(binarySize).toBe(content.size);
  });

  test('holds its bytes where a layer is made of them', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const { image, blobs } = localImage(root, { path: 'a.wasm', format: PLAIN });
      expect(blobs).toEqual([]);
      expect([...image.blobs.keys()]).toContain(image.layers[0].digest);
    }));

  test.each([ARTIFACT, RUNWASI, PLAIN])(
    'is the same wherever and whenever the file was made: %s',
    async (format) => {
      const digests: string[] = [];
      for (const seconds of [0, 2_000_000_000])
        await inRepository({ 'x/y/a.wasm': HELLO }, (root) => {
          utimesSync(join(root, 'x/y/a.wasm'), seconds, seconds);
          digests.push(localImage(root, { path: 'x/y/a.wasm', format }).image.manifest.digest);
          digests.push(localImage(join(root, 'x'), { path: 'y/a.wasm', format }).image.manifest.digest);
        });
      expect(new Set(digests).size).toBe(1);
    },
  );

  test('has the annotations that it is given, in any order', () =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const digestOf = (annotations: { [key: string]: string }) =>
        localImage(root, { path: 'a.wasm', format: ARTIFACT, annotations }).image.manifest.digest;
      expect(digestOf({ a: '1', b: '2' })).toBe(digestOf({ b: '2', a: '1' }));
      expect(digestOf({ a: '1' })).not.toBe(digestOf({}));
    }));

  test.each([
    [RUNWASI, undefined, 'app.wasm'],
    [RUNWASI, 'shop.wasm#run', 'shop.wasm#run'],
    [PLAIN, undefined, '/app.wasm'],
    [PLAIN, '/opt/shop.wasm', '/opt/shop.wasm'],
    [PLAIN, '/opt/shop.wasm#run', '/opt/shop.wasm#run'],
  ])('as %s with the entrypoint %s starts %s', (format, entrypoint, started) =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      const image = localImage(root, {
        path: 'a.wasm',
        format,
        ...(entrypoint !== undefined && { entrypoint }),
      });
      expect(configOf(image).config).toMatchObject({ Entrypoint: [started] });
    }),
  );

  test.each([RUNWASI, PLAIN])(
    'of an HTTP component is ended by the signal on which its shim drains: %s',
    async (format) => {
      const files = {
        'http.wasm': await component([], [HTTP]),
        'run.wasm': await component([], ['wasi:cli/run@0.2.3']),
        'hello.wasm': HELLO,
      };
      await inRepository(files, (root) => {
        const signals = Object.keys(files).map(
          (path) => configOf(localImage(root, { path, format })).config.StopSignal,
        );
        expect(signals).toEqual(['SIGINT', undefined, undefined]);
      });
    },
  );
});

describe('a .wasm is refused', () => {
  test.each([
    ['that is not there', 'none.wasm', ['none.wasm', 'ENOENT', 'build the .wasm first']],
    ['that is a folder', 'folder', ['it is a folder or a device']],
    ['that is a text', 'text.wasm', ['text.wasm']],
    ['that holds interfaces alone', 'wit.wasm', ['a WIT package', 'give the component']],
  ])('%s', async (_, path, says) => {
    const wit = await wat('(component (type (export "a") (component)) (export "b:c/d" (type 0)))');
    await inRepository({ 'text.wasm': 'hello', 'wit.wasm': wit }, (root) => {
      mkdirSync(join(root, 'folder'));
      for (const said of says) expect(() => localImage(root, { path, format: ARTIFACT })).toThrow(said);
    });
  });

  test.each([
    ['as a Spin application', { format: SPIN }, ['one .wasm is no Spin application', 'fromSpin']],
    [
      'with an entrypoint that its format cannot say',
      { format: ARTIFACT, entrypoint: 'a' },
      ['has none', 'command'],
    ],
    ['with an entrypoint that is no name', { format: RUNWASI, entrypoint: '/a' }, ['no name of a module']],
    ['with an entrypoint that is no path', { format: PLAIN, entrypoint: 'a' }, ['no path of a file']],
    ['with a profile', { format: ARTIFACT, profile: 'debug' }, ['a .wasm has no profiles']],
  ])('%s', (_, request, says) =>
    inRepository({ 'a.wasm': HELLO }, (root) => {
      for (const said of says) expect(() => localImage(root, { path: 'a.wasm', ...request })).toThrow(said);
    }),
  );
});
