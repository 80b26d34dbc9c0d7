import { Lazy } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compact,
  dig,
  digList,
  frozenCopy,
  isObject,
  type JsonObject,
  listUnder,
  orNothing,
  stableJson,
} from '../../src/value/json';
import { SEED } from '../property/runs';

const values = fc.jsonValue({ maxDepth: 3 });
const options = { seed: SEED, numRuns: 200 };

/** The same value with the members of its objects in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      )
    : value;
}

describe('stable JSON', () => {
  it('is the same in whatever order members stand', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(stableJson(reversed(value))).toBe(stableJson(value));
      }),
      options,
    );
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      options,
    );
  });

  it('differs where the values differ', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const differ =
          JSON.stringify(JSON.parse(stableJson(a))) !== JSON.stringify(JSON.parse(stableJson(b)));
        expect(stableJson(a) !== stableJson(b)).toBe(differ);
      }),
      options,
    );
  });

  it('leaves out members that say nothing', () => {
    expect(stableJson({ b: undefined, a: [undefined, null] })).toBe('{"a":[null,null]}');
  });
});

describe('a frozen copy', () => {
  it('is the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(stableJson(frozenCopy(value))).toBe(stableJson(value));
      }),
      options,
    );
  });

  it('neither follows the original nor can be changed', () => {
    const original = { list: [{ a: 1 }] };
    const copy = frozenCopy(original);
    original.list[0].a = 2;
    original.list.push({ a: 3 });
    expect(copy).toEqual({ list: [{ a: 1 }] });
    expect(() => copy.list.push({ a: 4 })).toThrow(TypeError);
    expect(() => Object.assign(copy.list[0], { a: 5 })).toThrow(TypeError);
  });

  it('keeps what is known later as it is', () => {
    const lazy: unknown = Lazy.any({ produce: () => 1 });
    expect(frozenCopy({ lazy }).lazy).toBe(lazy);
  });

  it('is made of ordinary objects, which cdk8s renders', () => {
    const bare: unknown = Object.assign(Object.create(null), { a: 1 });
    expect(Object.getPrototypeOf(frozenCopy(bare))).toBe(Object.prototype);
  });
});

describe('a JSON object', () => {
  it.each([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [null, false],
    ['x', false],
    [new Date(0), false],
    [new Map(), false],
    [Lazy.any({ produce: () => ({}) }), false],
  ])('%o is one: %o', (value, expected) => {
    expect(isObject(value)).toBe(expected);
  });

  it('loses members that say nothing', () => {
    expect(compact({ a: undefined, b: null, c: 0, d: '' })).toEqual({ b: null, c: 0, d: '' });
    expect(Object.keys(compact({ a: undefined, b: 1 }))).toEqual(['b']);
  });

  it('is nothing where it has no members', () => {
    expect([orNothing({}), orNothing([]), orNothing(undefined)]).toEqual([undefined, undefined, undefined]);
    expect([orNothing({ a: 1 }), orNothing([0])]).toEqual([{ a: 1 }, [0]]);
  });

  it('is walked to what stands in it', () => {
    const value = { a: { b: { c: [1] } } };
    expect(dig(value, 'a', 'b', 'c')).toEqual([1]);
    expect(digList(value, 'a', 'b', 'c')).toEqual([1]);
    expect([dig(value, 'a', 'x', 'c'), dig(value, 'a', 'b', 'c', '0'), dig(undefined, 'a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([digList(value, 'a', 'b'), digList(value, 'x')]).toEqual([[], []]);
  });

  it('gets a list where it has none', () => {
    const value: JsonObject = { have: [{ a: 1 }] };
    expect(listUnder(value, 'have')).toBe(value.have);
    listUnder(value, 'made').push({ b: 2 });
    expect(value.made).toEqual([{ b: 2 }]);
  });
});
