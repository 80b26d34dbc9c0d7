import fc from 'fast-check';
import { beforeAll, describe, test } from 'vitest';
import { validCases } from './cases';
import { faultOfValid } from './judge';
import { holds, quietly, TIMEOUT } from './runs';

beforeAll(quietly);

describe('random props that are valid', () => {
  test(
    'give objects that Kubernetes takes, with every value in them, the same each time',
    () => {
      const values = fc.record({ given: validCases(), probe: fc.noShrink(fc.nat()) });
      holds(
        values,
        ({ given, probe }) => faultOfValid(given, probe),
        ({ given }) => ({ expect: 'valid', case: given }),
      );
    },
    TIMEOUT,
  );
});
