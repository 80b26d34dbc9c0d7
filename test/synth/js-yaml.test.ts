import { describe, expect, test } from 'vitest';
import { readByJsYaml, readOne, readsAllBut } from './parsers';

const OCTAL = /^[-+]?0o[0-7_]+$/i;

describe('js-yaml reads what FastSynth wrote', () => {
  test('as it was meant where kubectl does not', async () => {
    const odd = ['\ta\nb', '\ud800', 'a\u2028b', '\u2029', 'a\u0085b', '\u007f', '\u009f'];
    expect(await readOne(readByJsYaml, { odd })).toEqual({ value: { odd } });
  });

  readsAllBut(readByJsYaml, { texts: [OCTAL], keys: [/^<<$/], numbers: [] });

  test.each([
    ['octal digits of YAML 1.2', { text: '0o17' }, { value: { text: 15 } }],
    ['such digits as a key', { '0o17': 'x' }, { value: { 15: 'x' } }],
    ['a key that merges', { '<<': 'x' }, { refused: expect.stringContaining('cannot merge mappings') }],
    ['a character that is none', { text: '\uffff' }, { refused: expect.stringContaining('non-printable') }],
    ['a mark of bytes at the start', { '\ufeffa': 'x' }, { value: { a: 'x' } }],
  ])('as cdk8s says it and not as it was meant: %s', async (_what, document, reading) => {
    expect(await readOne(readByJsYaml, document)).toEqual(reading);
  });
});
