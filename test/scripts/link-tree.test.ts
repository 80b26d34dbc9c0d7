import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { linkTree } from '../../scripts/lib/link-tree.mjs';

/** A folder of installed packages, and where a second one is to be. */
function installed(): { from: string; to: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-links-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const from = join(folder, 'from');
  for (const each of ['a/lib', '.bin', '.cache']) mkdirSync(join(from, each), { recursive: true });
  writeFileSync(join(from, 'a/lib/index.js'), 'old');
  writeFileSync(join(from, '.cache/kept'), 'old');
  writeFileSync(join(from, '.package-lock.json'), 'old');
  symlinkSync('../a/lib/index.js', join(from, '.bin/a'));
  return { from, to: join(folder, 'to') };
}

test('a second tree has the same files, and links that lead into itself', () => {
  const { from, to } = installed();
  linkTree(from, to);
  expect(statSync(join(to, 'a/lib/index.js')).ino).toBe(statSync(join(from, 'a/lib/index.js')).ino);
  expect(lstatSync(join(to, '.bin/a')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(to, '.bin/a'), 'utf8')).toBe('old');
});

test('what npm writes to in the second tree is not that of the first, and no cache is taken along', () => {
  const { from, to } = installed();
  linkTree(from, to);
  writeFileSync(join(to, '.package-lock.json'), 'new');
  expect(readFileSync(join(from, '.package-lock.json'), 'utf8')).toBe('old');
  expect(existsSync(join(to, '.cache'))).toBe(false);
});

test('a package that is replaced in the second tree stays in the first', () => {
  const { from, to } = installed();
  linkTree(from, to);
  rmSync(join(to, 'a'), { recursive: true });
  expect(readFileSync(join(from, 'a/lib/index.js'), 'utf8')).toBe('old');
});
