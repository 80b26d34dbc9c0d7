import { STRUCTS } from '../../src/value/shapes';
import { isObject } from '../support/json';

/** One place in a set of props, and what the public API declares there. */
export interface Place {
  /** Where: `['env', 'TOKEN', 'secretKeyRef', 'name']`. */
  readonly path: readonly (string | number)[];
  /** The struct and the field of it that declare the place: `KeyRef.name`. */
  readonly struct: string;
  readonly field: string;
  /** `string`, `number`, `boolean` or the name of an enum for a leaf, else of what the place holds more. */
  readonly type: string;
  readonly isLeaf: boolean;
  readonly value: unknown;
}

/** Every place in props of a struct, outer ones first. */
export function placesIn(struct: string, props: object): Place[] {
  return Object.entries(props).flatMap(([field, value]) => {
    const type = STRUCTS[struct][field];
    if (type === undefined) throw new Error(`${struct} has no field ${field}`);
    return value === undefined ? [] : placesAt([field], struct, field, type.replace(/[?!]/g, ''), value);
  });
}

function placesAt(
  path: readonly (string | number)[],
  struct: string,
  field: string,
  type: string,
  value: unknown,
): Place[] {
  const place = (isLeaf: boolean): Place => ({ path, struct, field, type, isLeaf, value });
  if (type.endsWith('[]')) {
    const items = Array.isArray(value) ? value : [];
    const below = items.flatMap((item, i) => placesAt([...path, i], struct, field, type.slice(0, -2), item));
    return [place(false), ...below];
  }
  const object = isObject(value) ? value : {};
  if (type.startsWith('{')) {
    const below = Object.entries(object).flatMap(([key, item]) =>
      placesAt([...path, key], struct, field, type.slice(1, -1), item),
    );
    return [place(false), ...below];
  }
  if (type in STRUCTS) {
    const below = placesIn(type, object).map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
    return [place(false), ...below];
  }
  return [place(!type.startsWith('@'))];
}

/** A struct and all below it. */
export function structsBelow(struct: string, seen = new Set<string>()): string[] {
  if (!(struct in STRUCTS) || seen.has(struct)) return [];
  seen.add(struct);
  return [struct, ...Object.values(STRUCTS[struct]).flatMap((type) => structsBelow(bareOf(type), seen))];
}

/** Every field that holds a leaf, or a list or map of leaves, of a struct and of all below it: `KeyRef.name`. */
export function leafFields(struct: string): string[] {
  return structsBelow(struct).flatMap((each) =>
    Object.entries(STRUCTS[each])
      .filter(([, type]) => !(bareOf(type) in STRUCTS) && !bareOf(type).startsWith('@'))
      .map(([field]) => `${each}.${field}`),
  );
}

/** What a field holds, one or many of it. */
function bareOf(type: string): string {
  return type.replace(/[?![\]{}]/g, '');
}

/** A copy of `value` with another value at `path`. */
export function withAt(value: unknown, path: readonly (string | number)[], other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? withAt(item, rest, other) : item));
  if (!isObject(value)) throw new Error(`nothing stands at ${path.join('.')}`);
  return { ...value, [key]: withAt(value[key], rest, other) };
}
