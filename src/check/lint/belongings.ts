import { dig, digList, isObject, type Manifest } from '../../value/json';
import { membersAt, textAt } from '../fields';
import { type PodView, titleOf } from '../subject';
import { type Entry, groupOf, nameOf, namespaceOf, textsOf } from './entries';

/** Finds what belongs to a workload, among all objects. */
export type Belongings = (owner: Entry, pod: PodView) => Entry[];

/** Makes the finder. Objects are filed by what a workload knows of them, as both come by the thousand. */
export function belongingsIn(entries: readonly Entry[]): Belongings {
  const files = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { kind } = entry.object;
    for (const word of wordsOf(entry.object)) {
      const key = keyOf(kind, namespaceOf(entry.object), word);
      const list = files.get(key) ?? [];
      list.push(entry);
      files.set(key, list);
    }
  }
  return (owner, pod) => {
    const namespace = namespaceOf(owner.object);
    const near = (kind: string, words: readonly string[]): Entry[] => [
      ...new Set(words.flatMap((word) => files.get(keyOf(kind, namespace, word)) ?? [])),
    ];
    const labels = textsOf(dig(owner.podMetadata, 'labels'));
    const words = Object.entries(labels).map(wordOf);
    const services = near('Service', words).filter(({ object }) =>
      selects(textsOf(dig(object, 'spec', 'selector')), labels),
    );
    return [
      ...services,
      ...near(
        'Ingress',
        services.flatMap(({ object }) => nameOf(object) ?? []),
      ),
      ...near('HorizontalPodAutoscaler', [titleOf(owner.object)]),
      ...near('PodDisruptionBudget', [ANY, ...words]).filter(({ object }) =>
        matches(dig(object, 'spec', 'selector'), labels),
      ),
      ...near('ConfigMap', mountedBy(pod, 'configMap', 'name')),
      ...near('Secret', mountedBy(pod, 'secret', 'secretName')),
    ];
  };
}

/** What a selector without labels is filed under. */
const ANY = '';

/** What an object is filed under: words that a workload to which it belongs has too. */
function wordsOf(object: Manifest): string[] {
  switch (object.kind) {
    case 'Service':
      return groupOf(object) === '' ? firstOf(dig(object, 'spec', 'selector')) : [];
    case 'PodDisruptionBudget': {
      const first = firstOf(dig(object, 'spec', 'selector', 'matchLabels'));
      return first.length === 0 ? [ANY] : first;
    }
    case 'Ingress':
      return [...new Set(backendsOf(object))];
    case 'HorizontalPodAutoscaler':
      return targetOf(object);
    case 'ConfigMap':
    case 'Secret':
      return [nameOf(object) ?? []].flat();
    default:
      return [];
  }
}

function firstOf(labels: unknown): string[] {
  return Object.entries(textsOf(labels)).slice(0, 1).map(wordOf);
}

function wordOf([key, value]: [string, string]): string {
  return `${key}=${value}`;
}

function keyOf(kind: string, namespace: string, word: string): string {
  return `${kind}|${namespace}|${word}`;
}

function selects(selector: { [key: string]: string }, labels: { [key: string]: string }): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** Whether a label selector, with expressions or without, takes labels. An empty one takes all of its namespace. */
function matches(selector: unknown, labels: { [key: string]: string }): boolean {
  const wanted = Object.entries(textsOf(dig(selector, 'matchLabels')));
  return (
    isObject(selector) &&
    wanted.every(([key, value]) => labels[key] === value) &&
    membersAt(selector, 'matchExpressions').every(({ spec }) => {
      const value = labels[String(spec.key)];
      const isListed = value !== undefined && digList(spec, 'values').includes(value);
      switch (spec.operator) {
        case 'In':
          return isListed;
        case 'NotIn':
          return !isListed;
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** `Deployment web`, where an autoscaler names what it scales. */
function targetOf(autoscaler: Manifest): string[] {
  const [kind, name] = ['kind', 'name'].map((field) => textAt(autoscaler, 'spec', 'scaleTargetRef', field));
  return kind === undefined || name === undefined ? [] : [`${kind} ${name}`];
}

/** Names of the Services that an Ingress sends to. */
function backendsOf(ingress: Manifest): string[] {
  const paths = membersAt(ingress, 'spec', 'rules').flatMap(({ spec }) => membersAt(spec, 'http', 'paths'));
  const backends = [
    dig(ingress, 'spec', 'defaultBackend'),
    ...paths.map(({ spec }): unknown => dig(spec, 'backend')),
  ];
  return backends.flatMap((backend) => textAt(backend, 'service', 'name') ?? []);
}

/** Names of the objects of which a pod mounts volumes. Within a projected volume every source says `name`. */
function mountedBy(pod: PodView, source: string, field: string): string[] {
  return membersAt(pod.spec, 'volumes').flatMap(({ spec }) =>
    [
      textAt(spec, source, field),
      ...membersAt(spec, 'projected', 'sources').map((part) => textAt(part.spec, source, 'name')),
    ].filter((name) => name !== undefined),
  );
}
