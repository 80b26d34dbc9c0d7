import fc from 'fast-check';
import { vi } from 'vitest';
import type { Case } from './world';

/** Whether the long runs of CI are wanted: `WASM_FUZZ=full npm test`. */
export const FULL = process.env.WASM_FUZZ === 'full';

/** How many random cases a property is held against. */
export const RUNS = FULL ? 3_000 : 60;

/** Time for a property, its shrinking included. */
export const TIMEOUT = 600_000;

/**
 * Where the random cases start: always at the same, so that a run fails only for
 * who broke something. Whoever hunts gives another: `WASM_FUZZ_SEED`, any number.
 */
export const SEED = Number(process.env.WASM_FUZZ_SEED ?? 20_260_423);

/** A case in `cases.json`: one that failed once, and must not again. */
export interface KeptCase {
  /** What it showed. */
  readonly why: string;
  /** Whether it is taken, or refused with an error that names its path. */
  readonly expect: 'valid' | 'refused';
  readonly case: Case;
}

/** Keeps the warnings of random workloads off the terminal, and says where the runs start. */
export function quietly(): void {
  console.info(
    `property tests: seed ${SEED}, ${RUNS} runs (WASM_FUZZ=full for more, WASM_FUZZ_SEED to repeat)`,
  );
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
}

/**
 * Holds a property against random values.
 *
 * @param judge what is wrong with a value; nothing where it is right
 * @param kept how the smallest wrong one is kept in `cases.json`
 */
export function holds<T>(
  values: fc.Arbitrary<T>,
  judge: (value: T) => string | undefined,
  kept: (value: T) => Omit<KeptCase, 'why'>,
  numRuns = RUNS,
): void {
  const property = fc.property(values, (value) => {
    const wrong = judge(value);
    if (wrong !== undefined) {
      throw new Error(wrong);
    }
  });
  const { failed, counterexample, errorInstance, seed, counterexamplePath } = fc.check(property, {
    seed: SEED,
    numRuns,
  });
  if (failed) {
    const wrong = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    const entry = counterexample === null ? {} : { why: wrong.split('\n')[0], ...kept(counterexample[0]) };
    throw new Error(
      `${wrong}\n\nseed ${seed}, path ${counterexamplePath}; to keep the case, add to test/property/cases.json:\n${JSON.stringify(entry)}`,
    );
  }
}
