import { Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { YamlEmitter } from '../../src/synth/yaml';
import { describeWithPyYaml, type Read, readByJsYaml } from './parsers';
import { LOOKALIKES } from './yaml-data';

const NUMBERS = [1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1, 1.5, -1, 0, 9007199254740991];

/** What a parser does not read as it was meant; below stands what comes of each. */
interface Lost {
  readonly texts: readonly RegExp[];
  readonly keys: readonly RegExp[];
  readonly numbers: readonly number[];
}

/** Texts of which newer releases of cdk8s lose a part: lines of nothing but blanks. */
const LOST_BY_CDK8S = /^\s*\n\s*$/;

/** Holds a parser against all that looks like something else, and any two of them as one. */
function readsAllBut(read: Read, lost: Lost): void {
  const emitter = new YamlEmitter();
  const short = LOOKALIKES.filter((text) => text.length < 100);
  const all = [...LOOKALIKES, ...short.flatMap((first) => short.map((second) => first + second))].filter(
    (text) => !LOST_BY_CDK8S.test(text),
  );

  test.each<[what: string, values: readonly unknown[], documentOf: (value: unknown) => object]>([
    ['texts', all.filter((text) => !matches(lost.texts, text)), (text) => ({ text })],
    [
      'texts in lists',
      all.filter((text) => !matches(lost.texts, text)),
      (text) => ({ list: [[text], text] }),
    ],
    [
      'texts as keys',
      all.filter((text) => !matches([...lost.texts, ...lost.keys], text)),
      (text) => ({ data: { [String(text)]: 'x' } }),
    ],
    ['numbers', NUMBERS.filter((number) => !lost.numbers.includes(number)), (number) => ({ list: [number] })],
  ])('as they were meant: %s', async (_what, values, documentOf) => {
    const documents = values.map(documentOf);
    const readings = await read(documents.map((document) => emitter.document(document)));
    expect(readings).toEqual(documents.map((value) => ({ value })));
  });

  test('and that is nearly all of them', () => {
    expect(all.filter((text) => !matches([...lost.texts, ...lost.keys], text)).length).toBeGreaterThan(
      0.8 * all.length,
    );
  });
}

function matches(expressions: readonly RegExp[], text: string): boolean {
  return expressions.some((expression) => expression.test(text));
}

/** What a parser makes of one document, which cdk8s writes as it is written here. */
async function readOne(read: Read, document: object): Promise<unknown> {
  const text = new YamlEmitter().document(document);
  expect(text).toBe(Yaml.stringify(document));
  return (await read([text]))[0];
}

const OCTAL = /^[-+]?0o[0-7_]+$/i;
/** In a text of one line, which needs no quotes for it. */
const TAB_INSIDE = /^.*\S.*\t.*\S.*$/;

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
