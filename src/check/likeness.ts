import { dig, isObject, type JsonObject } from '../value/json';
import type { Path, Pattern } from '../value/pattern';
import { isUnresolved } from '../value/unresolved';
import { guestsOf, type Subject } from './subject';

const NAME_LABEL = 'app.kubernetes.io/name';

/** What has a name that another object may have to match. */
const NAMED = ['metadata', 'scaleTargetRef', 'service'];

/** Stands behind the workload's name in the name of the Secret from which its Ingress has a certificate. */
const TLS_SUFFIX = '-tls';

/** A workload that has a name. */
export interface Named {
  readonly subject: Subject;
  readonly name: string;
  /** The containers in which most of what differs stands. */
  readonly guests: readonly unknown[];
}

/** A workload with its name, where that is known. */
export function namedOf(subject: Subject): Named | undefined {
  const name = dig(subject.objects[0], 'metadata', 'name');
  return isKnownText(name) ? { ...withGuests(subject), name } : undefined;
}

/** The part of it that goes with the objects. */
export function withGuests(subject: Subject): Omit<Named, 'name'> {
  return { subject, guests: guestsOf(subject).map(({ spec }) => spec) };
}

/** Whether two workloads differ at most in what they, their images and their hosts are called, and where they stand. */
export function isTwin(one: Named, other: Named): boolean {
  const comparison = new Comparison(one, other);
  return (
    comparison.areGuestsAlike() &&
    comparison.areWorldsAlike(one.subject, other.subject) &&
    comparison.areAlike(one.subject.objects, other.subject.objects)
  );
}

/** Whether two subjects differ at most in what the workload, its image and its hosts are called, and where they stand. */
export function areTwins(one: Subject, other: Subject): boolean {
  const [named, otherNamed] = [namedOf(one), namedOf(other)];
  return named !== undefined && otherNamed !== undefined && isTwin(named, otherNamed);
}

/** What the objects of every twin of a workload are like. */
export function patternsOf({ subject, name, guests }: Named): readonly Pattern[] {
  const isOpen = (text: string, key: string, parent: string): boolean =>
    (text === name && isPlaceOfName(key, parent)) ||
    (text === name + TLS_SUFFIX && isPlaceOfCertificate(key, parent)) ||
    isPlaceOfHost(key, parent);
  const openIn = (value: unknown, path: Path, key: string, parent: string): Path[] => {
    if (typeof value === 'string') {
      return isOpen(value, key, parent) && !isUnresolved(value) ? [path] : [];
    }
    if (Array.isArray(value)) {
      return value.flatMap((item, i) => openIn(item, [...path, i], '', key));
    }
    const members = isObject(value) ? Object.entries(value) : [];
    return members.flatMap(([member, inner]) =>
      member === 'image' && guests.includes(value) && isKnownText(inner)
        ? [[...path, member]]
        : openIn(inner, [...path, member], member, key === '' ? parent : key),
    );
  };
  return subject.objects.map((of) => ({ of, open: openIn(of, [], '', '') }));
}

/** Compares the objects of two workloads. */
class Comparison {
  private guestsAreAlike = false;
  private readonly certificate: string;
  private readonly otherCertificate: string;

  public constructor(
    private readonly one: Named,
    private readonly other: Named,
  ) {
    this.certificate = one.name + TLS_SUFFIX;
    this.otherCertificate = other.name + TLS_SUFFIX;
  }

  public areGuestsAlike(): boolean {
    const [guests, others] = [this.one.guests, this.other.guests];
    this.guestsAreAlike =
      guests.length === others.length &&
      guests.every((guest, i) => this.alike(guest, others[i], '', 'containers'));
    return this.guestsAreAlike;
  }

  /** Whether one subject tells beside its objects what the other tells. Most of it is shared. */
  public areWorldsAlike(one: Subject, other: Subject): boolean {
    return haveAlikeMembers(one, other, (key, value, otherValue) => {
      const isPlace = key === 'path' || key === 'objects';
      return isPlace || value === otherValue || this.areAlike(value, otherValue);
    });
  }

  public areAlike(one: unknown, other: unknown): boolean {
    return this.alike(one, other, '', '');
  }

  /**
   * @param key under which both stand
   * @param parent under which what holds them stands
   */
  private alike(one: unknown, other: unknown, key: string, parent: string): boolean {
    if (typeof one === 'string' && typeof other === 'string') {
      return this.alikeTexts(one, other, key, parent);
    }
    if (Array.isArray(one) && Array.isArray(other)) {
      return one.length === other.length && one.every((item, i) => this.alike(item, other[i], '', key));
    }
    return isObject(one) && isObject(other)
      ? this.alikeObjects(one, other, key, parent)
      : Object.is(one, other);
  }

  private alikeObjects(one: JsonObject, other: JsonObject, key: string, parent: string): boolean {
    const isGuest = key === '' && parent === 'containers' && this.areBothGuests(one, other);
    if (isGuest && this.guestsAreAlike) {
      return true;
    }
    return haveAlikeMembers(one, other, (member, value, otherValue) => {
      const isImage = isGuest && member === 'image' && isKnownText(value) && isKnownText(otherValue);
      // What stands in an item of a list stands in the list.
      return isImage || this.alike(value, otherValue, member, key === '' ? parent : key);
    });
  }

  private areBothGuests(one: unknown, other: unknown): boolean {
    const at = this.one.guests.indexOf(one);
    return at !== -1 && this.other.guests[at] === other;
  }

  /**
   * A rule may ask whether a text is the name of another object. So where one of two workloads has its name, the other
   * has its own there, in a place of names; and nowhere else do they have them.
   */
  private alikeTexts(one: string, other: string, key: string, parent: string): boolean {
    const isName = one === this.one.name;
    const isCertificate = one === this.certificate;
    if (isName !== (other === this.other.name) || isCertificate !== (other === this.otherCertificate)) {
      return false;
    }
    return (
      one === other ||
      (isName && isPlaceOfName(key, parent)) ||
      (isCertificate && isPlaceOfCertificate(key, parent)) ||
      (isPlaceOfHost(key, parent) && isKnownText(one) && isKnownText(other))
    );
  }
}

/** Whether both have the same fields in the same order, as who makes the same fields does, and what stands in them is alike. */
function haveAlikeMembers(
  one: object,
  other: object,
  isAlike: (key: string, value: unknown, otherValue: unknown) => boolean,
): boolean {
  const keys = Object.keys(one);
  let next = 0;
  // This loop costs less than a list of the other's keys.
  for (const key in other) {
    if (key !== keys[next] || !isAlike(key, Reflect.get(one, key), Reflect.get(other, key))) {
      return false;
    }
    next += 1;
  }
  return next === keys.length;
}

function isPlaceOfName(key: string, parent: string): boolean {
  return key === NAME_LABEL || (key === 'name' && NAMED.includes(parent));
}

function isPlaceOfCertificate(key: string, parent: string): boolean {
  return key === 'secretName' && parent === 'tls';
}

/** Where an Ingress says by which hosts it is reached. */
function isPlaceOfHost(key: string, parent: string): boolean {
  return (key === 'host' && parent === 'rules') || (key === '' && parent === 'hosts');
}

function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !isUnresolved(value);
}
