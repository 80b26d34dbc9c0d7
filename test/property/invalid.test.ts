import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { WasmImage, WasmPlatform, WasmRuntime } from '../../src/index';
import { STRUCTS } from '../../src/value/shapes';
import { validCases } from './cases';
import { CONFLICTS } from './conflicts';
import { faultOf, faultOfInvalid } from './judge';
import { type Mutation, mutationsOf } from './mutations';
import { FULL, holds, quietly, SEED, TIMEOUT } from './runs';
import { instancesOf } from './walk';
import { type Case, KINDS } from './world';

/** A valid case that something was done to. */
interface Spoilt {
  readonly name: string;
  readonly given: Case;
}

/** A short run tries one in so many of the ways to spoil each struct, another one for each seed. */
const STRIDE = FULL ? 1 : 20;

const mutations = new Map<string, Mutation[]>(
  Object.keys(STRUCTS).map((struct) => [struct, mutationsOf(struct)]),
);

beforeAll(quietly);

describe('random props that are invalid', () => {
  test(
    'are refused with an error that names the construct, and never crash',
    () => {
      holds(
        spoiltCases(),
        ({ name, given }) => faultOfInvalid(given, name),
        ({ given }) => ({ expect: 'refused', case: given }),
      );
    },
    TIMEOUT,
  );
});

describe('every way to spoil valid props', () => {
  const samples = (): Case[] => fc.sample(validCases(), { numRuns: 200, seed: 1 });

  test(
    'by one field is refused with an error that names the construct',
    () => {
      const sites = samples().flatMap((given) => instancesOf(given).map((instance) => ({ given, instance })));
      const tried = [...mutations].flatMap(([struct, ways]) => {
        const own = sites.filter(({ instance }) => instance.struct === struct);
        return ways
          .filter((_, index) => own.length > 0 && index % STRIDE === SEED % STRIDE)
          .map((way) => ({ way, site: own.find(({ instance }) => way.fits(instance)) }));
      });
      expect(tried.filter(({ site }) => site === undefined).map(({ way }) => way.name)).toEqual([]);
      const faults = tried.flatMap(({ way, site }) =>
        site === undefined ? [] : (faultOfInvalid(way.apply(site.given, site.instance), way.name) ?? []),
      );
      expect(faults).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'by fields that do not go together is refused with an error that names the construct',
    () => {
      const cases = samples();
      const tried = CONFLICTS.map(({ name, apply }) => ({
        name,
        spoilt: cases.flatMap((given) => apply(given) ?? []).slice(0, FULL ? 20 : 1),
      }));
      expect(tried.filter(({ spoilt }) => spoilt.length === 0).map(({ name }) => name)).toEqual([]);
      expect(
        tried.flatMap(({ name, spoilt }) => spoilt.flatMap((given) => faultOfInvalid(given, name) ?? [])),
      ).toEqual([]);
    },
    TIMEOUT,
  );
});

describe('something that is no props at all', () => {
  const NOTHING = [undefined, null, 'x', 1, [], new Map()];

  test.each(KINDS)('is refused by %s', (kind) => {
    const given: Case = { kind, chart: {}, bind: 'app', platform: { factory: 'k3s' }, props: {} };
    expect(NOTHING.flatMap((props) => faultOfInvalid(given, String(props), props) ?? [])).toEqual([]);
  });

  test.each([
    ['WasmImage.of', (value: never) => WasmImage.of(value)],
    ['WasmImage.fromSpec', (value: never) => WasmImage.fromSpec(value)],
    ['WasmPlatform.custom', (value: never) => WasmPlatform.custom(value)],
    ['WasmRuntime.custom', (value: never) => WasmRuntime.custom(value)],
  ])('is refused by %s', (name, make) => {
    const faults = NOTHING.filter((value) => value !== 'x').flatMap(
      (value) => faultOf(() => make(untyped(value)), `${name}(${String(value)})`) ?? [],
    );
    expect(faults).toEqual([]);
  });
});

/** What a program without types may hand over. */
function untyped(value: unknown): never;
function untyped(value: unknown): unknown {
  return value;
}

/** A valid case, and one thing done to it: to a field of one of its structs, or to several that do not go together. */
function spoiltCases(): fc.Arbitrary<Spoilt> {
  const choices = fc.noShrink(fc.record({ which: fc.nat(), where: fc.nat(), how: fc.nat() }));
  return fc.tuple(validCases(), choices).map(([given, { which, where, how }]) => {
    const conflicts = CONFLICTS.flatMap(({ name, apply }) => {
      const spoilt = apply(given);
      return spoilt === undefined ? [] : [{ name, given: spoilt }];
    });
    if (which % 4 === 0 && conflicts.length > 0) {
      return conflicts[how % conflicts.length];
    }
    const instances = instancesOf(given);
    // Structs that stand often are not spoilt more often than others.
    const structs = [...new Set(instances.map(({ struct }) => struct))];
    const own = instances.filter(({ struct }) => struct === structs[which % structs.length]);
    const instance = own[where % own.length];
    const ways = (mutations.get(instance.struct) ?? []).filter(({ fits }) => fits(instance));
    const way = ways[how % ways.length];
    return { name: way.name, given: way.apply(given, instance) };
  });
}
