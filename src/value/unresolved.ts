import { isObject } from './json';
import { holdsMarker } from './marker';

/**
 * Whether `value` has no literal yet, so that only its place can be checked: it
 * is filled in after construction, as a cdk8s `Lazy`, an object with `resolve()`
 * (a token of a deployment engine), or a string that holds the marker such a
 * token prints into text.
 *
 * Detected by shape, not by class: copies of cdk8s and of this package meet in
 * one tree.
 */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') {
    return holdsMarker(value);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { produce, resolve }: { produce?: unknown; resolve?: unknown } = value;
  return typeof produce === 'function' || typeof resolve === 'function';
}

/** The value if it is known now, else `undefined`. Every check reads values through this. */
export function literal<T>(value: T | undefined): T | undefined {
  return isUnresolved(value) ? undefined : value;
}

/** Whether anything inside `value` is unresolved; instances of classes are not looked into. */
export function holdsUnresolved(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return isUnresolved(value);
  }
  if (!isObject(value)) {
    return isUnresolved(value) || (Array.isArray(value) && value.some(holdsUnresolved));
  }
  // Every value of every manifest comes by here: one look at each key tells both what it is and what it holds.
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'function' ? key === 'produce' || key === 'resolve' : holdsUnresolved(member)) {
      return true;
    }
  }
  return false;
}

/** Whether `value` is known now. */
export function isLiteral(value: unknown): boolean {
  return !isUnresolved(value);
}
