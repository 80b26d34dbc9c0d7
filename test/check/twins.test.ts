import { describe, expect, test } from 'vitest';
import { CheckSeverity } from '../../src/check/finding';
import type { Rule } from '../../src/check/rule';
import type { Subject } from '../../src/check/subject';
import { areTwins, Twins } from '../../src/check/twins';
import { K3S } from '../../src/runtime/platforms/k3s';
import type { JsonObject } from '../../src/value/json';
import { markerOf } from '../../src/value/marker';
import { autoscaler, type Draft, lazy, renamed, sideCar, subject } from './subject';

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

/** The base subject with a variable. */
function withVariable(value: unknown): Subject {
  return subject(({ guest }) => Object.assign(guest, { env: [{ name: 'A', value }] }));
}

/** The base subject with a label selector, a reference of an autoscaler and a variable, as names have their places. */
function named(change: (draft: Draft) => void = () => {}): Subject {
  return subject((draft) => {
    Object.assign(draft.deployment, { selector: { matchLabels: { 'app.kubernetes.io/name': 'hello' } } });
    draft.objects.push(autoscaler());
    change(draft);
  });
}

/** The base subject with an Ingress. */
function reached(host: unknown, secretName: unknown = 'hello-tls'): Subject {
  const hosts = [host, 'www.example.com'];
  return subject(({ objects }) =>
    objects.push({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'hello' },
      spec: { rules: [{ host }], tls: [{ hosts, secretName }] },
    }),
  );
}

describe('a workload', () => {
  test.each([
    ['itself', named(), named()],
    ['one of another name and image', named(), renamed(named(), 'other', IMAGE)],
    ['one of another host', reached('a.example.com'), reached('b.example.com')],
    [
      'one of another name whose certificate is called after it',
      reached('a', 'hello-tls'),
      renamed(reached('a', 'other-tls'), 'other', IMAGE),
    ],
    ['one whose values are not known yet, where they are the same', withVariable(LATER), withVariable(LATER)],
  ])('is the twin of %s', (_what, one, other) => {
    expect(areTwins(one, other)).toBe(true);
    expect(areTwins(other, one)).toBe(true);
  });

  test.each<[what: string, one: Subject, other: Subject]>([
    ['of another value', withVariable('a'), withVariable('b')],
    ['of a value of another type', withVariable('1'), withVariable(1)],
    ['of a value that is not known', withVariable('a'), withVariable(lazy('a'))],
    ['of another value that is not known', withVariable(lazy('a')), withVariable(lazy('a'))],
    ['with a field more', subject(), subject(({ pod }) => Object.assign(pod, { hostUsers: false }))],
    ['with another field', fields({ a: 1 }), fields({ b: 1 })],
    [
      'with a container more',
      subject(),
      subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar()] })),
    ],
    ['with an object more', subject(), named()],
    ['with another image of a side-car', sideCarOf('a:1'), sideCarOf('b:1')],
    [
      'with an image that is not known',
      subject(),
      subject(({ guest }) => Object.assign(guest, { image: lazy('a') })),
    ],
    ['whose name is a value of it', withVariable('hello'), renamed(withVariable('hello'), 'other', IMAGE)],
    [
      'whose name is a value of this one',
      withVariable('other'),
      renamed(withVariable('other'), 'other', IMAGE),
    ],
    [
      'whose autoscaler is its own, where that of this one is for another',
      named(autoscalerOf('other')),
      renamed(named(autoscalerOf('other')), 'other', IMAGE),
    ],
    ['with another platform', subject(), { ...subject(), platform: { ...K3S, kubernetesVersion: '1.31' } }],
    ['of which more is known', subject(), { ...subject(), mutableTag: true }],
    [
      'with an image that is known in part',
      subject(),
      subject(({ guest }) => Object.assign(guest, { image: `ghcr.io/acme/hello:${MARKER}` })),
    ],
    ['with a host that is not known', reached('a.example.com'), reached(lazy('b.example.com'))],
    ['with a host that is known in part', reached('a.example.com'), reached(`${MARKER}.example.com`)],
    ['with no host', reached('a.example.com'), reached(undefined)],
    ['with another certificate', reached('a', 'hello-tls'), reached('a', 'other-tls')],
    [
      'whose certificate is called after another',
      reached('a', 'hello-tls'),
      renamed(reached('a', 'hello-tls'), 'other', IMAGE),
    ],
    ['without a name', subject(), subject(({ objects }) => Object.assign(objects[0], { metadata: {} }))],
  ])('is no twin of one %s', (_what, one, other) => {
    expect(areTwins(one, other)).toBe(false);
    expect(areTwins(other, one)).toBe(false);
  });
});

describe('the rules', () => {
  test('look once at workloads that are alike but for name and image', () => {
    const rule = counting();
    const twins = new Twins([rule]);
    for (const name of ['a', 'b', 'c']) twins.run(renamed(subject(), name, `${name}:1`));
    expect(rule.looks()).toBe(1);
  });

  test('look each time where they look at names', () => {
    const rule = counting({ looksAtNames: true });
    const twins = new Twins([rule]);
    for (const name of ['a', 'b', 'c']) twins.run(renamed(subject(), name, `${name}:1`));
    expect(rule.looks()).toBe(3);
  });

  test('look again where something was found', () => {
    const rule = counting({ check: () => [{ field: 'f', wrong: 'w', fix: 'x' }] });
    const twins = new Twins([rule]);
    expect(twins.run(subject()).findings).toHaveLength(1);
    expect(twins.run({ ...subject(), path: 'chart/other' }).findings).toMatchObject([
      { path: 'chart/other' },
    ]);
  });

  test('say of each workload what they could not look at', () => {
    const twins = new Twins([counting({ needs: ['binary'] })]);
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
    const twins = new Twins([counting()]);
    expect(twins.run(withVariable(value)).isLiteral).toBeUndefined();
    expect(twins.run(renamed(withVariable(value), 'other', IMAGE)).isLiteral).toBe(isLiteral);
  });

  test('remember a workload as it was when they looked', () => {
    const rule = counting();
    const twins = new Twins([rule]);
    const first = subject();
    twins.run(first);
    const changed = (draft: Draft): unknown => Object.assign(draft.deployment, { replicas: 0 });
    Object.assign(first.objects[0].spec as JsonObject, { replicas: 0 });
    twins.run(subject(changed));
    expect(rule.looks()).toBe(2);
  });

  test('remember a few workloads, those that came last', () => {
    const rule = counting();
    const twins = new Twins([rule]);
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

function fields(annotations: JsonObject): Subject {
  return subject(({ objects }) => Object.assign(objects[0].metadata as JsonObject, { annotations }));
}

function sideCarOf(image: string): Subject {
  return subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar({ image })] }));
}

/** Has the autoscaler scale another Deployment. */
function autoscalerOf(name: string): (draft: Draft) => void {
  return ({ objects }) => {
    Object.assign(objects[objects.length - 1].spec as JsonObject, {
      scaleTargetRef: { kind: 'Deployment', name },
    });
  };
}
