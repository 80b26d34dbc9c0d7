import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { YamlEmitter } from '../../src/synth/yaml';
import { FULL, TIMEOUT } from '../property/runs';
import { alikeDocuments, documents } from './yaml-data';

const emitter = new YamlEmitter();
const RUNS = FULL ? 1_000_000 : 5_000;

describe('YAML of a document', () => {
  test(
    'is byte for byte what cdk8s writes',
    () => {
      fc.assert(
        fc.property(documents, (document) => {
          expectAsCdk8sHasIt(emitter, document);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  test(
    'is that where it differs a little from the one before',
    () => {
      fc.assert(
        fc.property(alikeDocuments, (alike) => {
          const own = new YamlEmitter();
          for (const document of alike) expectAsCdk8sHasIt(own, document);
        }),
        { numRuns: FULL ? 20_000 : 500 },
      );
    },
    TIMEOUT,
  );

  test('is that where the one before could not be written to its end', () => {
    const own = new YamlEmitter();
    const shared = { a: 1 };
    const of = (first: number, second: unknown): object => ({ first: { b: first }, shared, second });
    for (const document of [of(1, {}), of(2, shared), of(2, {})]) {
      expect(own.document(document)).toBe(Yaml.stringify(document));
    }
  });

  test('looks once at what nobody can change and documents share', () => {
    const own = new YamlEmitter();
    let reads = 0;
    const limits = new Proxy(Object.freeze({ memory: '64Mi' }), {
      get: (of, key, receiver) => {
        reads += key === 'memory' ? 1 : 0;
        return Reflect.get(of, key, receiver);
      },
    });
    const shared = Object.freeze({ limits });
    for (let i = 0; i < 10; i++) {
      const document = { name: `a-${i}`, shared };
      expect(own.raw(document)).toBe(`name: a-${i}\nshared:\n  limits:\n    memory: 64Mi\n`);
    }
    // Once more, as the second document tells that it is shared.
    expect(reads).toBeLessThanOrEqual(2);
  });

  test.each<[what: string, sharedOf: (list: number[]) => object]>([
    ['can be changed', (list) => ({ list })],
    ['can be changed below', (list) => Object.freeze({ list })],
    [
      'is computed',
      (list) => Object.freeze(Object.defineProperty({}, 'list', { enumerable: true, get: () => list })),
    ],
  ])('looks again at what documents share where that %s', (_what, sharedOf) => {
    const own = new YamlEmitter();
    const list = [0];
    const shared = sharedOf(list);
    for (const number of [1, 2, 3]) {
      list[0] = number;
      expect(own.raw({ name: 'a', shared })).toBe(`name: a\nshared:\n  list:\n    - ${number}\n`);
    }
  });

  test('says again what it was made of', () => {
    fc.assert(
      fc.property(documents, (document) => {
        // An infinite number, and what JavaScript alone has, is no JSON.
        const data = JSON.parse(JSON.stringify(document));
        fc.pre(!textsOf(data).some(isLost) && !Object.keys(data).some((key) => key.startsWith('\ufeff')));
        expect(parse(emitter.document(data), { version: '1.1', merge: false })).toEqual(data);
      }),
      { numRuns: RUNS / 50 },
    );
  });

  test.each([
    ['an object that stands there twice', twice()],
    ['an empty list that stands there twice', twice([])],
    ['a value of a class', { when: new Date(0) }],
    ['a list', [1, { a: 2 }]],
    ['a single value', 'text'],
    ['a map', { map: new Map([['a', 1]]) }],
    ['nothing', undefined],
    ['an object without members', {}],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['a whole number of any size', { big: 12345678901234567890n }],
  ])('is what cdk8s writes of %s', (_what, document) => {
    expect(emitter.document(document)).toBe(Yaml.stringify(document));
  });

  test('ends where cdk8s ends: at what neither can write', () => {
    const circle: Record<string, unknown> = {};
    circle.self = { circle, symbol: Symbol('x') };
    expect(() => emitter.document(circle)).toThrow();
    expect(() => Yaml.stringify(circle)).toThrow();
  });
});

/** A comparison costs a hundredth of what `expect` does. */
function expectAsCdk8sHasIt(by: YamlEmitter, document: unknown): void {
  const [ours, theirs] = [by.document(document), Yaml.stringify(document)];
  if (ours !== theirs) {
    expect(ours).toBe(theirs);
  }
}

function twice(shared: unknown = { a: 1 }): object {
  return { first: shared, second: shared };
}

/** Every key and value of a document that is a text. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]);
  }
  return typeof value === 'string' ? [value] : [];
}

/** What no parser gives back: a key that merges, and, of the newest emitter, nothing but white space on lines. */
function isLost(text: string): boolean {
  return text === '<<' || /^\s*\n\s*$/.test(text);
}
