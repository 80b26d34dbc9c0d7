import * as pulumi from '@pulumi/pulumi';
import { WasmPlatform } from 'cdk8s-wasm';
import type { PlatformInput } from 'cdk8s-wasm/pulumi';
import * as wasm from 'cdk8s-wasm/pulumi';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BLAZOR } from '../workload/blazor';
import { FULL } from '../workload/full-props';
import { isStructural } from '../workload/later';
import { type Place, placesIn, withAt } from '../workload/leaves';
import { record, unknown, unknownOutput, withoutSecrets } from './monitor';

type Component = new (name: string, args: never) => pulumi.ComponentResource;

const SHIM = {
  name: 'spin-v2',
  className: 'wasmtime-spin-v2',
  amd64: { location: 'https://example.com/amd64.tar.gz', sha256: 'a'.repeat(64) },
  arm64: { location: 'https://example.com/arm64.tar.gz', sha256: 'b'.repeat(64) },
  nodeSelector: { spin: 'true' },
  containerdRuntimeOptions: { Debug: 'true' },
};
const CLASS = {
  className: 'wasmtime',
  handler: 'wasmtime',
  nodeSelector: { wasm: 'true' },
  tolerations: [{ key: 'wasm', operator: 'Exists', effect: 'NoSchedule' }],
  overhead: { memory: '10Mi' },
  labels: { a: 'b' },
  annotations: { c: 'd' },
};

interface Set {
  readonly title: string;
  readonly kind: string;
  readonly platform?: () => PlatformInput;
  readonly props: object;
}

/** Props that set every field there is of every component. */
const SETS: readonly Set[] = [
  ...FULL,
  {
    title: 'BlazorApp',
    kind: 'BlazorApp',
    platform: () => WasmPlatform.k3s({ kubernetesVersion: '1.35' }),
    props: BLAZOR,
  },
  { title: 'Shim', kind: 'Shim', props: SHIM },
  { title: 'WasmRuntimeClass', kind: 'WasmRuntimeClass', props: CLASS },
];

// Warnings of checks are the constructs' own tests' to look at.
beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: unknown;
}

/** What a component registers, in an order that does not change. */
async function registered({ kind, platform }: Set, args: object, preview = false): Promise<Resource[]> {
  const type: Component = Reflect.get(wasm, kind);
  const given = { ...args, ...(platform !== undefined && { platform: platform() }) };
  const { resources } = await record(() => Reflect.construct(type, ['full', given]), { preview });
  return resources
    .map(({ type, name, inputs }) => ({ type, name, inputs }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How often a text stands in something as JSON. */
const countOf = (text: string, value: unknown): number =>
  JSON.stringify(value).split(JSON.stringify(text)).length - 1;

/** Resources without the marks of what is secret. */
const plain = (resources: Resource[]): unknown => withoutSecrets(resources, (value) => value);

describe.each(SETS.map((set) => [set.title, set] as const))('%s', (_, set) => {
  const places = placesIn(`${set.kind}Props`, set.props).filter(({ field }) => field !== 'platform');
  const structural = places.filter(isStructural);
  const isFixed = (place: Place): boolean =>
    !place.isLeaf || structural.some(({ path }) => path.every((key, i) => key === place.path[i]));
  const free = places.filter((place) => !isFixed(place));
  const withAll = (of: (value: unknown) => unknown): object =>
    Object(free.reduce<unknown>((all, { path, value }) => withAt(all, path, of(value)), set.props));

  it('takes an Output at every leaf, and registers what it would with the values themselves', async () => {
    expect(
      await registered(
        set,
        withAll((value) => pulumi.output(value)),
      ),
    ).toEqual(await registered(set, set.props));
  });

  it('keeps secret at every leaf what came as a secret', async () => {
    const known = await registered(set, set.props);
    const made = await registered(
      set,
      withAll((value) => pulumi.secret(value)),
    );
    expect(plain(made)).toEqual(plain(known));
    expect(countOf('<secret>', made)).toBeGreaterThanOrEqual(free.length);
  });

  it('shows every resource in a preview of which no leaf is known', async () => {
    const known = await registered(set, set.props);
    const made = await registered(
      set,
      withAll(() => unknownOutput()),
      true,
    );
    expect(made.map(({ type, name }) => [type, name])).toEqual(known.map(({ type, name }) => [type, name]));
    expect(JSON.stringify(made)).toContain(unknown);
  });
});
