import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { TomlDocument } from '../../../src/artifact/spin/toml-document';
import type { TomlPath } from '../../../src/artifact/spin/toml-scanner';
import { marked } from './marked';
import { tomlDocuments, writeToml } from './toml-documents';

const placeOf = (text: string, path: TomlPath) => {
  const { line, column } = TomlDocument.parse(text, 'a.toml').positionOf(path);
  return `${line}:${column}`;
};

describe('where a key of a TOML document stands', () => {
  const cases: readonly (readonly [string, string, TomlPath])[] = [
    ['a key at the top', 'a = 1\n‸b = 2', ['b']],
    ['a key behind a BOM', '\ufeffa = 1\n‸b = 2', ['b']],
    ['a key after ends of lines as Windows has them', 'a = 1\r\n\r\n  ‸b = 2\r\n', ['b']],
    ['a table by its own header', '[‸a]\nb = 1', ['a']],
    ['a table by its own header, though one below it came first', '[a.b]\nc = 1\n[‸a]\nd = 1', ['a']],
    ['a table without a header by the first that names it', '[‸a.b]\nc = 1\n[a.d]\n', ['a']],
    ['a key in a table', '[a.b]\nc = 1\n‸d = 2', ['a', 'b', 'd']],
    ['an item of an array of tables', '[[a.b]]\nc = 1\n[[a.‸b]]\nc = 2', ['a', 'b', 1]],
    ['a key of a later item', '[[a]]\nc = 1\n[[a]]\n‸c = 2', ['a', 1, 'c']],
    ['a table of an item', '[[a]]\n[[a]]\n[a.‸b]\nc = 1', ['a', 1, 'b']],
    [
      'an array of tables in an item',
      '[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\n‸c = 1',
      ['a', 1, 'b', 1, 'c'],
    ],
    ['a dotted key', 'a . ‸b.c = 1', ['a', 'b']],
    ['the last of a dotted key', '[t]\na.b.‸c = 1', ['t', 'a', 'b', 'c']],
    ['a key in an inline table', 'a = { b = 1, ‸c = 2 }', ['a', 'c']],
    ['a dotted key in an inline table', 'a = { b.‸c = 2 }', ['a', 'b', 'c']],
    ['an item of an array', 'a = [\n  1, # one\n  ‸2,\n]', ['a', 1]],
    ['a key of a table in an array', 'a = [{ b = 1 }, { ‸b = 2 }]', ['a', 1, 'b']],
    ['an item of an array in an array', 'a = [[1], [2, ‸3]]', ['a', 1, 1]],
    ['a quoted key', '‸"a b.c" = 1', ['a b.c']],
    ['a key with escapes', '‸"a\\"\\u0041\\t" = 1', ['a"A\t']],
    ['a key in single quotes', "‸'a\\b' = 1", ['a\\b']],
    ['a key after a string with everything in it', 'a = "] } # \\" ="\n‸b = 1', ['b']],
    ['a key after a text of several lines', 'a = """\nb = 1\n\\""" ""\n"""""\n‸b = 2', ['b']],
    ['a key after a literal text of several lines', "a = '''\nb = '1'\n\\'''\n‸b = 2", ['b']],
    ['a key after a date with a space', 'a = 1979-05-27 07:32:00 # then\n‸b = 2', ['b']],
    ['the table that a missing key is missing from', '[‸a]\nb = 1', ['a', 'c', 'd']],
    ['the start for what is missing at the top', '‸a = 1', ['b']],
  ];

  test.each(cases)('%s', (_, withMark, path) => {
    const { text, place } = marked(withMark);
    expect(placeOf(text, path)).toBe(place);
  });

  it('is where it was written, whatever stands around it', () => {
    fc.assert(
      fc.property(tomlDocuments, (document) => {
        const { text, keys } = writeToml(document);
        const read = TomlDocument.parse(text, 'a.toml');
        for (const { path, offset } of keys) {
          const lines = text.slice(0, offset).split('\n');
          expect(read.positionOf(path)).toEqual({ line: lines.length, column: lines.at(-1)!.length + 1 });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a TOML document that does not parse', () => {
  test.each([
    ['a = 1\nb = ‸nope', 'invalid value'],
    ['a = 1\n‸a = 2', 'redefine'],
    ['[a]\nb = ‸"c', 'string'],
  ])('is refused where that shows: %s', (withMark, wrong) => {
    const { text, place } = marked(withMark);
    expect(() => TomlDocument.parse(text, 'a.toml')).toThrow(`[a.toml:${place}] toml: manifest `);
    expect(() => TomlDocument.parse(text, 'a.toml')).toThrow(wrong);
  });
});

describe('TOML 1.1, which Spin does not take,', () => {
  test.each([
    ['a = ‸{ b = 1,\n c = 2 }', 'an inline table over several lines'],
    ['[t]\na = ‸{ b = 1, }', 'a comma after the last key of an inline table'],
    ['a = "‸\\e"', 'the escape \\e'],
    ['a = ["b", "c‸\\x41"]', 'the escape \\x'],
    ['a = ‸07:32', 'a time without seconds'],
    ['a = ‸1979-05-27T07:32Z', 'a time without seconds'],
  ])('is refused where it stands: %s', (withMark, what) => {
    const { text, place } = marked(withMark);
    expect(() => TomlDocument.parse(text, 'a.toml')).toThrow(`[a.toml:${place}] toml: `);
    expect(() => TomlDocument.parse(text, 'a.toml')).toThrow(`${what} is TOML 1.1, and Spin takes TOML 1.0`);
  });

  test.each([
    ['an inline table with an array over lines in it', 'a = { b = [\n1,\n] }'],
    ['an empty inline table', 'a = { }'],
    ['a backslash before an e', 'a = "\\\\e"'],
    ['a literal text', "a = '\\e'"],
    ['an offset', 'a = 1979-05-27T07:32:00+05:30'],
  ])('is not %s', (_, text) => {
    expect(() => TomlDocument.parse(text, 'a.toml')).not.toThrow();
  });
});
