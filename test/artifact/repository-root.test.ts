import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathInRepository, recordPath, repositoryRoot } from '../../src/artifact/repository-root';
import { from, inRepository } from './local-image/repository';

describe('the root of a repository', () => {
  test.each(['', 'infra', 'infra/lib/x'])('is the nearest folder upwards with a .git: from %j', (folder) =>
    inRepository({ 'infra/lib/x/y': '' }, (root) => {
      expect(repositoryRoot(join(root, folder))).toBe(root);
    }),
  );

  test('may have a file of that name, as worktrees and submodules do', () =>
    inRepository({ 'sub/.git': 'gitdir: ../.git/modules/sub', 'sub/a/b': '' }, (root) => {
      expect(repositoryRoot(join(root, 'sub', 'a'))).toBe(join(root, 'sub'));
    }));

  test('is the folder itself where there is none', () => {
    expect(repositoryRoot('/')).toBe(join('/'));
  });

  test('is looked for from the current folder on', () =>
    inRepository({ 'a/b': '' }, (root) => {
      expect(from(join(root, 'a'), () => repositoryRoot())).toBe(realpathSync(root));
    }));
});

describe('the path of a file in its repository', () => {
  test.each([
    ['/r', '/r/a/b.wasm', posix, 'a/b.wasm'],
    ['/r', '/r/..b/c', posix, '..b/c'],
    ['/r', '/rr/a', posix, undefined],
    ['/r', '/r', posix, undefined],
    ['C:\\r', 'C:\\r\\a\\b.wasm', win32, 'a/b.wasm'],
    ['C:\\r', 'c:\\R\\a', win32, 'a'],
    ['C:\\r', 'C:\\a', win32, undefined],
    ['C:\\r', 'D:\\r\\a', win32, undefined],
  ])('below %s of %s', (root, file, system, path) => {
    expect(recordPath(root, file, system)).toBe(path);
  });

  test('goes from the root, wherever the program runs', () =>
    inRepository({ 'infra/x': '', 'apps/a.wasm': '' }, (root) => {
      expect(from(join(root, 'infra'), () => pathInRepository(root, '../apps/a.wasm'))).toBe('apps/a.wasm');
    }));

  test('may lead over a link, as long as it lies there', () =>
    inRepository({ 'real/a.wasm': '' }, (root) => {
      symlinkSync(join(root, 'real'), join(root, 'link'), 'junction');
      expect(pathInRepository(root, join(root, 'link', 'a.wasm'))).toBe('link/a.wasm');
      expect(pathInRepository(join(root, 'link'), join(root, 'real', 'a.wasm'))).toBe('a.wasm');
    }));

  test('is refused outside, with what to do', () =>
    inRepository({ 'a.wasm': '' }, (root) => {
      mkdirSync(join(root, 'inner'));
      const file = join(root, 'a.wasm');
      expect(() => pathInRepository(join(root, 'inner'), file)).toThrow('it does not lie below');
      expect(() => pathInRepository(join(root, 'inner'), file)).toThrow('{ root: … }');
    }));
});
