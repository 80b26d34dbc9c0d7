import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { afterAll, describe, expect, it } from 'vitest';
import {
  CgroupDriver,
  CrunEngine,
  CrunVariant,
  ImageFormat,
  ImagePullPolicy,
  RuntimeClassOwner,
  Shim,
  SpinManifest,
  TaintEffect,
  TolerationOperator,
  UidPolicy,
  WasmBinary,
  WasmImage,
  WasmPlatform,
  WasmRuntime,
  WasmRuntimeClass,
} from '../../src';
import { STRUCTS } from '../../src/value/shapes';
import { spinToml, write } from '../artifact/local-image/repository';
import { HELLO } from '../oci/wasm';
import { FULL } from './full-props';
import { isStructural, LATER, nameOf, REFUSED } from './later';
import { type Place, placesIn, structsBelow, withAt } from './leaves';
import { chartOn, MAKE, refusalOf } from './make';

interface Round {
  readonly struct: string;
  readonly props: object;
  /** Makes what the props are of, and what shows it in a manifest. */
  readonly build: (chart: Chart, props: object) => unknown;
}

const RESOURCES = { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } };
const NODES = {
  nodeSelector: { wasm: 'yes' },
  overhead: { memory: '10Mi' },
  tolerations: [
    {
      key: 'wasm',
      operator: TolerationOperator.EQUAL,
      value: 'only',
      effect: TaintEffect.NO_EXECUTE,
      tolerationSeconds: 60,
    },
  ],
};
const CLUSTER = {
  kubernetesVersion: '1.34',
  containerdVersion: '2.1.0',
  cgroupDriver: CgroupDriver.SYSTEMD,
  uidPolicy: UidPolicy.POD,
  runtimeClasses: RuntimeClassOwner.EMITTED,
};
const BINARY = WasmBinary.fromBytes(HELLO).toSpec();
const IMAGE = {
  format: ImageFormat.ARTIFACT,
  binarySize: 7000,
  binary: BINARY,
  manifest: SpinManifest.fromToml(spinToml()).toSpec(),
  componentBinaries: { hello: BINARY },
  pullPolicy: ImagePullPolicy.ALWAYS,
  pullSecrets: ['registry'],
  allowMutableTag: false,
};
const ARCHIVE = { location: 'https://example.com/shim.tar.gz', sha256: 'ab'.repeat(32) };
const job = (chart: Chart, props: object) => MAKE.WasmJob(chart, 'job', { resources: RESOURCES, ...props });

/** What `fromFile` and `fromSpin` read. */
const root = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-later-'));
write(root, { 'hello.wasm': HELLO, 'spin.toml': spinToml('[component.hello.profile.debug]') });
afterAll(() => {
  rmSync(root, { recursive: true });
});

const NAME = { repository: 'ghcr.io/acme/hello', tag: '1', digest: `sha256:${'ab'.repeat(32)}` };
const MADE = {
  path: 'a.wasm',
  format: ImageFormat.ARTIFACT,
  profile: 'debug',
  entrypoint: 'a.wasm',
  annotations: { a: 'b' },
};
const FILE = {
  repository: 'ghcr.io/acme/hello',
  tag: '1',
  root,
  annotations: { a: 'b' },
  pullPolicy: ImagePullPolicy.ALWAYS,
  pullSecrets: ['registry'],
};

const ROUNDS: readonly Round[] = [
  {
    struct: 'WasmFileProps',
    props: { ...FILE, format: ImageFormat.RUNWASI, entrypoint: 'a.wasm' },
    build: (chart, props) =>
      job(chart, { image: WasmImage.fromFile(join(root, 'hello.wasm'), Object(props)) }),
  },
  {
    struct: 'SpinFileProps',
    props: { ...FILE, format: ImageFormat.SPIN, profile: 'debug' },
    build: (chart, props) => {
      const image = WasmImage.fromSpin(join(root, 'spin.toml'), Object(props));
      // The manifest is held against the workload elsewhere.
      const { manifest: _, componentBinaries: __, ...spec } = image.toSpec();
      return MAKE.SpinApp(chart, 'app', { resources: RESOURCES, image: WasmImage.fromSpec(spec) });
    },
  },
  {
    struct: 'WasmImageSpec',
    props: { ...IMAGE, ...NAME, record: { ...NAME, ...MADE } },
    build: (chart, props) => job(chart, { image: WasmImage.fromSpec(Object(props)) }),
  },
  {
    struct: 'WasmImageOptions',
    props: IMAGE,
    build: (chart, props) => job(chart, { image: WasmImage.of('ghcr.io/acme/hello:1', Object(props)) }),
  },
  {
    struct: 'WasmRuntimeClassProps',
    props: { ...NODES, className: 'wasm', handler: 'wasm', labels: { team: 'a' }, annotations: { a: 'b' } },
    build: (chart, props) => new WasmRuntimeClass(chart, 'class', Object(props)),
  },
  {
    struct: 'ShimProps',
    props: {
      name: 'spin-v2',
      className: 'spin',
      amd64: ARCHIVE,
      arm64: ARCHIVE,
      nodeSelector: { wasm: 'yes' },
      cgroupDriver: CgroupDriver.SYSTEMD,
      containerdRuntimeOptions: { Other: 'true' },
    },
    build: (chart, props) => new Shim(chart, 'shim', Object(props)),
  },
  {
    struct: 'WasmPlatformOptions',
    props: { ...CLUSTER, ...NODES, shimVersions: { spin: '0.24.0' } },
    build: (chart, props) => job(chart, { platform: WasmPlatform.k3s(Object(props)) }),
  },
  {
    struct: 'WasmPlatformSpec',
    props: {
      ...CLUSTER,
      name: 'ours',
      deprecation: 'it is old',
      source: 'us',
      runtimes: { wasmtime: { ...NODES, className: 'wasm', handler: 'wasm', shimVersion: '0.6.0' } },
    },
    build: (chart, props) => job(chart, { platform: WasmPlatform.custom(Object(props)) }),
  },
  {
    struct: 'WasmRuntimeSpec',
    props: { ...WasmRuntime.spin().toSpec(), podAnnotations: { a: 'b' }, smart: true },
    build: (chart, props) => job(chart, { runtime: WasmRuntime.custom(Object(props)) }),
  },
  {
    struct: 'CrunOptions',
    props: { engine: CrunEngine.WASMEDGE, variant: CrunVariant.COMPAT },
    build: (chart, props) => job(chart, { runtime: WasmRuntime.crun(Object(props)) }),
  },
];

