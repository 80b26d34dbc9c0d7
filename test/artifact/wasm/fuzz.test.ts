import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { WasmBinary } from '../../../src/artifact/wasm-binary';
import { componentOf, list, module, producers, section, text } from './encode';
import { hostile } from './hostile';
import { judge, notesIn } from './judge';
import { read } from './refusal';

const isFull = process.env.WASM_FUZZ === 'full';
const TIMEOUT_MS = 15 * 60_000;
const SLOWEST_MS = 50;

/** A failure prints its seed and path; the seed can be given from outside. */
const seed = process.env.WASM_FUZZ_SEED === undefined ? {} : { seed: Number(process.env.WASM_FUZZ_SEED) };
const numRuns = isFull ? 100_000 : 2000;
const numJudged = isFull ? 20_000 : 400;

test(
  `each of ${numRuns} hostile binaries is read or refused with a place, at once`,
  () => {
    let [taken, refused] = [0, 0];
    const property = fc.property(hostile, (bytes) => {
      if (timed(() => read(bytes)) === undefined) {
        taken++;
        expectSound(WasmBinary.fromBytes(bytes));
      } else {
        refused++;
      }
    });
    fc.assert(property, { numRuns, ...seed });
    // Else the generator has run dry, and the test says nothing.
    expect(Math.min(taken, refused)).toBeGreaterThan(numRuns / 10);
  },
  TIMEOUT_MS,
);

test(
  `of ${numJudged} hostile binaries those that wasm-tools takes are read as it reads them`,
  async () => {
    let taken = 0;
    const property = fc.asyncProperty(hostile, async (bytes) => {
      const judged = await judge(bytes).catch(() => undefined);
      if (judged !== undefined) {
        taken++;
        const { kind, imports, exports, producers } = WasmBinary.fromBytes(bytes);
        expect({ kind, imports, exports, producers: notesIn(producers) }).toEqual(judged);
      }
    });
    await fc.assert(property, { numRuns: numJudged, ...seed });
    expect(taken).toBeGreaterThan(numJudged / 20);
  },
  TIMEOUT_MS,
);

test.each([':', 'a:', 'a:b@', 'wasi:', '|', ' ', '.'])(
  'names of a hundred thousand letters are understood at once: %j again and again',
  (part) => {
    const name = text(part.repeat(100_000 / part.length));
    for (const bytes of [
      module(section(2, list([...name, ...text('a'), 0, 0])), section(7, list([...name, 0, 0]))),
      componentOf(section(10, list([0, ...name, 1, 0])), section(11, list([0, ...name, 1, 0, 0]))),
      module(producers(['language', part.repeat(100_000 / part.length), ''])),
    ]) {
      expect(timed(() => read(bytes))).toBeUndefined();
    }
  },
);

/** What the reader found is of the types that it promises. */
function expectSound(binary: WasmBinary): void {
  const isOneOf = (values: object, value: string) => Object.values(values).includes(value);
  const isText = (value: unknown) => typeof value === 'string';
  const isSound =
    isOneOf(WasmKind, binary.kind) &&
    isOneOf(WasiTrack, binary.wasi) &&
    isOneOf(WasmRole, binary.role) &&
    binary.imports.every(isText) &&
    binary.exports.every(isText) &&
    Object.values(binary.producers).every((tools) => tools.length > 0 && tools.every(isText));
  if (!isSound) {
    expect.fail(
      `of no sense: ${JSON.stringify({ ...binary, imports: binary.imports, exports: binary.exports })}`,
    );
  }
}

/** The best of three counts, so that a busy machine fails no test. */
function timed<T>(act: () => T): T {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt++) {
    const start = performance.now();
    const result = act();
    best = Math.min(best, performance.now() - start);
    if (best < SLOWEST_MS) {
      return result;
    }
    if (attempt === 3) {
      throw new Error(`took ${best.toFixed(1)} ms`);
    }
  }
}
