import { describe, expect, test } from 'vitest';
import { documentsOf, parseDocument } from '../../../src/cli/manifests/documents';

const numbered = (text: string) => documentsOf({ text }).map(({ number, line }) => [number, line]);

describe('a file is taken apart into documents', () => {
  test.each([
    ['one without a marker', 'a: 1\n', [[1, 1]]],
    [
      'several',
      'a: 1\n---\nb: 2\n---\nc: 3\n',
      [
        [1, 1],
        [2, 2],
        [3, 4],
      ],
    ],
    ['a marker before the first', '---\na: 1\n', [[1, 1]]],
    [
      'with lines of Windows',
      'a: 1\r\n---\r\nb: 2\r\n',
      [
        [1, 1],
        [2, 2],
      ],
    ],
    ['empty ones, which are not counted', '---\n---\n# nothing\n---\na: 1\n---\n', [[1, 4]]],
    [
      'content behind the marker',
      '--- {a: 1}\n--- # two\nb: 2\n',
      [
        [1, 1],
        [2, 2],
      ],
    ],
    ['dashes that are no marker', 'a: |\n  ---\n  x\nb: ---x\n', [[1, 1]]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(numbered(text)).toEqual(expected);
  });

  test('which parse to what the whole file parses to', () => {
    const text = '# head\n--- # one\na: 1\n---\nb: |\n  text\n  ---\n...\n--- {c: 3}\n';
    expect(documentsOf({ text }).flatMap((document) => parseDocument(document.text))).toEqual([
      { a: 1 },
      { b: 'text\n---\n' },
      { c: 3 },
    ]);
  });
});

describe('a document', () => {
  test.each([
    ['JSON', '{"a": "\\u0062"}', [{ a: 'b' }]],
    ['YAML that begins like JSON', '{a: b}', [{ a: 'b' }]],
    ['anchors and merges', 'x: &x {a: 1}\ny:\n  <<: *x\n', [{ x: { a: 1 }, y: { a: 1 } }]],
  ])('may be %s', (_, text, expected) => {
    expect(parseDocument(text)).toEqual(expected);
  });

  test('that is broken says on which line, and gives nothing of its text away', () => {
    const broken = () => parseDocument('a: 1\npassword: "s3cret\nb: 2\n');
    expect(broken).toThrow(expect.objectContaining({ line: 4 }));
    expect(broken).not.toThrow(/s3cret/);
  });

  test('that is two, one written into the other, is refused: the last would count, and the first be lost', () => {
    expect(() => parseDocument('kind: Job\nspec: 1\nkind: Deployment\nspec: 2\n')).toThrow(
      expect.objectContaining({ line: 3, message: expect.stringContaining('YamlOutputType.FILE_PER_APP') }),
    );
  });

  test('whose anchors grow without end is refused', () => {
    const lines = ['a0: &a0 [x, x]'];
    for (let level = 1; level < 30; level++)
      lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    expect(() => parseDocument(lines.join('\n'))).toThrow(/alias/);
  });
});
