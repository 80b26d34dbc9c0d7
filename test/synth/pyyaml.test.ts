import { expect, test } from 'vitest';
import { describeWithPyYaml, readOne, readsAllBut } from './parsers';

/** In a text of one line, which needs no quotes for it. */
const TAB_INSIDE = /^.*\S.*\t.*\S.*$/;

describeWithPyYaml('PyYAML reads what FastSynth wrote', (read) => {
  test('as it was meant where kubectl does not', async () => {
    const odd = ['\ta\nb', '\ud800', '0o17'];
    expect(await readOne(read, { odd })).toEqual({ value: { odd } });
  });

  readsAllBut(read, {
    texts: [/^(?:=|<<)$/, TAB_INSIDE, /[\u007f-\u009f\u2028\u2029]/],
    keys: [],
    numbers: [1e21, 1e-7, 5e-324],
  });

  test.each([
    [
      'a number of a power of ten without a point',
      { list: [1e21, 1e-7] },
      { value: { list: ['1e+21', '1e-7'] } },
    ],
    [
      'a value of one equals sign',
      { text: '=' },
      { refused: expect.stringContaining('tag:yaml.org,2002:value') },
    ],
    ['a value that merges', { text: '<<' }, { refused: expect.stringContaining('tag:yaml.org,2002:merge') }],
    ['a key that merges', { '<<': 'x' }, { refused: expect.stringContaining('expected a mapping') }],
    ['a tab in a text', { text: 'a\tb' }, { refused: expect.stringContaining('cannot start any token') }],
    ['a line separator at the end', { text: 'yes\u2028' }, { value: { text: true } }],
    ['a paragraph separator at the end', { text: '12\u2029' }, { value: { text: 12 } }],
    ['a line separator inside', { text: 'a\u2028b' }, { refused: expect.stringContaining('simple key') }],
    ['a next line', { text: 'a\u0085b' }, { value: { text: 'a b' } }],
    ['a mark of bytes at the start', { '\ufeffa': 'x' }, { value: { a: 'x' } }],
    ['a character that is none', { text: '\uffff' }, { refused: expect.stringContaining('not allowed') }],
    [
      'a control character',
      { text: 'a\u007f' },
      { refused: expect.stringContaining('special characters are not allowed') },
    ],
  ])('as cdk8s says it and not as it was meant: %s', async (_what, document, reading) => {
    expect(await readOne(read, document)).toEqual(reading);
  });
});
