import { describe, expect, test } from 'vitest';
import { CheckSeverity } from '../../src/check/finding';
import type { Rule } from '../../src/check/rule';
import { Twins } from '../../src/check/twins';
import type { JsonObject } from '../../src/value/json';
import { markerOf } from '../../src/value/marker';
import { type Draft, lazy, renamed, subject, withVariable } from './subject';

const LATER = lazy('a');
const MARKER = markerOf(1);
const IMAGE = 'ghcr.io/acme/other:2.0.0';

/** A rule that counts how often it looks. */
function counting(more: Partial<Rule> = {}): Rule & { readonly looks: () => number } {
  let count = 0;
  const check = (): [] => {
    count += 1;
    return [];
  };
  const base = { id: 'a', severity: CheckSeverity.ERROR, title: '', why: '', needs: [] };
  return { ...base, check, ...more, looks: () => count };
}

describe('the rules', () => {
  test('look once at workloads that are alike but for name and image', () => {
    const rule = counting();
    const twins = new Twins([rule], []);
    for (const name of ['a', 'b', 'c']) twins.run(renamed(subject(), name, `${name}:1`));
    expect(rule.looks()).toBe(1);
  });

  test('look each time where they look at names', () => {
    const rule = counting({ looksAtNames: true });
    const twins = new Twins([rule], []);
    for (const name of ['a', 'b', 'c']) twins.run(renamed(subject(), name, `${name}:1`));
    expect(rule.looks()).toBe(3);
  });

  test('look again where something was found', () => {
    const rule = counting({ check: () => [{ field: 'f', wrong: 'w', fix: 'x' }] });
    const twins = new Twins([rule], []);
    expect(twins.run(subject()).findings).toHaveLength(1);
    expect(twins.run({ ...subject(), path: 'chart/other' }).findings).toMatchObject([
      { path: 'chart/other' },
    ]);
  });

  test('say of each workload what they could not look at', () => {
    const twins = new Twins([counting({ needs: ['binary'] })], []);
    const known = { binary: undefined };
    twins.run(subject(() => {}, known));
    const { notChecked } = twins.run({ ...subject(() => {}, known), path: 'chart/other' });
    expect(notChecked).toEqual([{ id: 'a', path: 'chart/other', missing: 'the binary' }]);
  });

  test.each([
    ['a value', true],
    [LATER, false],
    [`in part ${MARKER}`, false],
  ])('know of a twin with the variable %j whether all of it is known', (value, isLiteral) => {
    const twins = new Twins([counting()], []);
    expect(twins.run(withVariable(value)).ofTwins).toBeUndefined();
    expect(twins.run(renamed(withVariable(value), 'other', IMAGE)).ofTwins?.isLiteral).toBe(isLiteral);
  });

  test.each([
    ['is clean where the rules of a synth have nothing to say', [], true],
    [
      'is not where one finds something',
      [counting({ check: () => [{ field: 'f', wrong: 'w', fix: 'x' }] })],
      false,
    ],
    ['is not where one could not look', [counting({ needs: ['binary'] })], false],
    ['is not where one looks at names', [counting({ looksAtNames: true })], false],
    ['is where one looked and found nothing', [counting()], true],
  ])('know of a twin that it %s', (_what, synthRules, isClean) => {
    const twins = new Twins([], synthRules);
    const plain = subject(() => {}, { binary: undefined });
    expect(twins.run(plain).ofTwins).toBeUndefined();
    expect(twins.run(renamed(plain, 'other', IMAGE)).ofTwins?.isCleanAtSynth).toBe(isClean);
  });

  test('know what a twin is like, the same of each', () => {
    const twins = new Twins([], []);
    const first = subject();
    twins.run(first);
    const [second, third] = ['b', 'c'].map((name) => twins.run(renamed(subject(), name, IMAGE)).ofTwins);
    expect(second?.patterns.map(({ of }) => of)).toEqual(first.objects);
    expect(third?.patterns).toBe(second?.patterns);
  });

  test('remember a workload as it was when they looked', () => {
    const rule = counting();
    const twins = new Twins([rule], []);
    const first = subject();
    twins.run(first);
    const changed = (draft: Draft): unknown => Object.assign(draft.deployment, { replicas: 0 });
    Object.assign(first.objects[0].spec as JsonObject, { replicas: 0 });
    twins.run(subject(changed));
    expect(rule.looks()).toBe(2);
  });

  test('remember a few workloads, those that came last', () => {
    const rule = counting();
    const twins = new Twins([rule], []);
    for (let i = 0; i < 8; i++) twins.run(withVariable(`${i}`));
    twins.run(withVariable('0'));
    expect(rule.looks()).toBe(8);
    twins.run(withVariable('new'));
    twins.run(withVariable('0'));
    expect(rule.looks()).toBe(9);
    twins.run(withVariable('1'));
    expect(rule.looks()).toBe(10);
  });
});
