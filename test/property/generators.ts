import fc from 'fast-check';
import { compact, type JsonObject } from '../../src/value/json';
import { STRUCTS } from '../../src/value/shapes';
import { ARRANGE, ONE_OF } from './arrange';
import { BINARY } from './binaries';
import { PODS } from './pods';
import { PROPS } from './props';
import { RUNTIME_CONFIG } from './runtime-config';
import { WHERE } from './where';
import type { Fields, Generators, Setting, World } from './world';

/** One generator for every struct that users write. */
export const GENERATORS: Generators = { ...WHERE, ...BINARY, ...PODS, ...PROPS, ...RUNTIME_CONFIG };

/** The fields that must be there, by struct. */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(STRUCTS).map(([struct, types]) => [
    struct,
    Object.keys(types).filter((field) => !types[field].endsWith('?')),
  ]),
);

/** The world in which a setting's values are made up. */
export function worldOf(setting: Setting): World {
  return inWorld({ ...setting, asks: 'guest' });
}

function inWorld(world: Omit<World, 'of'>): World {
  const whole: World = {
    ...world,
    of: (struct, change) => later(() => valuesOf(struct, inWorld({ ...world, ...change }))),
  };
  return whole;
}

/** A generator that is made when it is asked: most of those for what may be left out never are. */
function later<T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> {
  let made: fc.Arbitrary<T> | undefined;
  return fc.constant(undefined).chain(() => {
    made ??= make();
    return made;
  });
}

/** Valid values of a struct. */
export function valuesOf(struct: string, world: World): fc.Arbitrary<JsonObject> {
  const fields = GENERATORS[struct](world);
  const arrange = ARRANGE[struct] ?? ((value) => value);
  return variants(struct, fields, world).map((value) => compact(arrange(compact(value), world)));
}

function variants(struct: string, fields: Fields, world: World): fc.Arbitrary<JsonObject> {
  if (struct === 'ProbeSpec') {
    return probes(fields, world);
  }
  const members = ONE_OF[struct];
  return members === undefined
    ? record(struct, fields)
    : fc.oneof(...members.map((member) => record(struct, only(fields, members, member), [member])));
}

/** How a probe asks depends on who is asked. */
function probes(fields: Fields, world: World): fc.Arbitrary<JsonObject> {
  const { exec } = world.runtime.facts;
  const serves = ['WasmService', 'SpinApp', 'BlazorApp'].includes(world.kind);
  const overPorts = world.asks === 'linux' || serves ? ['httpGet', 'tcpSocket', 'grpc'] : [];
  const handlers = [...overPorts, ...(exec.value === 'no' ? [] : ['exec'])];
  const all = ['httpGet', 'tcpSocket', 'grpc', 'exec', 'disabled'];
  const asked = handlers.map((handler) => record('ProbeSpec', only(fields, all, handler), [handler]));
  const usual = world.asks === 'guest' && serves ? [record('ProbeSpec', only(fields, all))] : [];
  return fc.oneof(...asked, ...usual, fc.record({ disabled: fields.disabled }));
}

/** `fields` with one of `members` at most. */
function only(fields: Fields, members: readonly string[], member?: string): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => field === member || !members.includes(field)),
  );
}

function record(struct: string, fields: Fields, needed: readonly string[] = []): fc.Arbitrary<JsonObject> {
  const requiredKeys = [...(REQUIRED.get(struct) ?? []), ...needed].filter((field) => field in fields);
  return fc.record<JsonObject>({ ...fields }, { requiredKeys, noNullPrototype: true });
}
