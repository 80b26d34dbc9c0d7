import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiveSources } from '../../../src/cli/manifests/archive';
import { untar } from '../../../src/cli/manifests/untar';
import { folderOf } from '../cli';

const LONG = `chart/templates/${'long/'.repeat(25)}name.yaml`;
const files = {
  'chart/Chart.yaml': 'name: chart\n',
  'chart/templates/empty.yaml': '',
  'chart/templates/web.k8s.yaml': `kind: Pod\n${'#'.repeat(600)}\n`,
  [LONG]: 'kind: Long\n',
};

/** Packed by the tar of this machine. */
function packed(...options: string[]): Buffer {
  const folder = folderOf(files);
  execFileSync('tar', [...options, '-cf', 'chart.tar', 'chart'], { cwd: folder });
  return readFileSync(join(folder, 'chart.tar'));
}

describe('an archive', () => {
  test('is read as tar wrote it', () => {
    const read = untar(packed()).map(({ path, content }) => [path, Buffer.from(content).toString()]);
    expect(Object.fromEntries(read)).toEqual(files);
  });

  test.each(['pax', 'ustar'])('of the format %s is', (format) => {
    const read = untar(packed(`--format=${format}`));
    expect(read.map(({ path }) => path).sort()).toEqual(Object.keys(files).sort());
  });

  test.each([
    ['cut short', (tar: Buffer) => tar.subarray(0, 512 + 100), 'the archive ends within the file'],
    [
      'with another byte in a header',
      (tar: Buffer) => tar.fill('x', 100, 101),
      'there is no tar header at byte 0',
    ],
    ['of noise', () => Buffer.alloc(2048, 'noise'), 'there is no tar header at byte 0'],
  ])('%s is refused', (_, damage, message) => {
    const folder = folderOf(files);
    execFileSync('tar', ['-cf', 'one.tar', 'chart/templates/web.k8s.yaml'], { cwd: folder });
    expect(() => untar(damage(readFileSync(join(folder, 'one.tar'))))).toThrow(message);
  });
});

describe('a packed chart', () => {
  test('holds the manifests of the charts in it too', () => {
    const inner = gzipSync(packed());
    const folder = folderOf({
      'outer/charts/inner.tgz': inner,
      'outer/NOTES.txt': 'x',
      'outer/values.yaml': 'a: 1',
    });
    execFileSync('tar', ['-cf', 'outer.tar', 'outer'], { cwd: folder });
    const sources = archiveSources('outer.tgz', gzipSync(readFileSync(join(folder, 'outer.tar'))));
    expect(sources.map(({ name, isValues }) => [name, isValues]).sort()).toEqual(
      [
        ...Object.keys(files).map((path) => [`outer.tgz!outer/charts/inner.tgz!${path}`, false]),
        ['outer.tgz!outer/values.yaml', true],
      ].sort(),
    );
  });

  test.each([
    ['is no gzip', Buffer.from('kind: Pod\n')],
    ['is cut short', gzipSync(Buffer.alloc(100_000, 1)).subarray(0, 50)],
    ['unpacks to more than any chart', gzipSync(Buffer.alloc(300 * 1024 * 1024))],
  ])('that %s is refused', (_, bytes) => {
    expect(() => archiveSources('web.tgz', bytes)).toThrow(
      /^\[web\.tgz\] it cannot be unpacked: .*; fix: helm package$/,
    );
  });
});
