import { beforeAll, describe, expect, test } from 'vitest';
import kept from './cases.json';
import { faultOfInvalid, faultOfValid } from './judge';
import { type KeptCase, quietly } from './runs';
import { effective } from './traces';

// A property that fails prints its case as one line of JSON: added to cases.json
// it is tried here each time, before the random ones find it again.
const CASES: readonly KeptCase[] = kept.map((entry) => Object(entry));

beforeAll(quietly);

describe('cases that failed once', () => {
  test.each(CASES)('$expect: $why', ({ expect: expected, case: given, why }) => {
    const faults =
      expected === 'refused'
        ? [faultOfInvalid(given, why)]
        : effective(given).map((_, probe) => faultOfValid(given, probe));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });
});
