import { isObject } from './json';
import { isUnresolved } from './unresolved';

/**
 * The parts as one text. Markers that tokens print stay whole; a part that is
 * an object (a `Lazy`) makes the whole text one more object that cdk8s resolves
 * while it renders.
 */
export function joined(...parts: unknown[]): string {
  const texts = parts.map((part) => (isUnresolved(part) ? String(part) : part));
  if (texts.every((text, index) => !isUnresolved(parts[index]) || isUnresolved(text))) {
    return texts.join('');
  }
  return leaf({ resolve: () => parts.map(resolved).join('') });
}

/**
 * Applies `change` to a leaf now, or where the leaf is unresolved, when it is rendered. A token may know by itself what
 * becomes of its value: it is asked with `derive(change)` for the token of that. The marker in a text that stands there
 * even then stays as it is: whoever fills it in gives what `change` would have made.
 */
export function mapped<T, R>(value: T, change: (known: T) => R): R {
  if (!isUnresolved(value)) {
    return change(value);
  }
  const derive: unknown = typeof value === 'object' && value !== null && Reflect.get(value, 'derive');
  if (typeof derive === 'function') {
    return leaf(Reflect.apply(derive, value, [change]));
  }
  const render = (known: unknown): R => (isUnresolved(known) ? leaf(known) : change(leaf(known)));
  return leaf({ resolve: () => render(resolved(value)) });
}

/** A copy in which each unresolved value is what it comes to now. Instances of classes are taken as they are. */
export function resolvedCopy<T>(value: T): T;
export function resolvedCopy(value: unknown): unknown {
  if (isUnresolved(value)) {
    return resolved(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolvedCopy<unknown>(item));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolvedCopy<unknown>(item)]))
    : value;
}

function resolved(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) {
    return part;
  }
  const produce = Reflect.get(part, 'produce') ?? Reflect.get(part, 'resolve');
  return typeof produce === 'function' ? resolved(Reflect.apply(produce, part, [])) : part;
}

/** Props type a leaf as the value it becomes, and cdk8s resolves it before it is written: as with its own `Lazy.any`, the type runs ahead. */
function leaf<T>(deferred: unknown): T;
function leaf(deferred: unknown): unknown {
  return deferred;
}
