import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  derivedName,
  isDns1035Label,
  isDnsLabel,
  isDnsSubdomain,
  isLabelKey,
  isLabelValue,
  toDns1035Label,
} from '../../src/value/name';
import { SEED } from '../property/runs';
import * as kubernetes from '../support/rules/syntax';

const characters = fc.constantFrom(...'abcxyzAZ019-_./ ~é', 'é');
const texts = fc.oneof(
  fc.string({ unit: characters, maxLength: 12 }),
  fc.string({ unit: characters, minLength: 60, maxLength: 66 }),
  fc.string({ unit: fc.constantFrom(...'ab0-'), minLength: 60, maxLength: 66 }),
  fc.string({ unit: fc.constantFrom(...'ab0-.'), minLength: 250, maxLength: 256 }),
);
const labels = fc
  .tuple(
    fc.constantFrom(...'abc'),
    fc.string({ unit: fc.constantFrom(...'ab0-'), maxLength: 61 }),
    fc.constantFrom(...'xyz9'),
  )
  .map((parts) => parts.join(''));
const options = { seed: SEED, numRuns: 500 };

describe('what Kubernetes takes for a name', () => {
  it.each([
    ['a DNS-1035 label', isDns1035Label, kubernetes.isServiceName],
    ['a DNS label', isDnsLabel, kubernetes.isDnsLabel],
    ['a DNS subdomain', isDnsSubdomain, kubernetes.isSubdomain],
    ['a key of a label', isLabelKey, kubernetes.isQualifiedName],
    ['a value of a label', isLabelValue, kubernetes.isLabelValue],
  ])('is told like the reference tells it: %s', (_, ours, reference) => {
    fc.assert(
      fc.property(fc.oneof(texts, labels), (text) => {
        expect(ours(text)).toBe(reference(text));
      }),
      options,
    );
  });

  it.each(['a', 'a1', 'a-b', 'a'.repeat(63)])('has %o for a Service', (name) => {
    expect(isDns1035Label(name)).toBe(true);
  });

  it.each(['', '1a', '-a', 'a-', 'A', 'a.b', 'a_b', 'a'.repeat(64), 'a\n'])(
    'has no %o for a Service',
    (name) => {
      expect(isDns1035Label(name)).toBe(false);
    },
  );

  it.each(['', '/a', 'a/', 'a/b/c', 'A_B/c', 'é', `a/${'b'.repeat(64)}`])(
    'has no %o for the key of a label',
    (key) => {
      expect(isLabelKey(key)).toBe(false);
    },
  );
});

describe('a derived name', () => {
  const suffixes = fc.constantFrom('', '-tls', '-pdb', '-0123456789');

  it('is the name and its suffix where these fit', () => {
    expect(derivedName('hello', '-tls')).toBe('hello-tls');
    expect(derivedName('a'.repeat(59), '-tls')).toHaveLength(63);
  });

  it('is cut with a hash where they do not, and stays a name', () => {
    fc.assert(
      fc.property(labels, suffixes, fc.integer({ min: 40, max: 63 }), (name, suffix, max) => {
        const derived = derivedName(name, suffix, max);
        expect(derived.length).toBeLessThanOrEqual(max);
        expect(derived.endsWith(suffix)).toBe(true);
        expect(isDns1035Label(derived)).toBe(true);
        expect(derivedName(name, suffix, max)).toBe(derived);
      }),
      options,
    );
  });

  it('is another for every other name, however alike they begin', () => {
    fc.assert(
      fc.property(fc.uniqueArray(labels, { minLength: 2, maxLength: 8 }), suffixes, (ends, suffix) => {
        const names = ends.map((end) => `${'a'.repeat(60)}${end}`);
        expect(new Set(names.map((name) => derivedName(name, suffix))).size).toBe(names.length);
      }),
      options,
    );
  });
});

describe('a generated name', () => {
  it.each([
    ['chart-hello-c8f0e2a1', 'chart-hello-c8f0e2a1'],
    ['My_Chart.Hello', 'my-chart-hello'],
    ['1st', 'w-1st'],
    ['-a-', 'a'],
    ['___', 'w'],
    ['', 'w'],
  ])('%o becomes %o', (generated, label) => {
    expect(toDns1035Label(generated)).toBe(label);
  });

  it('becomes a DNS-1035 label whatever it was, and one that is stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(texts, labels), fc.constantFrom(52, 63), (generated, max) => {
        const label = toDns1035Label(generated, max);
        expect(isDns1035Label(label) && label.length <= max).toBe(true);
        expect(toDns1035Label(label, max)).toBe(label);
      }),
      options,
    );
  });
});
