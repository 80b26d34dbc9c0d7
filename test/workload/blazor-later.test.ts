import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { BlazorApp, BlazorSite, WasmPlatform } from '../../src';
import { STRUCTS } from '../../src/value/shapes';
import { BLAZOR, SITE } from './blazor';
import { isStructural, LATER, nameOf, REFUSED } from './later';
import { leafFields, type Place, placesIn, withAt } from './leaves';
import { refusalOf } from './make';

const { replicas, ...scaled } = { ...BLAZOR, autoscale: { min: 2, max: 9, cpu: 60, memory: 70 } };
const SETS = [
  { title: 'a Blazor app', props: BLAZOR },
  { title: 'a Blazor app that scales by itself', props: scaled },
];

/** Props with other values here and there, rendered; refused where a Kubernetes object or a check is wrong. */
function render(props: object, ...changes: [Place, unknown][]): unknown {
  const app = new App();
  WasmPlatform.k3s({ kubernetesVersion: '1.35' }).bind(app);
  const chart = new Chart(app, 'chart');
  const changed = changes.reduce<unknown>((all, [{ path }, value]) => withAt(all, path, value), props);
  new BlazorApp(chart, 'shop', Object(changed));
  return Testing.synth(chart);
}

describe.each(SETS)('$title', ({ props }) => {
  const places = placesIn('BlazorAppProps', props);
  const structural = places.filter(isStructural);
  const isFixed = (place: Place): boolean =>
    !place.isLeaf || structural.some(({ path }) => path.every((key, i) => key === place.path[i]));
  const free = places.filter((place) => !isFixed(place));

  describe.each(LATER)('with %s', (_, later) => {
    it('has every value where the literal would stand', () => {
      const stands = free.map((leaf) => ({ leaf, ...later(leaf.value) }));
      const changes = stands.map(({ leaf, value }): [Place, unknown] => [leaf, value]);
      expect(render(props, ...changes)).toEqual(render(props));
      expect(stands.filter(({ asked }) => asked() === 0).map(({ leaf }) => nameOf(leaf))).toEqual([]);
    });

    it('refuses it for a structural value, a list, a map and a struct', () => {
      const taken = places
        .filter((place) => isFixed(place))
        .filter((place) => !REFUSED.test(refusalOf(() => render(props, [place, later(place.value).value]))));
      expect(taken.map(nameOf)).toEqual([]);
    });
  });

  it('keeps the marker of a token whole in every text', () => {
    const texts = free.filter(({ value }) => typeof value === 'string');
    const marked = texts.map((leaf, i): [Place, string] => [leaf, `a-wasm-token-${i}-nekot.b`]);
    const written = JSON.stringify(render(props, ...marked));
    expect(marked.filter(([, text]) => !written.includes(text)).map(([leaf]) => nameOf(leaf))).toEqual([]);
  });
});

describe('the sets of props above', () => {
  it('leave no field of a Blazor app out', () => {
    const set = SETS.flatMap(({ props }) => placesIn('BlazorAppProps', props));
    const seen = new Set(set.map(({ struct, field }) => `${struct}.${field}`));
    expect(
      Object.keys(STRUCTS.BlazorAppProps).filter((field) => !seen.has(`BlazorAppProps.${field}`)),
    ).toEqual([]);
    const own = leafFields('BlazorAppProps').filter((leaf) => leaf.startsWith('Blazor'));
    expect(own.filter((leaf) => !seen.has(leaf))).toEqual([]);
  });
});

describe('a site', () => {
  it.each(LATER)('is known at synth: it takes no value as %s', (_, later) => {
    const taken = placesIn('BlazorSiteSpec', SITE).filter((place) => {
      const spec = withAt(SITE, place.path, later(place.value).value);
      return !REFUSED.test(refusalOf(() => BlazorSite.fromSpec(Object(spec))));
    });
    expect(taken.map(nameOf)).toEqual([]);
  });
});
