import type { JsonObject } from '../../src/value/json';
import { ENUMS, STRUCTS } from '../../src/value/shapes';
import { isRecord } from './arrange';
import { BAD } from './bad';
import { bareType, type Instance, isOptional, replaced } from './walk';
import type { Case } from './world';

/** A way to make a struct in a valid case invalid. */
export interface Mutation {
  /** What it does, in words. */
  readonly name: string;
  /** Whether it can be done to a struct as it stands. */
  readonly fits: (instance: Instance) => boolean;
  /** Does it. */
  readonly apply: (given: Case, instance: Instance) => Case;
}

/** Every way to make one struct invalid by itself. */
export function mutationsOf(struct: string): Mutation[] {
  const fields = Object.entries(STRUCTS[struct]);
  return [
    set(`${struct} with a field that there is none`, 'zzz', 1),
    set(`${struct} with a field that every object seems to have`, 'toString', 'x'),
    ...fields.flatMap(([field, type]) => [
      ...(isOptional(type) ? [] : [set(`${struct} without ${field}`, field, undefined)]),
      ...wrongTypes(type).map((value) => set(`${struct}.${field} = ${show(value)}`, field, value)),
      ...badValues(struct, field),
    ]),
  ];
}

function set(name: string, field: string, value: unknown): Mutation {
  return {
    name,
    fits: () => true,
    apply: (given, { path }) => replaced(given, [...path, field], value),
  };
}

function wrongTypes(type: string): unknown[] {
  const bare = bareType(type);
  if (bare.endsWith('[]')) {
    return [
      'x',
      {},
      null,
      [null],
      ...wrongTypes(bare.slice(0, -2))
        .slice(0, 1)
        .map((item) => [item]),
    ];
  }
  if (bare.startsWith('{')) {
    return [
      'x',
      [],
      null,
      { member: null },
      ...wrongTypes(bare.slice(1, -1))
        .slice(0, 1)
        .map((member) => ({ member })),
    ];
  }
  if (bare.startsWith('@')) {
    return ['x', {}, null, []];
  }
  if (bare in STRUCTS) {
    return ['x', [], null, 1];
  }
  if (bare in ENUMS) {
    return ['Nope', 1, null, {}];
  }
  const others = { string: [1, true, {}, null], number: ['1', {}, null], boolean: ['true', 1, null] };
  return Object.entries(others).find(([name]) => name === bare)?.[1] ?? [];
}

function badValues(struct: string, field: string): Mutation[] {
  const { values = [], items = [], members = [], keys = [] } = BAD[struct]?.[field] ?? {};
  const holds =
    (test: (value: unknown) => boolean) =>
    ({ value }: Instance): boolean =>
      test(value[field]);
  const into = (
    name: string,
    test: (value: unknown) => boolean,
    change: (value: unknown) => unknown,
  ): Mutation => ({
    name: `${struct}.${field} ${name}`,
    fits: holds(test),
    apply: (given, { path, value }) => replaced(given, [...path, field], change(value[field])),
  });
  const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
  const isMap = (value: unknown): boolean => isRecord(value) && Object.keys(value).length > 0;
  return [
    ...values.map((value) => set(`${struct}.${field} = ${show(value)}`, field, value)),
    ...items.map((item) => into(`with the item ${show(item)}`, isList, (list) => [...listOf(list), item])),
    ...members.map((member) =>
      into(`with the value ${show(member)}`, isMap, (map) => changedFirst(map, ([key]) => [key, member])),
    ),
    ...keys.map((key) =>
      into(`with the name ${show(key)}`, isMap, (map) => changedFirst(map, ([, value]) => [key, value])),
    ),
  ];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function changedFirst(map: unknown, change: (entry: [string, unknown]) => [string, unknown]): JsonObject {
  const [first, ...rest] = Object.entries(isRecord(map) ? map : {});
  return Object.fromEntries([change(first), ...rest]);
}

export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined');
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
