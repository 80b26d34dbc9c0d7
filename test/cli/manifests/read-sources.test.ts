import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readSources } from '../../../src/cli/manifests/read-sources';
import { folderOf } from '../cli';

async function read(folder: string, ...paths: string[]): Promise<[string, string][]> {
  const sources = await readSources(paths, {
    input: Readable.from([Buffer.from('kind: '), 'Pod']),
    output: { write: () => undefined },
    errors: { write: () => undefined },
    folder,
    isLive: false,
    signal: new AbortController().signal,
  });
  return sources.map(({ name, text, isValues }) => [name, isValues ? `${text} (values)` : text]);
}

describe('what is read', () => {
  test('of a folder is every manifest below it, by name, and nothing that is hidden or installed', async () => {
    const folder = folderOf({
      'dist/b.yaml': 'b',
      'dist/a.k8s.yaml': 'a',
      'dist/deep/er/c.YML': 'c',
      'dist/d.json': 'd',
      'dist/values.yaml': 'v',
      'dist/notes.md': 'x',
      'dist/kube.tgz': 'x',
      'dist/.hidden/e.yaml': 'x',
      'dist/node_modules/p/f.yaml': 'x',
    });
    const expected = [
      ['dist/a.k8s.yaml', 'a'],
      ['dist/b.yaml', 'b'],
      ['dist/d.json', 'd'],
      ['dist/deep/er/c.YML', 'c'],
      ['dist/values.yaml', 'v'],
    ];
    expect(await read(folder, 'dist')).toEqual(expected);
    expect(await read(folder, 'dist/')).toEqual(expected);
    expect(await read(join(folder, 'dist'), '.')).toEqual(
      expected.map(([name, text]) => [name.replace('dist/', ''), text]),
    );
  });

  test('of a chart is the charts in it too, and what is a value', async () => {
    const folder = folderOf({
      'web/Chart.yaml': 'name: web',
      'web/values.yaml': 'v',
      'web/templates/web.k8s.yaml': 't',
      'web/charts/sub/templates/sub.yaml': 's',
      'web/charts/sub/values.yaml': 'w',
      'packed/Chart.yaml': 'name: packed',
    });
    execFileSync('tar', ['-czf', join('web', 'charts', 'packed-1.0.0.tgz'), 'packed'], { cwd: folder });
    expect(await read(folder, 'web')).toEqual([
      ['web/Chart.yaml', 'name: web'],
      ['web/charts/packed-1.0.0.tgz!packed/Chart.yaml', 'name: packed'],
      ['web/charts/sub/templates/sub.yaml', 's'],
      ['web/charts/sub/values.yaml', 'w (values)'],
      ['web/templates/web.k8s.yaml', 't'],
      ['web/values.yaml', 'v (values)'],
    ]);
  });

  test('of a file is the file, whatever its name', async () => {
    const folder = folderOf({ 'dist/web.txt': '\ufeffweb' });
    expect(await read(folder, 'dist/web.txt', join(folder, 'dist/web.txt'))).toEqual([
      ['dist/web.txt', 'web'],
      [join(folder, 'dist/web.txt'), 'web'],
    ]);
  });

  test('of standard input is all of it', async () => {
    expect(await read(folderOf({}), '-')).toEqual([['standard input', 'kind: Pod']]);
  });

  test.runIf(process.platform !== 'win32')(
    'follows links, but not in circles and not into nothing',
    async () => {
      const folder = folderOf({ 'real/a.yaml': 'a', 'dist/b.yaml': 'b' });
      symlinkSync(join(folder, 'real'), join(folder, 'dist', 'linked'));
      symlinkSync(join(folder, 'dist'), join(folder, 'dist', 'round'));
      symlinkSync(join(folder, 'nowhere'), join(folder, 'dist', 'lost.yaml'));
      expect(await read(folder, 'dist')).toEqual([
        ['dist/b.yaml', 'b'],
        ['dist/linked/a.yaml', 'a'],
      ]);
    },
  );
});
