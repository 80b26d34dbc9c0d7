import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { STRUCTS } from '../../src/value/shapes';
import { isObject, type Json, object, objects, strings, text } from '../support/json';
import { BAD, needsBad } from './bad';
import { NOWHERE, validCases } from './cases';
import { GENERATORS, worldOf } from './generators';
import { READ } from './spin-manifest';
import { CLASSES, instancesOf } from './walk';
import { KINDS } from './world';

/** Structs that constructs take, and those that the values of classes are made of which they take. */
const ROOTS = [
  ...KINDS.map((kind) => `${kind}Props`),
  ...Object.values(CLASSES).flatMap(Object.values<string>),
];
const WRITTEN = [...reachable(ROOTS)].sort();

describe('the generators of random props', () => {
  test('are one for every struct that users write', () => {
    expect(Object.keys(GENERATORS).sort()).toEqual(WRITTEN);
  });

  test('know how to make an object of every class that a field takes', () => {
    const taken = WRITTEN.flatMap((struct) => Object.entries(STRUCTS[struct])).filter(([, type]) =>
      type.startsWith('@'),
    );
    expect(taken.filter(([field]) => !(field in CLASSES))).toEqual([]);
  });

  test.each(WRITTEN)('know every field of %s', (struct) => {
    const fields = Object.keys(GENERATORS[struct](worldOf(NOWHERE)));
    expect(fields.sort()).toEqual(Object.keys(STRUCTS[struct]).sort());
  });

  test('make up every field there is', () => {
    const cases = fc.sample(validCases(), { numRuns: 400, seed: 1 });
    const seen = new Set(
      cases.flatMap((given) =>
        instancesOf(given).flatMap(({ struct, value }) =>
          Object.keys(value).map((field) => `${struct}.${field}`),
        ),
      ),
    );
    const all = WRITTEN.flatMap((struct) =>
      Object.keys(STRUCTS[struct]).map((field) => `${struct}.${field}`),
    );
    expect(all.filter((field) => !seen.has(field))).toEqual([]);
  });

  test.each(WRITTEN)('have values that are wrong for every text, number and name of %s', (struct) => {
    expect(Object.keys(BAD[struct] ?? {}).sort()).toEqual(needsBad(struct).sort());
  });

  test('know the constructs and the structs of the public API as it was last built', (context) => {
    const file = join(root, '.jsii');
    if (!existsSync(file)) return context.skip('nothing was built yet');
    const types = typesOf(JSON.parse(readFileSync(file, 'utf8')));
    expect(constructsIn(types)).toEqual([...KINDS].sort());
    const built = WRITTEN.map((struct) => [struct, [...new Set(fieldsOf(types, struct))].sort()]);
    expect(built).toEqual(WRITTEN.map((struct) => [struct, Object.keys(STRUCTS[struct]).sort()]));
  });
});

/** The structs themselves and all that stand in them. */
function reachable(structs: readonly string[], found = new Set<string>()): Set<string> {
  const written = structs.filter((name) => name in STRUCTS && !READ.has(name) && !found.has(name));
  for (const struct of written) {
    found.add(struct);
    reachable(
      Object.values(STRUCTS[struct]).map((type) => type.replace(/[^A-Za-z]/g, '')),
      found,
    );
  }
  return found;
}

/** The types of a jsii assembly by their own names. */
function typesOf(assembly: unknown): Json {
  const types = isObject(assembly) ? object(assembly, 'types') : {};
  return Object.fromEntries(Object.entries(types).map(([fqn, type]) => [ownName(fqn), type]));
}

/** The fields of a struct of an assembly, those of its bases included. */
function fieldsOf(types: Json, struct: string): string[] {
  const type = object(types, struct);
  const bases = strings(type, 'interfaces').map(ownName);
  return [
    ...bases.flatMap((base) => fieldsOf(types, base)),
    ...objects(type, 'properties').map((property) => text(property, 'name') ?? ''),
  ];
}

/** The classes of an assembly that a program makes constructs of. */
function constructsIn(types: Json): string[] {
  const isConstruct = (name: string): boolean => {
    const base = text(object(types, name), 'base');
    return base === 'constructs.Construct' || (base !== undefined && isConstruct(ownName(base)));
  };
  return Object.keys(types)
    .filter((name) => isConstruct(name) && object(types, name).abstract !== true)
    .sort();
}

function ownName(fqn: string): string {
  return fqn.replace(/^.*\./, '');
}
