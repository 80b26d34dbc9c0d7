import { ApiObject, App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FastSynth } from '../../src';
import { FULL, TIMEOUT } from '../property/runs';
import { refusalOf } from './apps';
import { alikeDocuments, documents, texts } from './yaml-data';

const RUNS = FULL ? 40_000 : 1_000;

/** Metadata as most objects have it, and with what few have. */
const metadata = fc.record(
  {
    name: texts,
    namespace: fc.constantFrom(undefined, 'shop', 'yes'),
    labels: fc.oneof(fc.dictionary(texts, texts, { noNullPrototype: true }), fc.constant(undefined)),
    annotations: fc.dictionary(texts, fc.oneof({ weight: 9, arbitrary: texts }, fc.constant(null)), {
      noNullPrototype: true,
    }),
    finalizers: fc.array(texts, { maxLength: 2 }),
    ownerReferences: fc.array(fc.record({ name: texts, empty: fc.constant([]) }, { noNullPrototype: true }), {
      maxLength: 1,
    }),
    generation: fc.constantFrom(1, null, undefined),
    managedFields: fc.constant([]),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** An app with an object of each of those fields. */
function appOf(...each: object[]): App {
  const app = new App();
  const chart = new Chart(app, 'chart');
  for (const [index, fields] of each.entries()) {
    new ApiObject(chart, index === 0 ? 'object' : `object-${index}`, {
      apiVersion: 'v1',
      kind: 'A',
      ...fields,
    });
  }
  return app;
}

describe('an object of plain data', () => {
  test(
    'is written as cdk8s renders it',
    () => {
      fc.assert(
        fc.property(documents, metadata, (spec, meta) => {
          const app = appOf({ spec, ...spec, apiVersion: 'v1', kind: 'A', metadata: meta });
          expect(FastSynth.toYaml(app)).toBe(app.synthYaml());
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  test(
    'is written as cdk8s renders it where it differs a little from the one before',
    () => {
      fc.assert(
        fc.property(alikeDocuments, (alike) => {
          const app = appOf(...alike);
          expect(FastSynth.toYaml(app)).toBe(app.synthYaml());
        }),
        { numRuns: RUNS / 4 },
      );
    },
    TIMEOUT,
  );

  test.each([
    ['fields whose names are numbers', { spec: { b: 1, 10: 2, 9: 3, '01': 4, '-1': 5 } }],
    ['fields of its own whose names are numbers', { 10: 1, 9: 2, b: 3 }],
    ['fields that nothing is known of', { spec: { a: null, b: undefined, c: [null, undefined, {}, []] } }],
    ['nothing but fields that nothing is known of', { spec: { a: { b: undefined } } }],
    [
      'more fields than are sorted by hand',
      { spec: Object.fromEntries([...'qwertzuiopasdfghjklyxcvbnm'].map((key, i) => [key, i])) },
    ],
    [
      'a field that JSON may have and JavaScript reserves',
      { spec: JSON.parse('{"a": {"__proto__": 1, "b": 2}}') },
    ],
    ['a field that every object of JavaScript has', { toString: 'b', spec: { valueOf: 'c' } }],
    ['one list in two places', { spec: twice(['a']) }],
    ['text with line breaks', { data: { 'app.conf': 'a: 1\n  b: #2\n\n' } }],
  ])('is written as cdk8s renders it: %s', (_what, fields) => {
    const app = appOf(fields);
    expect(FastSynth.toYaml(app)).toBe(app.synthYaml());
  });

  test.each([
    ['a field that hides what it is', { constructor: 'a' }, ''],
    ['the same, further below', { spec: { a: [{ constructor: 'a' }] } }, ', at /spec/a/0; fix: '],
    [
      'metadata of another kind',
      { metadata: { ownerReferences: [Object.create(null)] } },
      ', at /metadata/ownerReferences/0; fix: ',
    ],
  ])('is refused as cdk8s refuses it: %s', (_what, fields, place) => {
    const app = appOf(fields);
    const refusal = refusalOf(() => FastSynth.toYaml(app));
    expect(refusal).toContain("construct at path 'chart/object'");
    expect(refusal.startsWith(`${refusalOf(() => app.synthYaml())}${place}`)).toBe(true);
  });

  test('that holds itself is refused with the path of its construct', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(refusalOf(() => FastSynth.toYaml(appOf({ spec: { list: [circle] } })))).toMatch(
      /construct at path 'chart\/object'.*, at \/spec\/list\/0\/self; fix: /,
    );
  });
});

function twice(shared: unknown): object {
  return { first: shared, second: shared };
}
