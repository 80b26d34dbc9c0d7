import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../src/value/quantity';
import { SEED } from '../property/runs';
import { quantity } from '../support/rules/quantity';

const SUFFIXES = [
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'K',
  'ki',
  'Bi',
  'b',
  ' Mi',
];
const amounts = fc
  .tuple(
    fc.constantFrom('', '+', '-'),
    fc.oneof(
      fc.nat({ max: 99_999 }).map(String),
      fc.constantFrom('0.5', '.5', '1.', '1.25', '', '.', '1.2.3', '0x1', '1,5'),
    ),
    fc.oneof(fc.constantFrom(...SUFFIXES), fc.constantFrom('e3', 'E3', 'e-2', 'e+2', 'e', 'e1.5', 'E3Mi')),
  )
  .map((parts) => parts.join(''));

describe('a quantity', () => {
  it.each([
    ['64Mi', 64 * 2 ** 20],
    ['1Ki', 1024],
    ['100m', 0.1],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1E', 1e18],
    ['5k', 5000],
    ['+1', 1],
    ['-1', -1],
    ['250u', 0.00025],
    ['0', 0],
  ])('%o is %d', (text, number) => {
    expect(parseQuantity(text)).toBeCloseTo(number, 12);
  });

  it.each(['', ' ', '64 Mi', '64MB', 'Mi', '1K', '1e', '0x10', '1_000', '١', '1\n', 'NaN', 'Infinity'])(
    '%o is none',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it('is read like the reference reads it', () => {
    fc.assert(
      fc.property(amounts, (text) => {
        const [ours, reference] = [parseQuantity(text), quantity(text)];
        if (ours === undefined || reference === undefined) expect(ours).toBe(reference);
        else expect(Math.abs(ours - reference)).toBeLessThanOrEqual(Math.abs(reference) * 1e-9);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('grows with its number and with its unit', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 9_999 }),
        fc.nat({ max: 9_999 }),
        fc.constantFrom('m', '', 'k', 'Ki', 'Mi', 'G'),
        (a, b, unit) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
            (number) => parseQuantity(`${number}${unit}`) ?? -1,
          );
          expect(less).toBeLessThanOrEqual(more);
        },
      ),
      { seed: SEED },
    );
    const sizes = [
      '1n',
      '1u',
      '1m',
      '1',
      '1k',
      '1Ki',
      '1M',
      '1Mi',
      '1G',
      '1Gi',
      '1T',
      '1Ti',
      '1P',
      '1Pi',
      '1E',
      '1Ei',
    ].map((text) => parseQuantity(text) ?? -1);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });
});
