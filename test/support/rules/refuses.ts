import { expect, it } from 'vitest';
import { changed, SAMPLES } from '../samples';
import { validate } from '../schema';

/** A sound object with one value changed, and the one problem that it must give. */
export type Case = readonly [
  what: string,
  sample: keyof typeof SAMPLES,
  path: string,
  value: unknown,
  problem: RegExp,
];

export function refuses(cases: readonly Case[]): void {
  it.each(cases)('refuses %s', (_, sample, path, value, problem) => {
    expect(validate(changed(SAMPLES[sample], path, value))).toEqual([expect.stringMatching(problem)]);
  });
}
