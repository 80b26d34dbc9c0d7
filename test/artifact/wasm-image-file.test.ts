import { join } from 'node:path';
import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ImageFormat, ImagePullPolicy, WasmImage, type WasmImageSpec } from '../../src';
import { localImage } from '../../src/artifact/local-image';
import { HELLO } from '../oci/wasm';
import { from, inRepository, listing, spinToml } from './local-image/repository';

const repository = 'ghcr.io/acme/hello';
const FILES = { 'apps/hello.wasm': HELLO, 'apps/spin.toml': spinToml(), 'infra/main.ts': '' };
const ARTIFACT = 'sha256:4cf4fb597b03c45600424b4b5fda837a9abc08e1fa99e1c813a261ba5ef9b297';

describe('the image of a file', () => {
  test('is a CNCF artifact, named by its digest, that says what it was made of', () =>
    inRepository(FILES, (root) => {
      const image = from(join(root, 'infra'), () => WasmImage.fromFile('../apps/hello.wasm', { repository }));
      expect(image.reference).toBe(`${repository}@${ARTIFACT}`);
      expect(image.pullPolicy).toBe(ImagePullPolicy.IF_NOT_PRESENT);
      expect(image.toSpec()).toEqual({
        repository,
        digest: ARTIFACT,
        format: ImageFormat.ARTIFACT,
        binarySize: HELLO.length,
        binary: expect.objectContaining({ kind: 'module', role: 'command', wasi: 'preview1' }),
        record: { path: 'apps/hello.wasm', format: ImageFormat.ARTIFACT, repository, digest: ARTIFACT },
      });
    }));

  test('has what it was given besides', () =>
    inRepository(FILES, (root) => {
      const props = {
        repository,
        root,
        tag: '1.4.0',
        format: ImageFormat.RUNWASI,
        entrypoint: 'hello.wasm',
        annotations: { a: 'b' },
        pullPolicy: ImagePullPolicy.ALWAYS,
        pullSecrets: ['registry'],
      };
      const image = WasmImage.fromFile(join(root, 'apps/hello.wasm'), props);
      const { record, digest } = image.toSpec();
      expect(image.reference).toBe(`${repository}:1.4.0@${digest}`);
      expect([image.pullPolicy, image.pullSecrets]).toEqual(['Always', ['registry']]);
      expect(record).toEqual({
        path: 'apps/hello.wasm',
        format: 'runwasi',
        entrypoint: 'hello.wasm',
        annotations: { a: 'b' },
        repository,
        tag: '1.4.0',
        digest,
      });
    }));

  test.each([
    [
      'of one .wasm',
      (root: string) => WasmImage.fromFile(join(root, 'apps/hello.wasm'), { repository, root }),
    ],
    [
      'of one .wasm in a plain image',
      (root: string) =>
        WasmImage.fromFile(join(root, 'apps/hello.wasm'), {
          repository,
          root,
          format: ImageFormat.PLAIN,
          entrypoint: '/x.wasm',
        }),
    ],
    [
      'of a Spin application',
      (root: string) => WasmImage.fromSpin(join(root, 'apps/spin.toml'), { repository, root }),
    ],
    [
      'of a Spin application in a plain image',
      (root: string) =>
        WasmImage.fromSpin(join(root, 'apps/spin.toml'), { repository, root, format: ImageFormat.PLAIN }),
    ],
  ])('is made again by its record alone: %s', (_, make) =>
    inRepository(FILES, (root) => {
      const { record, digest } = make(root).toSpec();
      expect(record).toBeDefined();
      if (record !== undefined) expect(localImage(root, record).image.manifest.digest).toBe(digest);
    }),
  );

  test('survives as plain data', () =>
    inRepository(FILES, (root) => {
      const spec = WasmImage.fromSpin(join(root, 'apps/spin.toml'), { repository, root, tag: '1' }).toSpec();
      const copy: WasmImageSpec = JSON.parse(JSON.stringify(spec));
      expect(WasmImage.fromSpec(copy).toSpec()).toEqual(spec);
    }));

  test('leaves every file as it was', () =>
    inRepository(FILES, (root) => {
      const before = listing(root);
      WasmImage.fromFile(join(root, 'apps/hello.wasm'), { repository, root });
      WasmImage.fromSpin(join(root, 'apps/spin.toml'), { repository, root });
      expect(listing(root)).toEqual(before);
    }));

  test('may be called what is known only later, and has its digest already', () =>
    inRepository(FILES, (root) => {
      const later: string = Lazy.any({ produce: () => repository });
      const image = WasmImage.fromFile(join(root, 'apps/hello.wasm'), { repository: later, root });
      expect(image.toSpec()).toMatchObject({
        repository: later,
        digest: ARTIFACT,
        record: { repository: later },
      });
    }));

  test('changes its digest with the file', () =>
    inRepository({ ...FILES, 'b.wasm': Buffer.concat([HELLO, Buffer.from([0, 2, 1, 0x78])]) }, (root) => {
      const [one, other] = ['apps/hello.wasm', 'b.wasm'].map((path) =>
        WasmImage.fromFile(join(root, path), { repository, root }),
      );
      expect(other.reference).not.toBe(one.reference);
    }));
});

