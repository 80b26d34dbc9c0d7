import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { isGiven, isMissing, mayHoldMore, membersAt, numberAt, reach, textAt } from '../../src/check/fields';

const tokens = {
  'a Lazy': Lazy.any({ produce: () => 'known later' }),
  'an object with resolve()': { resolve: () => 'known later' },
  'a text with a marker': 'x-wasm-token-3-nekot',
};

describe('a field', () => {
  test('is reached through objects', () => {
    expect(reach({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect(reach({ a: { b: 1 } }, 'a', 'c', 'd')).toBeUndefined();
    expect(reach([1], 'length')).toBeUndefined();
  });

  test('is read as what it is', () => {
    expect(textAt({ a: 'b' }, 'a')).toBe('b');
    expect(textAt({ a: 1 }, 'a')).toBeUndefined();
    expect(numberAt({ a: 1 }, 'a')).toBe(1);
    expect(numberAt({ a: '1' }, 'a')).toBeUndefined();
  });

  test('is given or missing', () => {
    expect([isGiven({ a: false }, 'a'), isMissing({ a: false }, 'a')]).toEqual([true, false]);
    expect([isGiven({ a: null }, 'a'), isMissing({ a: null }, 'a')]).toEqual([false, true]);
    expect([isGiven({}, 'a', 'b'), isMissing({}, 'a', 'b')]).toEqual([false, true]);
  });
});

describe.each(Object.entries(tokens))('%s', (_, token) => {
  test('stands for all that is below it', () => {
    expect(reach({ a: token }, 'a', 'b', 'c')).toBe(token);
  });

  test('is neither given nor missing, and has no value', () => {
    expect([isGiven({ a: token }, 'a'), isMissing({ a: token }, 'a', 'b')]).toEqual([false, false]);
    expect([textAt({ a: token }, 'a'), numberAt({ a: token }, 'a')]).toEqual([undefined, undefined]);
  });

  test('is no known member of a list, which may hold more then', () => {
    expect(membersAt({ a: [token, { name: 'x' }] }, 'a')).toEqual([{ index: 1, spec: { name: 'x' } }]);
    expect(mayHoldMore(token, 'name')).toBe(true);
    expect(mayHoldMore([token], 'name')).toBe(true);
    expect(mayHoldMore([{ name: token }], 'name')).toBe(true);
    expect(mayHoldMore([{ name: 'x', value: token }], 'name')).toBe(false);
  });
});
