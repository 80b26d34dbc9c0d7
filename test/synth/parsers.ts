import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { PYYAML } from '../../scripts/ci/pyyaml.mjs';
import { run } from '../../scripts/lib/process.mjs';
import { findPython, pythonWith } from '../../scripts/lib/python.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { YamlEmitter } from '../../src/synth/yaml';
import { LOOKALIKES } from './yaml-data';

/** What a parser makes of a document: what it says, or why it is refused. */
export type Reading = { readonly value: unknown } | { readonly refused: string };

/** Reads documents with a parser that others use. */
export type Read = (documents: readonly string[]) => Promise<readonly Reading[]>;

const jsYaml: { readonly load: (text: string) => unknown } = createRequire(import.meta.url)('js-yaml');

/** Reads with js-yaml. */
export const readByJsYaml: Read = async (documents) =>
  documents.map((document) => {
    try {
      return { value: jsYaml.load(document) };
    } catch (error) {
      return { refused: String(error) };
    }
  });

/** Describes what PyYAML does, or says why it was skipped. */
export function describeWithPyYaml(title: string, body: (read: Read) => void): void {
  const version = findPython();
  const program = version === undefined ? undefined : pythonWith(version, PYYAML);
  describe(title, () => {
    if (program !== undefined) return body((documents) => readByPython(program, documents));
    test('agrees with the real PyYAML', (context) => {
      context.skip('no PyYAML; .ci/run fetches it where there is a python3 that can make environments');
    });
  });
}

async function readByPython(program: string, documents: readonly string[]): Promise<Reading[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-pyyaml-'));
  try {
    const file = join(folder, 'documents.json');
    writeFileSync(file, JSON.stringify(documents));
    const { stdout } = await run(program, [join(root, 'test', 'synth', 'read.py'), file]);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

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
export function readsAllBut(read: Read, lost: Lost): void {
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
export async function readOne(read: Read, document: object): Promise<unknown> {
  const text = new YamlEmitter().document(document);
  expect(text).toBe(Yaml.stringify(document));
  return (await read([text]))[0];
}
