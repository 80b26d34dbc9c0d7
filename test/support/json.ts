/** An object of a manifest, before anything is known of its fields. */
export type Json = { readonly [key: string]: unknown };

/** Takes note of one problem: where in the object, and what is wrong there. */
export type Report = (path: string, message: string) => void;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; empty when it is absent. */
export function object(parent: Json, key: string): Json {
  const value = parent[key];
  return isObject(value) ? value : {};
}

/** The value at the end of a chain of keys. */
export function at(value: unknown, ...keys: string[]): unknown {
  let here = value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return here;
}

/** The objects of a list; empty when it is absent. */
export function objects(parent: Json, key: string): Json[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The strings of a list; empty when it is absent. */
export function strings(parent: Json, key: string): string[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function text(parent: Json, key: string): string | undefined {
  const value = parent[key];
  return typeof value === 'string' ? value : undefined;
}

export function number(parent: Json, key: string): number | undefined {
  const value = parent[key];
  return typeof value === 'number' ? value : undefined;
}

/** Reports every value that stands more than once. */
export function unique(values: readonly (string | undefined)[], path: string, report: Report): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (value === undefined) continue;
    if (seen.has(value)) report(path, `"${value}" stands there twice`);
    seen.add(value);
  }
}
