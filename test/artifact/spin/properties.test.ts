import fc from 'fast-check';
import { stringify } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../src/artifact/spin/write-document';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { FULL } from '../../property/runs';
import { defined, type ManifestModel, manifests } from './manifests';

const tomlOf = (model: ManifestModel) => stringify(Object(defined(model)));
const profiles = (model: ManifestModel) =>
  /\.profile\.|^\[.*profile/m.test(tomlOf(model)) ? [{}, { profile: 'debug' }] : [{}];

describe('a manifest that Spin takes', () => {
  it('is taken, and is the same from its plain data and from what that says in TOML', () => {
    fc.assert(
      fc.property(manifests, (model) => {
        for (const options of profiles(model)) {
          const spec = SpinManifest.fromToml(tomlOf(model), 'spin.toml', options).toSpec();
          expect(SpinManifest.fromSpec(JSON.parse(JSON.stringify(spec))).toSpec()).toEqual(spec);
          expect(SpinManifest.fromToml(tomlOf(documentOf(spec))).toSpec()).toEqual(spec);
        }
      }),
      { numRuns: FULL ? 200 : 40 },
    );
  });

  it('has an id of its own for each trigger, and a component for each id', () => {
    fc.assert(
      fc.property(manifests, (model) => {
        const { triggers, components } = SpinManifest.fromToml(tomlOf(model)).toSpec();
        const made = triggers.map(({ id }) => id).filter((id) => !['mine', 'Not an id'].includes(id));
        expect(new Set(made).size).toBe(made.length);
        const named = triggers.flatMap(({ component, components: byRole }) => [
          component ?? [],
          Object.values(byRole),
        ]);
        for (const id of named.flat(3)) expect(Object.keys(components)).toContain(id);
      }),
      { numRuns: FULL ? 100 : 20 },
    );
  });
});

describe('a text that is hardly a manifest', () => {
  /** What is put into a manifest, cut out of it or doubled in it. */
  const cuts = fc.array(
    fc.record({
      at: fc.nat(),
      length: fc.nat(12),
      text: fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom(
          '[',
          ']',
          '{',
          '}',
          '=',
          '"',
          '\n',
          '.',
          '1',
          '[[trigger.http]]\n',
          'component = ',
          '\\u',
          "'''",
        ),
      ),
    }),
    { minLength: 1, maxLength: 3 },
  );

  it('is refused in our words or taken, whatever was done to it', () => {
    fc.assert(
      fc.property(manifests, cuts, (model, list) => {
        const text = list.reduce((before, { at, length, text: put }) => {
          const from = at % (before.length + 1);
          return before.slice(0, from) + put + before.slice(from + length);
        }, tomlOf(model));
        expectOurs(text);
      }),
      { numRuns: FULL ? 500 : 100 },
    );
  });

  it('is refused in our words though it is any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expectOurs(new TextDecoder().decode(bytes));
        expectOurs(`spin_manifest_version = 2\n${new TextDecoder().decode(bytes)}`);
      }),
      { numRuns: FULL ? 500 : 100 },
    );
  });

  it('is refused in our words though every value is of any type', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.boolean(),
        fc.double(),
        fc.integer().map(BigInt),
        fc.date({ noInvalidDate: true }),
        fc.array(tie('any'), { maxLength: 2 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 2 }),
      ),
    })).any;
    const path = fc.array(fc.nat(), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(manifests, path, value, (model, steps, put) => {
        const changed = replaceAt(defined(model), steps, put);
        let text: string;
        try {
          text = stringify(Object(changed));
        } catch {
          return fc.pre(false);
        }
        expectOurs(text);
      }),
      { numRuns: FULL ? 500 : 100 },
    );
  });
});

/** The model with another value at a place that is somewhere in it. */
function replaceAt(model: unknown, [step, ...rest]: readonly number[], put: unknown): unknown {
  if (step === undefined || typeof model !== 'object' || model === null) return put;
  const entries = Object.entries(model);
  if (entries.length === 0) return put;
  const [key, item] = entries[step % entries.length];
  const changed = replaceAt(item, rest, put);
  if (Array.isArray(model)) return model.with(Number(key), changed);
  return Object.fromEntries([...entries.filter(([name]) => name !== key), [key, changed]]);
}

function expectOurs(text: string): void {
  try {
    const manifest = SpinManifest.fromToml(text);
    manifest.routes.forEach(Object);
    for (const id of Object.keys(manifest.components)) tolerate(() => manifest.outboundHosts(id));
  } catch (error) {
    ours(error, /^\[spin\.toml:\d+:\d+\] [a-z-]+: /);
  }
}

function tolerate(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    ours(error, /^\[SpinManifest\] component\..* with its /);
  }
}

function ours(error: unknown, form: RegExp): void {
  if (!(error instanceof Error) || error.constructor !== Error) throw error;
  expect(error.message).toMatch(form);
}
