import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesThatFit, isPattern, pathTest } from '../../../src/artifact/local-image/glob';
import { inRepository } from './repository';

const FILES = [
  'a.txt',
  '.env',
  'x/a.txt',
  'x/b.md',
  'x/.keep',
  'x/y/c.txt',
  'x/y/z/d.txt',
  'w/[1].txt',
  'w/é.txt',
];
const TREE = Object.fromEntries(FILES.map((file) => [file, '']));

describe('a pattern', () => {
  test.each<[string, string[]]>([
    ['*.txt', ['a.txt']],
    ['*', ['.env', 'a.txt']],
    ['./x//*', ['x/.keep', 'x/a.txt', 'x/b.md']],
    ['**/*', FILES],
    ['x/**/*', ['x/.keep', 'x/a.txt', 'x/b.md', 'x/y/c.txt', 'x/y/z/d.txt']],
    ['**/*.txt', ['a.txt', 'w/[1].txt', 'w/é.txt', 'x/a.txt', 'x/y/c.txt', 'x/y/z/d.txt']],
    ['**/y/*', ['x/y/c.txt']],
    ['**/y/**/*', ['x/y/c.txt', 'x/y/z/d.txt']],
    ['x/**/**/d.txt', ['x/y/z/d.txt']],
    ['x/?.txt', ['x/a.txt']],
    ['w/?.txt', ['w/é.txt']],
    ['*/[ab].*', ['x/a.txt', 'x/b.md']],
    ['*/[!a].*', ['w/é.txt', 'x/b.md']],
    ['*/[b-z].md', ['x/b.md']],
    ['*/[z-a].md', []],
    ['w/[[]1[]].txt', ['w/[1].txt']],
    ['x/[-y]/*', ['x/y/c.txt']],
    ['X/*', []],
    ['x/a.txt/*', []],
    ['none/*', []],
    // Two stars at the end stand for folders alone.
    ['x/**', []],
    ['x/*/', []],
  ])('%s fits %j', (pattern, files) =>
    inRepository(TREE, (root) => {
      expect(
        filesThatFit(root, pattern)
          .filter((path) => !path.startsWith('.git'))
          .sort(),
      ).toEqual([...files].sort());
    }),
  );

  test.each<[string, string[]]>([
    ['x/*', ['x/.keep', 'x/a.txt', 'x/b.md', 'x/y/c.txt', 'x/y/z/d.txt']],
    ['*.txt', FILES.filter((file) => file.endsWith('.txt'))],
    ['x?a.txt', ['x/a.txt']],
    ['**/d.txt', ['x/y/z/d.txt']],
    ['x/**', ['x/.keep', 'x/a.txt', 'x/b.md', 'x/y/c.txt', 'x/y/z/d.txt']],
    ['a.txt', ['a.txt']],
    ['a+txt', []],
  ])('%s excludes %j, as a star also stands for what has folders in it', (pattern, files) => {
    expect(FILES.filter(pathTest(pattern))).toEqual(FILES.filter((file) => files.includes(file)));
  });

  test.each([
    ['a/***', '*** is neither * nor **'],
    ['a**', '** stands for whole folders'],
    ['**a/b', '** stands for whole folders'],
    ['[', 'a [ has no ]'],
    ['[]', 'a [ has no ]'],
    ['[!]', 'a [ has no ]'],
    ['x/[a', 'a [ has no ]'],
  ])('is none where it says %s', (pattern, wrong) => {
    expect(() => pathTest(pattern)).toThrow(wrong);
    expect(() => filesThatFit('.', pattern)).toThrow(wrong);
  });

  test.each([
    ['a', false],
    ['a.b-c!/{d}', false],
    ['a*', true],
    ['a]', true],
  ])('is told from a path: %s', (text, is) => {
    expect(isPattern(text)).toBe(is);
  });

  test('goes through links, and ends where one leads back', () =>
    inRepository(TREE, (root) => {
      symlinkSync(join(root, 'x', 'y'), join(root, 'w', 'link'), 'junction');
      expect(filesThatFit(root, 'w/**/*.txt')).toContain('w/link/z/d.txt');
      mkdirSync(join(root, 'loop'));
      symlinkSync(join(root, 'loop'), join(root, 'loop', 'again'), 'junction');
      expect(() => filesThatFit(root, 'loop/**/*')).toThrow('leads back to a folder around it');
    }));
});
