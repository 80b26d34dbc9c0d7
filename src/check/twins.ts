import { dig, frozenCopy, isObject, type JsonObject } from '../value/json';
import { holdsUnresolved, isUnresolved } from '../value/unresolved';
import type { NotChecked } from './finding';
import { type CheckResult, type Rule, runRules } from './rule';
import type { Subject } from './subject';

/** So many workloads are remembered. */
const REMEMBERED = 8;

const NAME_LABEL = 'app.kubernetes.io/name';

/** What has a name that another object may have to match. */
const NAMED = ['metadata', 'scaleTargetRef', 'service'];

/** A workload with which no rule found fault. */
interface Clean {
  readonly subject: Subject;
  readonly name: string;
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
 * where all that differs are the workload's name and its image. The rules that look at these always run.
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
    const name = nameOf(subject);
    if (name === undefined) {
      return runRules(this.rules, subject);
    }
    const at = this.clean.findIndex((clean) => isTwin(clean.subject, clean.name, subject, name));
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
      const objects = frozenCopy(subject.objects);
      this.clean.unshift({ subject: { ...subject, objects }, name, notChecked: result.notChecked });
      this.clean.splice(REMEMBERED);
    }
    return result;
  }
}

function nameOf({ objects }: Subject): string | undefined {
  const name = dig(objects[0], 'metadata', 'name');
  return isKnownText(name) ? name : undefined;
}

/** Whether two subjects differ at most in what the workload and its image are called, and where they stand. */
export function areTwins(one: Subject, other: Subject): boolean {
  const [name, otherName] = [nameOf(one), nameOf(other)];
  return name !== undefined && otherName !== undefined && isTwin(one, name, other, otherName);
}

function isTwin(one: Subject, name: string, other: Subject, otherName: string): boolean {
  const comparison = new Comparison(name, otherName, other.guest);
  return (
    comparison.isWorldOf(one, other) &&
    comparison.isWorldOf(other, one) &&
    comparison.areAlike(one.objects, other.objects)
  );
}

/** Compares the objects of two workloads. */
class Comparison {
  public constructor(
    private readonly name: string,
    private readonly otherName: string,
    private readonly guest: string,
  ) {}

  /** Whether all that one subject tells beside its objects is what the other tells. Most of it is shared. */
  public isWorldOf(one: Subject, other: Subject): boolean {
    for (const key in one) {
      const [value, otherValue]: unknown[] = [Reflect.get(one, key), Reflect.get(other, key)];
      const isPlace = key === 'path' || key === 'objects';
      if (!isPlace && value !== otherValue && !this.areAlike(value, otherValue)) {
        return false;
      }
    }
    return true;
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
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) {
      return false;
    }
    const isGuest = parent === 'containers' && one.name === this.guest && other.name === this.guest;
    for (const member of keys) {
      const [value, otherValue] = [one[member], other[member]];
      const isImage = isGuest && member === 'image' && isKnownText(value) && isKnownText(otherValue);
      if (!isImage && !(Object.hasOwn(other, member) && this.alike(value, otherValue, member, key))) {
        return false;
      }
    }
    return true;
  }

  /**
   * A rule may ask whether a text is the name of another object. So where one of two workloads has its name, the other
   * has its own there, in a place of names; and nowhere else do they have them.
   */
  private alikeTexts(one: string, other: string, key: string, parent: string): boolean {
    const isName = one === this.name;
    if (isName !== (other === this.otherName)) {
      return false;
    }
    const isPlaceOfNames = key === NAME_LABEL || (key === 'name' && NAMED.includes(parent));
    return one === other || (isName && isPlaceOfNames);
  }
}

function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !isUnresolved(value);
}
