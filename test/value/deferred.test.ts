import { ApiObject, Lazy, Testing } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, mapped } from '../../src/value/deferred';
import { isUnresolved } from '../../src/value/unresolved';
import { SEED } from '../property/runs';

/** What cdk8s writes for a leaf. */
function rendered(leaf: unknown): unknown {
  const chart = Testing.chart();
  new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { leaf } });
  const [manifest] = Testing.synth(chart);
  return manifest.data.leaf;
}

const lazily = (value: unknown): unknown => Lazy.any({ produce: () => value });
const parts = fc.array(
  fc.tuple(fc.string({ minLength: 1 }), fc.constantFrom('now', 'later', 'twice later', 'token')),
  {
    minLength: 1,
    maxLength: 5,
  },
);

describe('a text put together', () => {
  it('is the same whether its parts are known now or later', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const values = given.map(([text, when]) => {
          if (when === 'now') return text;
          if (when === 'token') return { resolve: () => text };
          return when === 'later' ? lazily(text) : lazily(lazily(text));
        });
        expect(rendered(joined(...values))).toBe(given.map(([text]) => text).join(''));
      }),
      { seed: SEED },
    );
  });

  it('is a plain text where all is known', () => {
    expect(joined('a', ':', 1)).toBe('a:1');
  });

  it('keeps markers of tokens whole in it', () => {
    expect(joined('ghcr.io/', 'wasm-token-3-nekot', ':1')).toBe('ghcr.io/wasm-token-3-nekot:1');
  });

  it('takes the marker that an object prints', () => {
    const token = { resolve: () => 'later', toString: () => 'wasm-token-4-nekot' };
    expect(joined('a-', token)).toBe('a-wasm-token-4-nekot');
  });

  it('is not known where a part is not', () => {
    expect(isUnresolved(joined('a', lazily('b')))).toBe(true);
  });
});

describe('a value that is changed', () => {
  it('is told of by a token that knows by itself what becomes of its value', () => {
    const token = (value: string): object => ({
      resolve: () => value,
      derive: (change: (known: string) => string) => token(`derived ${change(value)}`),
    });
    expect(rendered(mapped(token('a'), (known) => `${known}!`))).toBe('derived a!');
  });

  const twice = (number: number): number => number * 2;

  it('is changed at once where it is known', () => {
    expect(mapped(21, twice)).toBe(42);
  });

  it.each([
    ['a Lazy', Lazy.any({ produce: () => 21 })],
    ['a Lazy of a Lazy', lazily(lazily(21))],
    ['a token', { resolve: () => 21 }],
  ])('is changed when it is rendered: %s', (_, value) => {
    const later: unknown = mapped<unknown, number>(value, (known) => twice(Number(known)));
    expect(isUnresolved(later)).toBe(true);
    expect(rendered(later)).toBe(42);
  });

  it('is asked once for each synth, not before', () => {
    let asked = 0;
    const later = mapped<unknown, number>(Lazy.any({ produce: () => ++asked }), Number);
    expect(asked).toBe(0);
    expect([rendered(later), rendered(later)]).toEqual([1, 2]);
  });

  it('stays a marker where that is all there is', () => {
    expect(rendered(mapped('wasm-token-5-nekot', () => 'changed'))).toBe('wasm-token-5-nekot');
  });
});
