import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { PYYAML } from '../../scripts/ci/pyyaml.mjs';
import { run } from '../../scripts/lib/process.mjs';
import { findPython, pythonWith } from '../../scripts/lib/python.mjs';
import { root } from '../../scripts/lib/root.mjs';

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
