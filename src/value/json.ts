/** A JSON object as Kubernetes takes it; leaves may still be unresolved. */
export interface JsonObject {
  [key: string]: unknown;
}

/** A Kubernetes object. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A copy without the keys whose value is `undefined`; `object` itself where it has none. */
export function compact<T extends object>(object: T): T;
export function compact(object: JsonObject): JsonObject {
  const keys = Object.keys(object);
  if (keys.every((key) => object[key] !== undefined)) {
    return object;
  }
  const copy: JsonObject = {};
  for (const key of keys) {
    if (object[key] !== undefined) {
      put(copy, key, object[key]);
    }
  }
  return copy;
}

/** A copy that nobody can change: plain data that many share. Unresolved leaves stay as they are. */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return Object.freeze(value.map((item) => frozenCopy<unknown>(item)));
  }
  if (isObject(value)) {
    const copy: JsonObject = {};
    for (const key of Object.keys(value)) {
      put(copy, key, frozenCopy<unknown>(value[key]));
    }
    return Object.freeze(copy);
  }
  return value;
}

/** Sets a member, of whatever name: to assign `__proto__` would change what the object is. */
function put(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

/** `undefined` for an object or array without members: Kubernetes' defaults apply then. */
export function orNothing<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

/** Whether `value` is a plain JSON object (an array, a `Lazy` or a class instance is not). */
export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
  );
}

/** The member at `path`, or `undefined` where any step is missing. */
export function dig(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const key of path) {
    if (!isObject(at)) {
      return undefined;
    }
    at = at[key];
  }
  return at;
}

/** The array at `path`, or an empty one. */
export function digList(value: unknown, ...path: string[]): unknown[] {
  const found = dig(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** JSON text that does not depend on the order of keys, for hashing and comparing. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(stableJson).join(',')}]`;
  }
  if (isObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${stableJson(value[key])}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The list of objects under a key, made where there is none. */
export function listUnder(object: JsonObject, key: string): JsonObject[] {
  if (!Array.isArray(object[key])) {
    object[key] = [];
  }
  return object[key] as JsonObject[];
}
