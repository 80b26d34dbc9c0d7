import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtMarkers, holdsMarker, markerOf, maskMarkers } from '../../src/value/marker';

const plain = fc.string().filter((text) => !/wasm|nekot/.test(text));
const marked = fc.record({ id: fc.nat(), isQuoted: fc.boolean(), tail: plain });

describe('a marker', () => {
  it('is found in a text', () => {
    expect(
      [`a-${markerOf(7)}`, markerOf(7, true), 'wasm-token-x-nekot', 'wasm-token-7'].map(holdsMarker),
    ).toEqual([true, true, false, false]);
  });

  it('may stand in a name', () => {
    for (const isQuoted of [false, true]) expect(markerOf(12, isQuoted)).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/);
  });

  it('says no number where it is masked', () => {
    expect(maskMarkers(`${markerOf(1)}.${markerOf(22, true)}`)).toBe('wasm-token-nekot.wasm-token-nekot');
  });

  it('comes out of every text as it was put in', () => {
    fc.assert(
      fc.property(plain, fc.array(marked), (head, rest) => {
        const text = head + rest.map(({ id, isQuoted, tail }) => markerOf(id, isQuoted) + tail).join('');
        expect(cutAtMarkers(text)).toEqual({ head, rest });
      }),
    );
  });
});
