import type { JsonObject } from '../../src/value/json';
import { ENUMS, STRUCTS } from '../../src/value/shapes';
import { isRecord } from './arrange';
import { READ } from './spin-manifest';
import type { Case } from './world';

/** Keys and places in lists that lead from a case to something in it. */
export type Path = readonly (string | number)[];

/** A struct in a case. */
export interface Instance {
  readonly struct: string;
  readonly path: Path;
  readonly value: JsonObject;
}

/** A value in a case that is not taken apart, or the name of one in a map. */
export interface Leaf {
  readonly struct: string;
  readonly field: string;
  readonly path: Path;
  readonly value: unknown;
  readonly isKey: boolean;
}

/** The type of a field without what it says of being left out and of tokens. */
export function bareType(type: string): string {
  return type.replace(/\??!?$/, '');
}

export function isOptional(type: string): boolean {
  return type.includes('?');
}

/** Where the parts of the plain data that stands for an object of a class are structs. */
export const CLASSES: { readonly [field: string]: { readonly [part: string]: string } } = {
  image: { options: 'WasmImageOptions', spec: 'WasmImageSpec' },
  site: { spec: 'BlazorSiteSpec' },
  siteImage: { options: 'WasmImageOptions', spec: 'WasmImageSpec' },
  platform: { options: 'WasmPlatformOptions', custom: 'WasmPlatformSpec' },
  runtime: { options: 'CrunOptions', custom: 'WasmRuntimeSpec' },
  runtimeConfig: { spec: 'RuntimeConfigSpec' },
};

/** A field of a struct, with its type as `STRUCTS` writes it and bare. */
interface Field {
  readonly field: string;
  readonly type: string;
  readonly bare: string;
}

/** Cases are walked by the thousand, and each of them has the same few structs. */
const FIELDS: ReadonlyMap<string, readonly Field[]> = new Map(
  Object.entries(STRUCTS).map(([struct, types]) => [
    struct,
    Object.entries(types).map(([field, type]) => ({ field, type, bare: bareType(type) })),
  ]),
);

/** The fields of a struct that are there. */
function fieldsIn(struct: string, value: JsonObject): Field[] {
  return FIELDS.get(struct)?.filter(({ field }) => value[field] !== undefined) ?? [];
}

/** Every struct in a case, outer ones first. */
export function instancesOf(given: Case): Instance[] {
  const props = structAt(`${given.kind}Props`, given.props, ['props']);
  return [...props, ...(given.bind === 'prop' ? [] : classAt('platform', given.platform, ['platform']))];
}

function structAt(struct: string, value: unknown, path: Path): Instance[] {
  if (!isRecord(value)) {
    return [];
  }
  const below = fieldsIn(struct, value).flatMap(({ field, type, bare }) =>
    type.startsWith('@')
      ? classAt(field, value[field], [...path, field])
      : structsIn(bare, value[field], [...path, field]),
  );
  return [{ struct, path, value }, ...below];
}

function classAt(field: string, value: unknown, path: Path): Instance[] {
  return isRecord(value)
    ? Object.entries(CLASSES[field]).flatMap(([part, struct]) =>
        structAt(struct, value[part], [...path, part]),
      )
    : [];
}

function structsIn(type: string, value: unknown, path: Path): Instance[] {
  const inner = type.replace(/^\{(.*)\}$/, '$1').replace(/\[\]$/, '');
  if (!(inner in STRUCTS) || READ.has(inner) || typeof value !== 'object' || value === null) {
    return [];
  }
  return inner === type
    ? structAt(type, value, path)
    : Object.entries(value).flatMap(([key, item]) =>
        structAt(inner, item, [...path, Array.isArray(value) ? Number(key) : key]),
      );
}

/** Every leaf of a case, and every name in its maps. */
export function leavesOf(given: Case): Leaf[] {
  return instancesOf(given).flatMap(({ struct, path, value }) =>
    fieldsIn(struct, value).flatMap(({ field, bare }) =>
      leavesIn(bare, value[field], [...path, field]).map((leaf) => ({ struct, field, ...leaf })),
    ),
  );
}

function leavesIn(type: string, value: unknown, path: Path): Pick<Leaf, 'path' | 'value' | 'isKey'>[] {
  if (value === undefined || type.startsWith('@')) {
    return [];
  }
  if (type.startsWith('{')) {
    return Object.entries(isRecord(value) ? value : {}).flatMap(([key, item]) => [
      { path: [...path, key], value: key, isKey: true },
      ...leavesIn(type.slice(1, -1), item, [...path, key]),
    ]);
  }
  if (type.endsWith('[]')) {
    const items: unknown[] = Array.isArray(value) ? value : [];
    return items.flatMap((item, index) => leavesIn(type.slice(0, -2), item, [...path, index]));
  }
  return type in STRUCTS ? [] : [{ path, value, isKey: false }];
}

/** Whether a type is that of a leaf. */
export function isLeafType(type: string): boolean {
  return ['string', 'number', 'boolean', 'any'].includes(type) || type in ENUMS;
}

/** The same data with another value at a place; `undefined` takes the place away. */
export function replaced<T extends object>(data: T, path: Path, value: unknown): T;
export function replaced(data: object, [key, ...rest]: Path, value: unknown): object {
  const below: unknown = Reflect.get(data, key);
  const inner: unknown =
    rest.length === 0
      ? value
      : replaced(typeof below === 'object' && below !== null ? below : {}, rest, value);
  if (Array.isArray(data)) {
    const items: unknown[] = data;
    return inner === undefined
      ? items.filter((_, index) => index !== key)
      : items.map((item, index) => (index === key ? inner : item));
  }
  const entries: [string, unknown][] = Object.entries(data).filter(([name]) => name !== String(key));
  // In its old place: the order of members is the order of what comes out.
  const at = Object.keys(data).indexOf(String(key));
  entries.splice(
    at < 0 ? entries.length : at,
    0,
    ...(inner === undefined ? [] : [[String(key), inner] satisfies [string, unknown]]),
  );
  return Object.fromEntries(entries);
}

/** What stands at a place. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    data,
  );
}
