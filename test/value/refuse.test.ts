import { Lazy } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { refusal, show, unresolvedRefusal } from '../../src/value/refuse';

const circular: { self?: unknown } = {};
circular.self = circular;

describe('a refusal', () => {
  it('says where, what, which value, what is wrong, what is allowed and what to write', () => {
    const what = {
      path: 'chart/hello',
      field: 'port',
      value: 0,
      wrong: 'out of range',
      allowed: '1 to 65535',
      fix: '8080',
    };
    expect(refusal(what).message).toBe('[chart/hello] port 0: out of range; allowed: 1 to 65535; fix: 8080');
  });

  it('says no more than there is', () => {
    expect(refusal({ path: 'a', field: 'b', value: undefined, wrong: 'it is required' }).message).toBe(
      '[a] b missing: it is required',
    );
  });

  it('of a value that must be known says so, and not what it will be', () => {
    const { message } = unresolvedRefusal('chart/hello', 'port', Lazy.any({ produce: () => 1 }));
    expect(message).toMatch(
      /^\[chart\/hello\] port \(known at deploy\): not known at synth.*fix: give the value itself$/,
    );
  });
});

describe('a value in a message', () => {
  it.each([
    ['text', '"text"'],
    [{ a: [1, null] }, '{"a":[1,null]}'],
    [undefined, 'missing'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [10n, '10'],
    [Symbol('s'), 'Symbol(s)'],
    [circular, '[object Object]'],
    ['wasm-token-1-nekot', '"wasm-token-1-nekot"'],
  ])('%o is %o', (value, text) => {
    expect(show(value)).toBe(text);
  });

  it('does not flood the line', () => {
    expect(show('x'.repeat(1_000))).toHaveLength(118);
  });
});
