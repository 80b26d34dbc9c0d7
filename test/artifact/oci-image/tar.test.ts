import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { storedGzip } from '../../../src/artifact/oci-image/gzip';
import { tar } from '../../../src/artifact/oci-image/tar';

const long = (part: number, ...rest: string[]) => ['d'.repeat(part), ...rest].join('/');

describe('an archive', () => {
  test.each([
    ['a short path', 'app.wasm'],
    ['a path in folders', 'a/b/c.txt'],
    ['a name of 100 characters', 'n'.repeat(100)],
    ['a path of 200 characters that two fields hold', long(120, 'f'.repeat(79))],
    ['a path at the end of what two fields hold', long(155, 'f'.repeat(100))],
    ['a name of 101 characters', 'n'.repeat(101)],
    ['a folder of 156 characters', long(156, 'f'.repeat(90))],
    ['a name of 200 characters in a folder', long(10, 'f'.repeat(200))],
    ['a path that is not ASCII', 'größe/naïve-日本.txt'],
    ['a path whose record is one digit longer by its own length', long(50, 'f'.repeat(35), 'ä')],
  ])('keeps %s', (_, path) => {
    const folder = unpacked(tar([{ path, bytes: Buffer.from('content'), mode: 0o640 }]));
    expect(readFileSync(join(folder, path), 'utf8')).toBe('content');
    expect(statSync(join(folder, path)).mode & 0o777).toBe(0o640);
    expect(statSync(join(folder, path)).mtimeMs).toBe(0);
  });

  test.each([0, 1, 511, 512, 513, 100_000])('keeps a file of %i bytes and what stands behind it', (size) => {
    const bytes = Buffer.alloc(size, 'x');
    const folder = unpacked(
      tar([
        { path: 'a', bytes, mode: 0o644 },
        { path: 'b', bytes: Buffer.from('next'), mode: 0o644 },
      ]),
    );
    expect(readFileSync(join(folder, 'a')).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('next');
  });

  test('lists root as the owner, folders before what is in them, and paths in order', () => {
    const files = ['b/z', 'b/a/c', 'a'].map((path) => ({ path, bytes: Buffer.from('x'), mode: 0o644 }));
    const listed = execFileSync('tar', ['--numeric-owner', '-tvf', '-'], {
      input: joined(tar(files)),
      env: { TZ: 'UTC' },
    });
    expect(
      listed
        .toString()
        .trim()
        .split('\n')
        .map((line) => line.replace(/\s+/g, ' ')),
    ).toEqual([
      '-rw-r--r-- 0/0 1 1970-01-01 00:00 a',
      'drwxr-xr-x 0/0 0 1970-01-01 00:00 b/',
      'drwxr-xr-x 0/0 0 1970-01-01 00:00 b/a/',
      '-rw-r--r-- 0/0 1 1970-01-01 00:00 b/a/c',
      '-rw-r--r-- 0/0 1 1970-01-01 00:00 b/z',
    ]);
  });

  test('holds the bytes that it was given, and no copy of them', () => {
    const bytes = Buffer.alloc(1000);
    expect(tar([{ path: 'a', bytes, mode: 0o644 }])).toContain(bytes);
  });
});

describe('a gzip stream', () => {
  test.each([0, 1, 65_535, 65_536, 200_000])('of %i bytes is what others unpack', (size) => {
    const bytes = Buffer.alloc(size, 'abcdefg');
    expect(gunzipSync(joined(storedGzip([bytes]))).equals(bytes)).toBe(true);
  });

  test('of several pieces is that of all of them', () => {
    const pieces = ['one', '', 'two'].map((text) => Buffer.from(text));
    expect(gunzipSync(joined(storedGzip(pieces))).toString()).toBe('onetwo');
  });
});

function joined(pieces: readonly Uint8Array[]): Buffer {
  return Buffer.concat(pieces);
}

function unpacked(pieces: readonly Uint8Array[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-tar-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.tar'), joined(pieces));
  execFileSync('tar', ['-xpf', '.tar'], { cwd: folder });
  return folder;
}
