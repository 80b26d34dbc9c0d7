import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { FastSynth } from 'cdk8s-wasm';
import { expect, test } from 'vitest';
import { dig } from '../../src/value/json';
import { describeWithTools, readByKubectl } from '../support/kubernetes-tools';
import { LOOKALIKES } from './yaml-data';

/** What kubectl makes of the data of a ConfigMap that FastSynth wrote. */
async function readBack(data: unknown): Promise<unknown> {
  const app = new App();
  const props = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'odd' } };
  const map = new ApiObject(new Chart(app, 'chart'), 'map', props);
  map.addJsonPatch(JsonPatch.add('/data', data));
  return dig((await readByKubectl(FastSynth.toYaml(app)))[0], 'data');
}

/** What no YAML of cdk8s says to kubectl; below stands what comes of each. */
const LOST = [
  // Octal digits of YAML 1.2.
  /^[-+]?0o[0-7_]+$/i,
  // Characters that YAML takes for line breaks, or has none for.
  /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Cs}/u,
  // A tab at the start of more than one line.
  /^\t.*\n/,
  // Lines of nothing but blanks, by newer releases of cdk8s.
  /^\s*\n\s*$/,
];
const READABLE = LOOKALIKES.filter((text) => !LOST.some((lost) => lost.test(text)));

const keyed = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text, index) => [`key-${index}`, text]));

describeWithTools('kubectl reads what FastSynth wrote', ['kubectl'], () => {
  test('as it was meant: strings that look like something else', async () => {
    expect(READABLE.length).toBeGreaterThan(LOOKALIKES.length - 12);
    expect(await readBack(keyed(READABLE))).toEqual(keyed(READABLE));
  });

  test('as it was meant: such strings in lists', async () => {
    expect(await readBack({ list: READABLE, lists: [READABLE] })).toEqual({
      list: READABLE,
      lists: [READABLE],
    });
  });

  test('as it was meant: such strings as keys', async () => {
    const data = Object.fromEntries(READABLE.filter((text) => text !== '<<').map((text) => [text, text]));
    expect(await readBack({ data })).toEqual({ data });
  });

  test('as it was meant: any two of them as one', async () => {
    const short = READABLE.filter((text) => text.length < 100);
    const pairs = short.flatMap((first) => short.map((second) => first + second));
    const data = keyed(pairs.filter((text) => !LOST.some((lost) => lost.test(text))));
    expect(await readBack(data)).toEqual(data);
  });

  test('as it was meant: numbers', async () => {
    const data = { list: [1e21, 1e-7, 0.1, 1.5, -1, 0, 9007199254740991, 5e-324, 1.7976931348623157e308] };
    expect(await readBack(data)).toEqual(data);
  });

  test.each([
    ['octal digits of YAML 1.2', '0o17', 15],
    ['a next line', 'a\u0085b', 'a b'],
    ['nothing but a line separator', '\u2028', null],
    ['nothing but a paragraph separator', '\u2029', null],
  ])('as cdk8s says it and not as it was meant: %s', async (_what, text, read) => {
    expect(await readBack({ text })).toEqual({ text: read });
  });

  test.each([
    ['a control character', 'a\u007f', 'control characters are not allowed'],
    ['a control character of Latin-1', 'a\u009f', 'control characters are not allowed'],
    ['a character that is none', '\uffff', 'control characters are not allowed'],
    ['half a character', '\ud800', 'invalid Unicode character'],
    ['a line separator behind a blank', 'a \u2028b', "could not find expected ':'"],
    ['a tab before text of several lines', '\ta\nb', 'tab character'],
  ])('or refuses it: %s', async (_what, text, problem) => {
    await expect(readBack({ text })).rejects.toThrow(problem);
  });

  test('or refuses it: a key that merges', async () => {
    await expect(readBack({ '<<': 'text' })).rejects.toThrow('map merge requires map');
  });
});
