import { isDeepStrictEqual } from 'node:util';
import { type Chart, Testing } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { FULL, type FullProps } from './full-props';
import { isStructural, LATER, nameOf, REFUSED } from './later';
import { leafFields, type Place, placesIn, withAt } from './leaves';
import { chartOn, KINDS, make, refusalOf } from './make';

const placesOf = ({ kind, props }: FullProps): Place[] => placesIn(`${kind}Props`, props);

function build({ kind, platform, props }: FullProps, ...changes: [Place, unknown][]): Chart {
  const chart = chartOn(platform());
  const changed = changes.reduce<unknown>((all, [place, value]) => withAt(all, place.path, value), props);
  make(kind, chart, 'full', Object(changed));
  return chart;
}

/** Props with other values here and there, rendered; refused where a Kubernetes object or a check is wrong. */
const render = (full: FullProps, ...changes: [Place, unknown][]): unknown =>
  Testing.synth(build(full, ...changes));

/** The places where something is wrong: a list that ought to be empty, and shows all faults at once. */
function wrong(places: readonly Place[], isRight: (place: Place) => boolean): string[] {
  return places.filter((place) => !isRight(place)).map(nameOf);
}

/** The places that no earlier set of props of that kind of workload has. */
function newPlacesOf(full: FullProps): Place[] {
  const earlier = FULL.slice(0, FULL.indexOf(full)).filter(({ kind }) => kind === full.kind);
  const known = new Set(earlier.flatMap(placesOf).map(nameOf));
  return placesOf(full).filter((place) => !known.has(nameOf(place)));
}

describe.each(FULL)('$title', (full) => {
  const leaves = placesOf(full).filter((place) => place.isLeaf && !isStructural(place));

  describe.each(LATER)('with %s', (_, later) => {
    it('has every value where the literal would stand', () => {
      const stands = leaves.map((leaf) => ({ leaf, ...later(leaf.value) }));
      const rendered = render(full, ...stands.map(({ leaf, value }): [Place, unknown] => [leaf, value]));
      expect(rendered).toEqual(render(full));
      expect(stands.filter(({ asked }) => asked() === 0).map(({ leaf }) => nameOf(leaf))).toEqual([]);
    });

    it('refuses it for a structural value, a list, a map and a struct', () => {
      const places = newPlacesOf(full).filter((place) => !place.isLeaf || isStructural(place));
      const refuses = (place: Place): boolean =>
        REFUSED.test(refusalOf(() => build(full, [place, later(place.value).value])));
      expect(wrong(places, refuses)).toEqual([]);
    });
  });

  it('keeps the marker of a token whole in every text', () => {
    const texts = leaves.filter(({ value }) => typeof value === 'string');
    const marked = texts.map((leaf, i): [Place, string] => [leaf, `a-wasm-token-${i}-nekot.b`]);
    const written = JSON.stringify(render(full, ...marked));
    expect(marked.filter(([, text]) => !written.includes(text)).map(([leaf]) => nameOf(leaf))).toEqual([]);
  });

  it('refuses the marker of a token in a structural text', () => {
    const texts = newPlacesOf(full).filter(
      (place) => place.isLeaf && isStructural(place) && typeof place.value === 'string',
    );
    const refuses = (place: Place): boolean =>
      REFUSED.test(refusalOf(() => build(full, [place, `${place.value}-wasm-token-12-nekot`])));
    expect(wrong(texts, refuses)).toEqual([]);
  });
});

describe('one value alone that is known later', () => {
  it.each(LATER)('stands beside literals where its own would, as %s', (_, later) => {
    const [full] = FULL;
    const literal = render(full);
    const leaves = placesOf(full).filter((place) => place.isLeaf && !isStructural(place));
    const isRight = (leaf: Place): boolean =>
      isDeepStrictEqual(render(full, [leaf, later(leaf.value).value]), literal);
    expect(wrong(leaves, isRight)).toEqual([]);
  });
});

describe('the sets of props above', () => {
  test.each(KINDS)('leave no value of %s out', (kind) => {
    const own = `${kind}Props`;
    const of = (some: readonly FullProps[]): string[] =>
      some.flatMap(placesOf).map(({ struct, field }) => `${struct}.${field}`);
    // What is set in one kind of workload need not be set in all; the kind's own fields are.
    const visited = [
      ...of(FULL).filter((leaf) => !leaf.startsWith(own)),
      ...of(FULL.filter((full) => full.kind === kind)),
    ];
    expect(leafFields(own).filter((leaf) => !visited.includes(leaf))).toEqual([]);
  });
});
