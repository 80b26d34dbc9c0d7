import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtLeast, parseVersion } from '../../src/value/version';
import { SEED } from '../property/runs';

describe('a version', () => {
  it.each([
    ['1.34', [1, 34, 0]],
    ['v1.34.2', [1, 34, 2]],
    ['0.24.0', [0, 24, 0]],
    ['1.33.4+k3s1', [1, 33, 4]],
    ['1.33-gke.100', [1, 33, 0]],
  ])('%o is read', (text, parts) => {
    expect(parseVersion(text)).toEqual(parts);
  });

  it.each(['', '1', 'x', 'newest', '1.x', '1.34foo', 'V1.34', ' 1.34', '1,34'])('%o is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  it.each([
    ['1.34', '1.33', true],
    ['1.34', '1.34', true],
    ['1.34.0', '1.34', true],
    ['1.34', '1.34.1', false],
    ['1.9', '1.10', false],
    ['2.0', '1.99.99', true],
  ])('%o is at least %o: %o', (have, need, expected) => {
    expect(isAtLeast(have, need)).toBe(expected);
  });

  it('is ordered as its numbers are', () => {
    const number = fc.nat({ max: 40 });
    const version = fc.tuple(number, number, number);
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [have, need] = [a, b].map((parts) => parts.join('.'));
        const first = a.findIndex((part, index) => part !== b[index]);
        expect(isAtLeast(have, need)).toBe(first < 0 || a[first] > b[first]);
        expect(isAtLeast(have, need) || isAtLeast(need, have)).toBe(true);
      }),
      { seed: SEED },
    );
  });
});
