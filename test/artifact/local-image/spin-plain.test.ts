import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../../src/artifact/image-format';
import { localImage } from '../../../src/artifact/local-image';
import { HELLO } from '../../oci/wasm';
import { inRepository, spinToml } from './repository';

const plain = (root: string) => localImage(root, { path: 'app/spin.toml', format: ImageFormat.PLAIN });
const TREE = {
  'app/out/hello.wasm': HELLO,
  'app/static/a/b.txt': 'b',
  'app/static/c.txt': 'c',
  'app/other': 'o',
  'x/y': 'y',
};
const MANIFEST = spinToml().replace('hello.wasm', './out/hello.wasm');

describe('the plain image of a Spin application', () => {
  test('is the folder of the manifest, as far as the manifest names it', () => {
    const toml = `${MANIFEST}\nfiles = ["static/a/", { source = "./static", destination = "/" }]`;
    return inRepository({ ...TREE, 'app/spin.toml': toml }, (root) => {
      const { image, blobs, manifest } = plain(root);
      writeFileSync(join(root, 'layer.tar'), Buffer.concat(image.blobs.get(image.layers[0].digest) ?? []));
      const tar = (...args: string[]) =>
        execFileSync('tar', [...args, '-f', join(root, 'layer.tar')], { encoding: 'utf8' });
      expect(tar('-t').trim().split('\n')).toEqual([
        'out/',
        'out/hello.wasm',
        'spin.toml',
        'static/',
        'static/a/',
        'static/a/b.txt',
        'static/c.txt',
      ]);
      expect(tar('-x', '-O', 'spin.toml')).toBe(toml);
      expect(
        JSON.parse(Buffer.from(image.blobs.get(image.config.digest)?.[0] ?? []).toString()).config,
      ).toEqual({
        Entrypoint: ['/spin.toml'],
      });
      expect(blobs).toEqual([]);
      expect(manifest).toMatchObject({ name: 'hello' });
    });
  });

  test.each([
    [
      'a .wasm above it',
      spinToml().replace('hello.wasm', '../x/y'),
      ['component.hello.source "../x/y"', 'outside of the folder'],
    ],
    ['patterns', `${MANIFEST}\nfiles = ["static/*"]`, ['no folder with files in it', 'ImageFormat.SPIN']],
    ['single files', `${MANIFEST}\nfiles = ["other"]`, ['no folder with files in it']],
    [
      'a folder above it',
      `${MANIFEST}\nfiles = [{ source = "../x", destination = "/" }]`,
      ['outside of the folder'],
    ],
    [
      'a folder of the machine',
      `${MANIFEST}\nfiles = [{ source = "/x", destination = "/" }]`,
      ['outside of the folder'],
    ],
    [
      'excluded files',
      `${MANIFEST}\nfiles = ["static"]\nexclude_files = ["a"]`,
      ['the shim excludes no files'],
    ],
  ])('is refused with %s', (_, toml, says) =>
    inRepository({ ...TREE, 'x/y': HELLO, 'app/spin.toml': toml }, (root) => {
      for (const said of says) expect(() => plain(root)).toThrow(said);
    }),
  );
});
