import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortHash } from '../../src/value/hash';
import { isDnsLabel } from '../../src/value/name';
import { SEED } from '../property/runs';

test('a short hash is part of a name, the same for the same content and another for another', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (contents) => {
      const hashes = contents.map(shortHash);
      expect(contents.map(shortHash)).toEqual(hashes);
      expect(new Set(hashes).size).toBe(contents.length);
      expect(hashes.every((hash) => isDnsLabel(`a-${hash}`) && hash.length === 10)).toBe(true);
    }),
    { seed: SEED },
  );
});

test('a short hash stays what it was in earlier releases: names of ConfigMaps hang on it', () => {
  expect(shortHash('hello')).toBe('2cf24dba5f');
});
