import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../../src/artifact/image-format';
import { localImage } from '../../../src/artifact/local-image';
import { contentOf } from '../../../src/artifact/oci-image/content';
import { HELLO } from '../../oci/wasm';
import { inRepository, spinToml } from './repository';

const LONG = 'x'.repeat(129);
const TREE = {
  'app/hello.wasm': HELLO,
  'app/a.txt': 'a',
  'app/static/index.html': 'short',
  'app/static/.hidden': 'h',
  'app/static/img/logo.svg': LONG,
  'app/static/img/old/logo.svg': 'old',
  'shared/b.txt': 'b',
};

interface LockedFile {
  readonly path: string;
  readonly digest: string;
  readonly inline?: string;
}

/** What the lock says of the files of its one component. */
function filesIn(root: string): LockedFile[] {
  const { image } = localImage(root, { path: 'app/spin.toml', format: ImageFormat.SPIN });
  const lock = image.blobs.get(image.layers.at(-1)?.digest ?? '')?.[0] ?? [];
  return JSON.parse(Buffer.from(lock).toString('utf8')).components[0].files ?? [];
}

describe('the files of a component', () => {
  test.each<[string, string, string[]]>([
    ['by pattern', 'files = ["static/*"]', ['static/.hidden', 'static/index.html']],
    [
      'by a pattern of folders',
      'files = ["static/**/*"]',
      ['static/.hidden', 'static/img/logo.svg', 'static/img/old/logo.svg', 'static/index.html'],
    ],
    ['by a path', 'files = ["./a.txt"]', ['a.txt']],
    ['twice over', 'files = ["a.txt", "*.txt"]', ['a.txt']],
    [
      'from a folder',
      'files = [{ source = "static", destination = "/www" }]',
      ['www/.hidden', 'www/img/logo.svg', 'www/img/old/logo.svg', 'www/index.html'],
    ],
    [
      'from a folder to the root',
      'files = [{ source = "static/img/", destination = "/" }]',
      ['logo.svg', 'old/logo.svg'],
    ],
    [
      'from a folder beside that of the manifest',
      'files = [{ source = "../shared", destination = "/s//." }]',
      ['s/b.txt'],
    ],
    ['from a file', 'files = [{ source = "static/index.html", destination = "/home.html" }]', ['home.html']],
    [
      'apart from those that are excluded',
      'files = ["static/**/*"]\nexclude_files = ["static/img/*", "**/.hidden"]',
      ['static/index.html'],
    ],
    [
      'from a folder apart from those that are excluded',
      'files = [{ source = "./static", destination = "/" }]\nexclude_files = ["**/old/*"]',
      ['.hidden', 'img/logo.svg', 'index.html'],
    ],
    [
      'that are named one by one are never excluded',
      'files = ["a.txt", { source = "static/index.html", destination = "/i" }]\nexclude_files = ["**/*"]',
      ['a.txt', 'i'],
    ],
  ])('%s', (_, lines, paths) =>
    inRepository({ ...TREE, 'app/spin.toml': spinToml(lines) }, (root) => {
      expect(filesIn(root).map(({ path }) => path)).toEqual(paths);
    }),
  );

  test('stand in the lock up to 128 bytes, in base64 without padding, and are layers beyond', () =>
    inRepository({ ...TREE, 'app/spin.toml': spinToml('files = ["static/img/**/*", "a.txt"]') }, (root) => {
      expect(filesIn(root)).toEqual([
        { path: 'a.txt', digest: contentOf(Buffer.from('a')).digest, inline: 'YQ' },
        { path: 'static/img/logo.svg', digest: contentOf(Buffer.from(LONG)).digest },
        { path: 'static/img/old/logo.svg', digest: contentOf(Buffer.from('old')).digest, inline: 'b2xk' },
      ]);
      const { image, blobs } = localImage(root, { path: 'app/spin.toml', format: ImageFormat.SPIN });
      const data = image.layers.filter(({ mediaType }) => mediaType.endsWith('+data'));
      expect(data.map(({ size }) => size)).toEqual([129]);
      expect(blobs.map(({ size }) => size)).toEqual([HELLO.length]);
    }));

  test.each([
    [
      'that are not there',
      'files = ["none.txt"]',
      ['component.hello.files "none.txt": there is no such file', 'build what makes them'],
    ],
    ['that no file fits', 'files = ["none/**/*"]', ['there is no such file']],
    [
      'from a folder that is not there',
      'files = [{ source = "none", destination = "/" }]',
      ['there is no such file'],
    ],
    [
      'of a folder without stars',
      'files = ["static/img"]',
      ['as static/img/static/img', '"static/img/**/*"'],
    ],
    [
      'above the folder of the manifest',
      'files = ["../shared/*"]',
      ['leads out of the folder', '{ source, destination }'],
    ],
    ['from the root of the machine', 'files = ["/etc/*"]', ['leads out of the folder']],
    [
      'from a folder of the machine',
      'files = [{ source = "/etc", destination = "/" }]',
      ['outside of the folder'],
    ],
    [
      'to a place outside',
      'files = [{ source = "static", destination = "/../x" }]',
      ['leads out of what the component sees'],
    ],
    [
      'to a name that is a folder',
      'files = [{ source = "a.txt", destination = "/x/" }]',
      ['its destination is a folder', '"/x/NAME"'],
    ],
    [
      'to no name',
      'files = [{ source = "a.txt", destination = "/" }]',
      ['its destination is a folder', '"/NAME"'],
    ],
    [
      'of one place',
      'files = ["a.txt", { source = "../shared/b.txt", destination = "/a.txt" }]',
      ['would both be a.txt', 'Spin takes the one that it copies last'],
    ],
    ['by no pattern', 'files = ["a**"]', ['** stands for whole folders']],
    [
      'excluded by no pattern',
      'files = ["a.txt"]\nexclude_files = ["[a"]',
      ['component.hello.exclude_files "[a"', 'has no ]'],
    ],
  ])('are refused %s', (_, lines, says) =>
    inRepository({ ...TREE, 'app/spin.toml': spinToml(lines) }, (root) => {
      for (const said of says) expect(() => filesIn(root)).toThrow(said);
    }),
  );
});
