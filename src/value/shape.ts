import { isObject, type JsonObject } from './json';
import { refusal } from './refuse';
import { ENUMS, STRUCTS } from './shapes';
import { isUnresolved } from './unresolved';

/**
 * Holds a value against the struct that the public API declares for it: every
 * field is known, there where it must be, and of its type. TypeScript says so
 * only of literals and JavaScript never, and a misspelt field that is dropped
 * in silence is the hardest to find. Unresolved values pass: their place is right.
 *
 * @param path the construct's path
 * @param struct name of the struct
 * @throws for the first field that is wrong
 */
export function checkShape(path: string, struct: string, value: unknown, field = ''): void {
  const shape = STRUCTS[struct];
  if (!isObject(value)) {
    throw refusal({
      path,
      field: field || struct,
      value,
      wrong: 'no object',
      allowed: `{ ${Object.keys(shape).join(', ')} }`,
    });
  }
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined && !(key in shape)) {
      throw unknownField(path, at(field, key), value[key], key, Object.keys(shape));
    }
  }
  for (const [key, type] of Object.entries(shape)) {
    checkMember(path, at(field, key), value[key], type);
  }
}

function checkMember(path: string, field: string, value: unknown, type: string): void {
  const optional = type.endsWith('?');
  if (value === undefined) {
    if (!optional) {
      throw refusal({ path, field, value, wrong: 'it is required', allowed: describe(type) });
    }
    return;
  }
  if (!isUnresolved(value)) {
    checkType(path, field, value, optional ? type.slice(0, -1) : type);
  }
}

function checkType(path: string, field: string, value: unknown, type: string): void {
  if (type.endsWith('[]')) {
    demand(Array.isArray(value), path, field, value, type);
    for (const [index, item] of (value as unknown[]).entries()) {
      checkMember(path, `${field}[${index}]`, item, type.slice(0, -2));
    }
  } else if (type.startsWith('{')) {
    demand(isObject(value), path, field, value, type);
    for (const [key, item] of Object.entries(value as JsonObject)) {
      checkMember(path, at(field, key), item, type.slice(1, -1));
    }
  } else if (type in STRUCTS) {
    checkShape(path, type, value, field);
  } else if (type in ENUMS) {
    demand(typeof value === 'string' && ENUMS[type].includes(value), path, field, value, type);
  } else if (type === 'object') {
    demand(typeof value === 'object' && value !== null, path, field, value, type);
  } else if (type !== 'any') {
    demand(typeof value === type && !Number.isNaN(value), path, field, value, type);
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
  const bare = type.replace(/\?$/, '');
  if (bare in ENUMS) {
    return ENUMS[bare].join(', ');
  }
  if (bare.endsWith('[]')) {
    return `a list of ${describe(bare.slice(0, -2))}`;
  }
  if (bare.startsWith('{')) {
    return `an object of ${describe(bare.slice(1, -1))}`;
  }
  return bare in STRUCTS ? `{ ${Object.keys(STRUCTS[bare]).join(', ')} }` : `a ${bare}`;
}

function at(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

/** How many letters must change to make one word of the other. */
function distance(a: string, b: string): number {
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
