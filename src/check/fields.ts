import { isObject, type JsonObject, type Manifest } from '../value/json';
import { isUnresolved, literal } from '../value/unresolved';
import type { Subject } from './subject';

/**
 * The value at `path`. Where a step on the way is unresolved, that one: what
 * stands below it is not known, which is not the same as missing.
 */
export function reach(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const key of path) {
    // A token may be a plain object too, so it is asked first.
    if (isUnresolved(at)) {
      return at;
    }
    at = isObject(at) ? at[key] : undefined;
  }
  return at;
}

/** The text at `path`, where it is one and known. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = literal(reach(value, ...path));
  return typeof found === 'string' ? found : undefined;
}

/** The number at `path`, where it is one and known. */
export function numberAt(value: unknown, ...path: string[]): number | undefined {
  const found = literal(reach(value, ...path));
  return typeof found === 'number' ? found : undefined;
}

/** Whether a value stands at `path` and is known. */
export function isGiven(value: unknown, ...path: string[]): boolean {
  const found = reach(value, ...path);
  return found !== undefined && found !== null && !isUnresolved(found);
}

/** Whether nothing stands at `path`, nor will. */
export function isMissing(value: unknown, ...path: string[]): boolean {
  const found = reach(value, ...path);
  return found === undefined || found === null;
}

/** A member of a list and where it stands in it. */
export interface Member {
  /** Its place, from 0. */
  readonly index: number;
  /** The member. */
  readonly spec: JsonObject;
}

/** The objects in the list at `path`. */
export function membersAt(value: unknown, ...path: string[]): Member[] {
  const found = reach(value, ...path);
  const members: Member[] = [];
  for (const [index, spec] of (Array.isArray(found) ? found : []).entries()) {
    if (isObject(spec) && !isUnresolved(spec)) {
      members.push({ index, spec });
    }
  }
  return members;
}

/** Whether the list at `path` may hold more than is known: it is unresolved, a member is, or the `key` of one. */
export function mayHoldMore(list: unknown, key: string): boolean {
  return (
    isUnresolved(list) ||
    (Array.isArray(list) && list.some((member) => isUnresolved(member) || isUnresolved(reach(member, key))))
  );
}

/** The subject's objects of one kind. */
export function objectsOf(subject: Subject, kind: string): Manifest[] {
  return subject.objects.filter((object) => object.kind === kind);
}
