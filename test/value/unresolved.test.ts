import { Lazy } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { holdsUnresolved, isLiteral, isUnresolved, literal } from '../../src/value/unresolved';

class Token {
  public resolve(): string {
    return 'later';
  }
}

const UNRESOLVED: readonly [what: string, value: unknown][] = [
  ['a Lazy', Lazy.any({ produce: () => 1 })],
  ['an object with resolve()', new Token()],
  ['a plain object with resolve()', { resolve: () => 1 }],
  ['the marker of a token', 'wasm-token-7-nekot'],
  ['a text with a marker in it', 'http://wasm-token-12-nekot:80/'],
];
const KNOWN: readonly [what: string, value: unknown][] = [
  ['a text', 'wasm-token-x-nekot'],
  ['an empty text', ''],
  ['a number', 0],
  ['a boolean', false],
  ['null', null],
  ['nothing', undefined],
  ['an object', { resolve: true, produce: 'x' }],
  ['a list', []],
  ['a function', () => 1],
];

describe('a value', () => {
  it.each(UNRESOLVED)('is not known yet: %s', (_, value) => {
    expect([isUnresolved(value), isLiteral(value), literal(value)]).toEqual([true, false, undefined]);
  });

  it.each(KNOWN)('is known: %s', (_, value) => {
    expect([isUnresolved(value), isLiteral(value)]).toEqual([false, true]);
    expect(literal(value)).toBe(value);
  });

  it.each(UNRESOLVED)('is found deep in others: %s', (_, value) => {
    expect(holdsUnresolved({ a: [1, { b: value }] })).toBe(true);
    expect(holdsUnresolved([[value]])).toBe(true);
  });

  it.each(KNOWN)('is found nowhere: %s', (_, value) => {
    expect(holdsUnresolved({ a: [1, { b: value }], c: value })).toBe(false);
  });
});
