import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { RuntimeConfig, type RuntimeConfigSpec, Volume, WasmPlatform } from '../../src';
import { runtimeConfigText } from '../../src/artifact/runtime-config/document';
import { FULL, TOKEN } from '../artifact/runtime-config/samples';
import { at } from '../support/json';
import { isStructural, LATER, nameOf, REFUSED } from './later';
import { leafFields, type Place, placesIn, withAt } from './leaves';
import { chartOn, MAKE, only, refusalOf, synthApp } from './make';

/** The same configuration with other values here and there. */
function changed(...changes: [Place, unknown][]): RuntimeConfigSpec;
function changed(...changes: [Place, unknown][]): unknown {
  return changes.reduce<unknown>((all, [{ path }, value]) => withAt(all, path, value), FULL);
}

/** What stands in the Secret that a configuration with tokens becomes. */
function render(spec: RuntimeConfigSpec): string {
  const chart = chartOn(WasmPlatform.kind());
  const volumes = { '/data': Volume.claim('data') };
  MAKE.SpinApp(chart, 'shop', { runtimeConfig: RuntimeConfig.of(spec), volumes });
  return String(at(only(synthApp(chart), 'Secret'), 'stringData', 'runtime-config.toml'));
}

const places = placesIn('RuntimeConfigSpec', FULL);
const leaves = places.filter((place) => place.isLeaf && !isStructural(place));

describe('a runtime configuration in a workload', () => {
  describe.each(LATER)('with %s', (_, later) => {
    it('has every value where the literal would stand', () => {
      const stands = leaves.map((leaf) => ({ leaf, ...later(leaf.value) }));
      const spec = changed(...stands.map(({ leaf, value }): [Place, unknown] => [leaf, value]));
      expect(render(spec)).toBe(runtimeConfigText(FULL));
      expect(stands.filter(({ asked }) => asked() === 0).map(({ leaf }) => nameOf(leaf))).toEqual([]);
    });

    it('refuses it for a structural value, a list, a map and a struct', () => {
      const taken = places
        .filter((place) => !place.isLeaf || isStructural(place))
        .filter((place) => {
          const spec = changed([place, later(place.value).value]);
          return !REFUSED.test(refusalOf(() => RuntimeConfig.of(spec)));
        });
      expect(taken.map(nameOf)).toEqual([]);
    });

    it('refuses a credential that comes to one that is known', () => {
      const taken = leaves
        .filter(({ value }) => String(value).includes(TOKEN))
        .filter((leaf) => {
          const message = refusalOf(() => render(changed([leaf, later('hunter2').value])));
          return (
            !message.includes('known at synth would stand in the manifest') || message.includes('hunter2')
          );
        });
      expect(taken.map(nameOf)).toEqual([]);
    });
  });

  it('keeps the marker of a token whole in every text', () => {
    const texts = leaves.filter(({ type }) => type === 'string');
    const marked = texts.map((leaf, i): [Place, string] => [leaf, `a-wasm-token-${i}-nekot.b`]);
    const text = render(changed(...marked));
    expect(
      marked.filter(([, marker]) => !text.includes(`'''${marker}'''`)).map(([leaf]) => nameOf(leaf)),
    ).toEqual([]);
    expect(() => parse(text)).not.toThrow();
  });

  it('has every field that a file may have', () => {
    const visited = places.map(({ struct, field }) => `${struct}.${field}`);
    const missing = leafFields('RuntimeConfigSpec').filter((leaf) => !visited.includes(leaf));
    expect(missing).toEqual(['RuntimeConfigSecret.key', 'RuntimeConfigSecret.name']);
  });
});
