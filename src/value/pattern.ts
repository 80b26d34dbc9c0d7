import type { Manifest } from './json';

/** Keys and indices that lead to a value. */
export type Path = readonly (string | number)[];

/** An object that others are like, but for some texts. */
export interface Pattern {
  /** The object; nobody can change it. */
  readonly of: Manifest;
  /** Where others have another text; all that stands nowhere here is the same in all of them. */
  readonly open: readonly Path[];
}

/** An object that is like a pattern. */
export interface Patterned {
  readonly pattern: Pattern;
  /** Its own texts, in the order in which they are open. */
  readonly texts: readonly unknown[];
}

/** An object that is written from what this package made it from. */
export interface Made {
  readonly manifest: Manifest;
  /** What it is like, where that is known. */
  readonly like: Patterned | undefined;
}

/** Under it such an object is found to be one: copies of this package that meet in one tree know each other's. */
export const MADE = Symbol.for('cdk8s-wasm.made');

/** An object as such a one, where it is one. */
export function asMade(object: object): Made | undefined {
  return Reflect.get(object, MADE);
}

/** An object as one that is like a pattern. Its texts are read now: of many objects, none is at hand when it is written. */
export function patternedBy(pattern: Pattern, manifest: Manifest): Patterned {
  return { pattern, texts: pattern.open.map((path) => valueAt(manifest, path)) };
}

function valueAt(manifest: Manifest, path: Path): unknown {
  let at: unknown = manifest;
  for (const key of path) {
    at = Object(at)[key];
  }
  return at;
}
