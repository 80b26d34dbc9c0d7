import { type FieldFormat, FORMATS, type Format } from './formats';
import { isObject, type JsonObject } from './json';
import { refusal, unresolvedRefusal } from './refuse';
import { RELATIONS } from './relations';
import { ENUMS, STRUCTS } from './shapes';
import { holdsUnresolved, isUnresolved } from './unresolved';

/**
 * Holds a value against the struct that the public API declares for it: every
 * field is known, there where it must be, of its type and in its form. TypeScript says so
 * only of literals and JavaScript never, and a misspelt field that is dropped
 * in silence is the hardest to find. An unresolved value passes where a single value stands, unless the field
 * is structural; a list, a map or a struct must be there, for what is in it to be found.
 *
 * @param path the construct's path
 * @param struct name of the struct
 * @throws for the first field that is wrong
 */
export function checkShape(path: string, struct: string, value: unknown, field = ''): void {
  const members = membersOf(struct);
  if (!isObject(value)) {
    throw refusal({
      path,
      field: field || struct,
      value,
      wrong: 'no object',
      allowed: `{ ${[...members.keys()].join(', ')} }`,
    });
  }
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined && !members.has(key)) {
      throw unknownField(path, at(field, key), value[key], key, [...members.keys()]);
    }
  }
  members.forEach(({ type, format }, key) => {
    if (value[key] !== undefined || !type.isOptional) {
      checkMember(path, at(field, key), value[key], type, format);
    }
  });
  const problem = RELATIONS[struct]?.(value);
  if (problem !== undefined) {
    const { field: key, wrong, fix } = problem;
    throw refusal({ path, field: at(field, key), value: value[key], wrong, fix });
  }
}

/** A type as `STRUCTS` writes it, taken apart. */
interface Type {
  readonly bare: string;
  readonly isOptional: boolean;
  readonly isStructural: boolean;
  /** Whether one value stands there that goes to the manifest as it is. */
  readonly isSingle: boolean;
}

interface Member {
  readonly type: Type;
  readonly format?: FieldFormat;
}

/** Props come by the thousand, and their types are few. */
const TYPES = new Map<string, Type>();
const MEMBERS = new Map<string, ReadonlyMap<string, Member>>();

function typeOf(text: string): Type {
  const known = TYPES.get(text);
  if (known !== undefined) {
    return known;
  }
  const bare = text.replace(/\??!?$/, '');
  const type = {
    bare,
    isOptional: text.includes('?'),
    isStructural: text.endsWith('!') && !bare.startsWith('@'),
    isSingle: !/^[{@]|\]$/.test(bare) && !(bare in STRUCTS),
  };
  TYPES.set(text, type);
  return type;
}

function membersOf(struct: string): ReadonlyMap<string, Member> {
  const known = MEMBERS.get(struct);
  if (known !== undefined) {
    return known;
  }
  const members = new Map(
    Object.entries(STRUCTS[struct]).map(([key, text]): [string, Member] => {
      const format = FORMATS[struct]?.[key];
      return [key, { type: typeOf(text), ...(format !== undefined && { format }) }];
    }),
  );
  MEMBERS.set(struct, members);
  return members;
}

function checkMember(path: string, field: string, value: unknown, type: Type, format?: FieldFormat): void {
  const { bare, isOptional, isStructural, isSingle } = type;
  if (value === undefined) {
    if (!isOptional) {
      throw refusal({ path, field, value, wrong: 'it is required', allowed: describe(bare) });
    }
    return;
  }
  if (isUnresolved(value)) {
    if (isStructural || !isSingle) {
      throw unresolvedRefusal(path, field, value);
    }
    return;
  }
  checkType(path, field, value, bare, format);
  if (isStructural && holdsUnresolved(value)) {
    throw unresolvedRefusal(path, field, value);
  }
}

function checkType(path: string, field: string, value: unknown, type: string, format?: FieldFormat): void {
  if (type.endsWith('[]')) {
    demand(Array.isArray(value), path, field, value, type);
    const of = typeOf(type.slice(0, -2));
    for (const [index, item] of (value as unknown[]).entries()) {
      checkMember(path, `${field}[${index}]`, item, of, format);
    }
  } else if (type.startsWith('{')) {
    demand(isObject(value), path, field, value, type);
    const of = typeOf(type.slice(1, -1));
    for (const [key, item] of Object.entries(value as JsonObject)) {
      demandForm(path, `${field} key`, key, format?.key);
      checkMember(path, at(field, key), item, of, format);
    }
  } else if (type in STRUCTS) {
    checkShape(path, type, value, field);
  } else if (type in ENUMS) {
    demand(typeof value === 'string' && ENUMS[type].includes(value), path, field, value, type);
  } else if (type.startsWith('@')) {
    // By what it can do: an instance may be of another copy of this package.
    demand(typeof Reflect.get(Object(value), 'toSpec') === 'function', path, field, value, type);
  } else if (type !== 'any') {
    demand(typeof value === type && !Number.isNaN(value), path, field, value, type);
    demandForm(path, field, value, format?.text);
    demand(!format?.whole || Number.isSafeInteger(value), path, field, value, type);
  }
}

function demandForm(path: string, field: string, value: unknown, format: Format | undefined): void {
  if (format !== undefined && typeof value === 'string' && !format.holds(value)) {
    throw refusal({ path, field, value, wrong: 'not valid here', allowed: format.allowed });
  }
}

function demand(holds: boolean, path: string, field: string, value: unknown, type: string): void {
  if (!holds) {
    throw refusal({
      path,
      field,
      value,
      wrong: `of the wrong type, ${Array.isArray(value) ? 'a list' : typeof value}`,
      allowed: describe(type),
    });
  }
}

function unknownField(path: string, field: string, value: unknown, key: string, known: string[]): Error {
  const near = known.find((name) => distance(name.toLowerCase(), key.toLowerCase()) <= 2);
  return refusal({
    path,
    field,
    value,
    wrong: 'no such field',
    allowed: known.join(', '),
    ...(near !== undefined && { fix: `${near}?` }),
  });
}

function describe(type: string): string {
  if (type in ENUMS) {
    return ENUMS[type].join(', ');
  }
  if (type.endsWith('[]')) {
    return `a list of ${describe(type.slice(0, -2))}`;
  }
  if (type.startsWith('{')) {
    return `an object of ${describe(type.slice(1, -1))}`;
  }
  return type in STRUCTS ? `{ ${Object.keys(STRUCTS[type]).join(', ')} }` : `a ${type.replace('@', '')}`;
}

function at(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

/** How many letters must change to make one word of the other. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