describe('the image of a Spin application', () => {
  test('is a Spin application image', () =>
    inRepository(FILES, (root) => {
      const spec = from(root, () => WasmImage.fromSpin('apps/spin.toml', { repository, tag: '2' })).toSpec();
      expect(spec).toMatchObject({
        format: ImageFormat.SPIN,
        binarySize: HELLO.length,
        manifest: { name: 'hello' },
        componentBinaries: { hello: { role: 'command' } },
        record: { path: 'apps/spin.toml', format: ImageFormat.SPIN, tag: '2' },
      });
      expect(spec.binary).toBeUndefined();
    }));

  test('keeps the profile in its record', () =>
    inRepository({ ...FILES, 'apps/spin.toml': spinToml('[component.hello.profile.debug]') }, (root) => {
      const image = WasmImage.fromSpin(join(root, 'apps/spin.toml'), { repository, root, profile: 'debug' });
      expect(image.toSpec().record).toMatchObject({ profile: 'debug' });
    }));
});

describe('an image of local files is refused', () => {
  const file =
    (path: string, more: object = {}) =>
    (root: string) =>
      WasmImage.fromFile(join(root, path), Object({ repository, root, ...more }));
  const spin =
    (path: string, more: object = {}) =>
    (root: string) =>
      WasmImage.fromSpin(join(root, path), Object({ repository, root, ...more }));

  test.each<[string, (root: string) => unknown, string[]]>([
    ['of a manifest as of a .wasm', file('apps/spin.toml'), ['it is a manifest', 'WasmImage.fromSpin(']],
    ['of a .wasm as of a manifest', spin('apps/hello.wasm'), ['it is no spin.toml', 'WasmImage.fromFile(…)']],
    ['of a file that is not there', file('none.wasm'), ['none.wasm', 'ENOENT']],
    ['of a path that is none', () => WasmImage.fromFile(Object(7), { repository }), ['no path of a file']],
    ['outside of the repository', file('../a.wasm'), ['it does not lie below']],
    ['without a repository', file('apps/hello.wasm', { repository: undefined }), ['repository missing']],
    ['with a repository that is none', file('apps/hello.wasm', { repository: 'A B' }), ['repository "A B"']],
    ['with a tag that is none', file('apps/hello.wasm', { tag: 'a b' }), ['tag "a b"']],
    [
      'with a field that is not known',
      file('apps/hello.wasm', { profile: 'x' }),
      ['profile "x": no such field'],
    ],
    [
      'with a field of the other kind',
      spin('apps/spin.toml', { entrypoint: 'x' }),
      ['entrypoint "x": no such field'],
    ],
    [
      'in a format that cannot carry it',
      spin('apps/spin.toml', { format: 'artifact' }),
      ['allowed: spin, plain'],
    ],
    ['with a secret that is none', file('apps/hello.wasm', { pullSecrets: ['A'] }), ['no name of a Secret']],
  ])('%s', (_, make, says) =>
    inRepository(FILES, (root) => {
      for (const said of says) expect(() => make(root)).toThrow(said);
    }),
  );

  test.each([
    ['digest', { digest: `sha256:${'0'.repeat(64)}` }],
    ['repository', { repository: 'ghcr.io/acme/other' }],
    ['tag', { tag: '2' }],
    ['format', { format: ImageFormat.PLAIN }],
  ])('with the record of another image: %s', (field, change) =>
    inRepository(FILES, (root) => {
      const spec = WasmImage.fromFile(join(root, 'apps/hello.wasm'), { repository, root, tag: '1' }).toSpec();
      expect(() => WasmImage.fromSpec({ ...spec, ...change })).toThrow(`record.${field}`);
    }),
  );
});
