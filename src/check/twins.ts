import { dig, frozenCopy, isObject, type JsonObject } from '../value/json';
import { holdsUnresolved, isUnresolved } from '../value/unresolved';
import type { NotChecked } from './finding';
import { type CheckResult, type Rule, runRules } from './rule';
import { guestsOf, type Subject } from './subject';

/** So many workloads are remembered. */
const REMEMBERED = 8;

const NAME_LABEL = 'app.kubernetes.io/name';

/** What has a name that another object may have to match. */
const NAMED = ['metadata', 'scaleTargetRef', 'service'];

/** Stands behind the workload's name in the name of the Secret from which its Ingress has a certificate. */
const TLS_SUFFIX = '-tls';

/** A workload that has a name. */
interface Named {
  readonly subject: Subject;
  readonly name: string;
  /** The containers in which most of what differs stands. */
  readonly guests: readonly unknown[];
}

/** A workload with which no rule found fault. */
interface Clean extends Named {
  readonly notChecked: readonly NotChecked[];
  /** Whether all values of its objects are known, once somebody has looked. */
  isLiteral?: boolean;
}

/** What rules say of a workload. */
export interface TwinResult extends CheckResult {
  /** Whether all values of its objects are known, where that is known of a twin. */
  readonly isLiteral?: boolean;
}

/**
 * Holds rules against subjects that come by the thousand and are alike: what was found without fault is not looked at again
 * where all that differs are the workload's name, its image and its hosts. The rules that look at these always run.
 */
export class Twins {
  private readonly nameRules: readonly Rule[];
  /** The last met first. */
  private readonly clean: Clean[] = [];

  public constructor(private readonly rules: readonly Rule[]) {
    this.nameRules = rules.filter((rule) => rule.looksAtNames === true);
  }

  /** What the rules say of a subject. */
  public run(subject: Subject): TwinResult {
    const named = namedOf(subject);
    if (named === undefined) {
      return runRules(this.rules, subject);
    }
    const at = this.clean.findIndex((clean) => isTwin(clean, named));
    if (at !== -1) {
      const [twin] = this.clean.splice(at, 1);
      this.clean.unshift(twin);
      twin.isLiteral ??= !holdsUnresolved(twin.subject.objects);
      const { path } = subject;
      return {
        findings: runRules(this.nameRules, subject).findings,
        notChecked: twin.notChecked.map(({ id, missing }) => ({ id, path, missing })),
        isLiteral: twin.isLiteral,
      };
    }
    const result = runRules(this.rules, subject);
    if (result.findings.length === 0) {
      // A copy, as verbs change the objects in place.
      const copy = { ...subject, objects: frozenCopy(subject.objects) };
      this.clean.unshift({ ...named, ...withGuests(copy), notChecked: result.notChecked });
      this.clean.splice(REMEMBERED);
    }
    return result;
  }
}

/** Whether two subjects differ at most in what the workload, its image and its hosts are called, and where they stand. */
export function areTwins(one: Subject, other: Subject): boolean {
  const [named, otherNamed] = [namedOf(one), namedOf(other)];
  return named !== undefined && otherNamed !== undefined && isTwin(named, otherNamed);
}

function namedOf(subject: Subject): Named | undefined {
  const name = dig(subject.objects[0], 'metadata', 'name');
  return isKnownText(name) ? { ...withGuests(subject), name } : undefined;
}

function withGuests(subject: Subject): Omit<Named, 'name'> {
  return { subject, guests: guestsOf(subject).map(({ spec }) => spec) };
}

function isTwin(one: Named, other: Named): boolean {
  const comparison = new Comparison(one, other);
  return (
    comparison.areGuestsAlike() &&
    comparison.areWorldsAlike(one.subject, other.subject) &&
    comparison.areAlike(one.subject.objects, other.subject.objects)
  );
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
    const keys = Object.keys(one);
    return (
      areSame(keys, Object.keys(other)) &&
      keys.every((key) => {
        const [value, otherValue]: unknown[] = [Reflect.get(one, key), Reflect.get(other, key)];
        const isPlace = key === 'path' || key === 'objects';
        return isPlace || value === otherValue || this.areAlike(value, otherValue);
      })
    );
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
    const keys = Object.keys(one);
    let next = 0;
    // Who makes the same fields makes them in the same order. This loop costs less than a list of the other's keys.
    for (const member in other) {
      if (member !== keys[next]) {
        return false;
      }
      next += 1;
      const [value, otherValue] = [one[member], other[member]];
      const isImage = isGuest && member === 'image' && isKnownText(value) && isKnownText(otherValue);
      // What stands in an item of a list stands in the list.
      if (!isImage && !this.alike(value, otherValue, member, key === '' ? parent : key)) {
        return false;
      }
    }
    return next === keys.length;
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
      (isName && (key === NAME_LABEL || (key === 'name' && NAMED.includes(parent)))) ||
      (isCertificate && key === 'secretName' && parent === 'tls') ||
      (isPlaceOfHosts(key, parent) && isKnownText(one) && isKnownText(other))
    );
  }
}

/** Where an Ingress says by which hosts it is reached. */
function isPlaceOfHosts(key: string, parent: string): boolean {
  return (key === 'host' && parent === 'rules') || (key === '' && parent === 'hosts');
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) {
    return false;
  }
  for (let i = 0; i < one.length; i++) {
    if (one[i] !== other[i]) {
      return false;
    }
  }
  return true;
}

function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !isUnresolved(value);
}