/** A chart of its own for each, as a platform can be bound but once. */
function build(round: Round, ...changes: [Place, unknown][]): Chart {
  const needsNone = ['WasmPlatformOptions', 'WasmPlatformSpec'].includes(round.struct);
  const chart = needsNone ? new Chart(new App(), 'chart') : chartOn();
  const props = changes.reduce<unknown>((all, [{ path }, value]) => withAt(all, path, value), round.props);
  round.build(chart, Object(props));
  return chart;
}

describe.each(ROUNDS)('$struct', (round) => {
  const places = placesIn(round.struct, round.props);
  const structural = places.filter(isStructural);
  const isFixed = (place: Place): boolean =>
    !place.isLeaf || structural.some(({ path }) => path.every((key, i) => key === place.path[i]));
  const free = places.filter((place) => !isFixed(place));

  it('is set whole here', () => {
    const unset = Object.keys(STRUCTS[round.struct]).filter((field) => !(field in round.props));
    expect(unset).toEqual([]);
  });

  describe.each(LATER)('with %s', (_, later) => {
    it('has every value where the literal would stand', () => {
      const stands = free.map((leaf) => ({ leaf, ...later(leaf.value) }));
      const changes = stands.map(({ leaf, value }): [Place, unknown] => [leaf, value]);
      expect(Testing.synth(build(round, ...changes))).toEqual(Testing.synth(build(round)));
      expect(stands.filter(({ asked }) => asked() === 0).map(({ leaf }) => nameOf(leaf))).toEqual([]);
    });

    it('refuses it for a structural value, a list, a map and a struct', () => {
      const taken = places.filter(isFixed).filter((place) => {
        const message = refusalOf(() => build(round, [place, later(place.value).value]));
        return !REFUSED.test(message);
      });
      expect(taken.map(nameOf)).toEqual([]);
    });
  });
});

describe('the structs of the public API', () => {
  /** What the library tells, and what only says what others have in common. */
  const NO_PROPS = ['Finding', 'NotChecked', 'ValidationViolation', 'ViolatingResource'];
  /** What the library knows of others’ releases. */
  const OF_RELEASES = ['GuestFacts', 'InterfaceFact', 'ShimReleaseSpec'];
  const BASES = [
    'WasmDeploymentProps',
    'WasmHttpProps',
    'WasmJobBaseProps',
    'WasmRunProps',
    'WasmScheduleProps',
    'WasmWorkloadProps',
    'LocalImageProps',
  ];

  /** What is handed to the construct that fits: spin-from-manifest.test.ts. */
  const HANDED_ON = ['SpinFromManifestProps'];

  /** What works on manifests that are whole: no value is left to be known later. */
  const OF_MANIFESTS = ['LintOptions', 'WasmValidationProps'];

  /** What the library reads out of files: data that is there, with nothing to be known later. */
  const READ = /^Spin(?!(App|File|FromManifest)Props$)/;

  it('are all held against values that are known later', () => {
    // These have tests of their own: runtime-config-later.test.ts, blazor-later.test.ts.
    const own = ['RuntimeConfigSpec', 'BlazorAppProps', 'BlazorSiteSpec'];
    const roots = [...ROUNDS.map(({ struct }) => struct), ...FULL.map(({ kind }) => `${kind}Props`), ...own];
    const reached = new Set(roots.flatMap((struct) => structsBelow(struct)));
    const forgotten = Object.keys(STRUCTS).filter(
      (struct) =>
        ![...reached, ...NO_PROPS, ...OF_RELEASES, ...BASES, ...OF_MANIFESTS, ...HANDED_ON].includes(
          struct,
        ) && !READ.test(struct),
    );
    expect(forgotten).toEqual([]);
  });
});
