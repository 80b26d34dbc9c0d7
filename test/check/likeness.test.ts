import { describe, expect, test } from 'vitest';
import { areTwins, namedOf, patternsOf } from '../../src/check/likeness';
import type { Subject } from '../../src/check/subject';
import { K3S } from '../../src/runtime/platforms/k3s';
import type { JsonObject } from '../../src/value/json';
import { markerOf } from '../../src/value/marker';
import { type Pattern, patternedBy } from '../../src/value/pattern';
import { autoscaler, type Draft, lazy, renamed, sideCar, subject, withVariable } from './subject';

const LATER = lazy('a');
const MARKER = markerOf(1);
const IMAGE = 'ghcr.io/acme/other:2.0.0';

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

describe('what all twins of a workload are like', () => {
  test('leaves open what may be called otherwise, and nothing else', () => {
    expect(openOf(reached('a.example.com'))).toEqual([
      [
        ['metadata', 'name'],
        ['spec', 'template', 'spec', 'containers', 0, 'image'],
      ],
      [['metadata', 'name']],
      [
        ['metadata', 'name'],
        ['spec', 'rules', 0, 'host'],
        ['spec', 'tls', 0, 'hosts', 0],
        ['spec', 'tls', 0, 'hosts', 1],
        ['spec', 'tls', 0, 'secretName'],
      ],
    ]);
  });

  test.each<[what: string, one: Subject]>([
    ['a name that stands for another thing', withVariable('hello')],
    ['a name of something else', named(autoscalerOf('other'))],
    ['an image of a side-car', sideCarOf('a:1')],
    ['a host that is known in part', reached(`${MARKER}.example.com`)],
    ['a certificate that is called after something else', reached('a', 'other-tls')],
  ])('does not leave open %s', (_what, one) => {
    const texts = openOf(one).flatMap(
      (open, i) => patternedBy({ of: one.objects[i], open }, one.objects[i]).texts,
    );
    const allowed = ['hello', 'ghcr.io/acme/hello:1.4.0', 'a', 'www.example.com', 'hello-tls'];
    expect(texts.filter((text) => !allowed.includes(String(text)))).toEqual([]);
    expect(texts).not.toHaveLength(0);
  });

  test('is told of another one by its own texts', () => {
    const other = renamed(reached('a.example.com', 'other-tls'), 'other', IMAGE);
    const texts = patternsOfKnown(reached('a.example.com')).map(
      (pattern, i) => patternedBy(pattern, other.objects[i]).texts,
    );
    expect(texts).toEqual([
      ['other', IMAGE],
      ['other'],
      ['other', 'other.example.net', 'other.example.net', 'other.example.net', 'other-tls'],
    ]);
  });
});

/** Of each object, where twins have other texts. */
function openOf(one: Subject): Pattern['open'][] {
  return patternsOfKnown(one).map(({ open }) => open);
}

function patternsOfKnown(one: Subject): readonly Pattern[] {
  const known = namedOf(one);
  return known === undefined ? [] : patternsOf(known);
}

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
