import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test, vi } from 'vitest';
import {
  CgroupDriver,
  RuntimeClassOwner,
  SpinApp,
  TaintEffect,
  TolerationOperator,
  UidPolicy,
  WasmImage,
  WasmPlatform,
  type WasmPlatformSpec,
} from '../../src';
import { at, type Json } from '../support/json';

const IMAGE = WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 7_000 });

function spinApp(scope: Construct, name = 'hello', platform?: WasmPlatform): SpinApp {
  return new SpinApp(scope, name, { name, image: IMAGE, ...(platform && { platform }) });
}

describe('binding a platform', () => {
  test('makes it the answer for the scope and for all below it', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const part = new Construct(chart, 'part');
    const platform = WasmPlatform.k3s();
    expect(platform.bind(app)).toBe(platform);
    expect([app, chart, part].map((scope) => WasmPlatform.of(scope).name)).toEqual(['k3s', 'k3s', 'k3s']);
  });

  test('holds for workloads deep in constructs that know nothing of it', () => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    const app1 = spinApp(new Construct(new Construct(new Chart(app, 'chart'), 'a'), 'b'));
    expect(app1.platform.name).toBe('k3s');
    expect(app1.runtimeClassName).toBe('spin');
  });

  test('loses to one at a nearer scope', () => {
    const app = new App();
    const [edge, cloud] = ['edge', 'cloud'].map((id) => new Chart(app, id));
    WasmPlatform.k3s().bind(app);
    WasmPlatform.aks().bind(cloud);
    expect(spinApp(edge, 'near').runtimeClassName).toBe('spin');
    expect(spinApp(cloud, 'far').runtimeClassName).toBe('wasmtime-spin-v2');
  });

  test('works after children exist, as long as none of them has looked', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    WasmPlatform.k3s().bind(app);
    expect(WasmPlatform.of(chart).name).toBe('k3s');
  });

  test('twice to the same is one binding', () => {
    const app = new App();
    WasmPlatform.k3s({ kubernetesVersion: '1.34' }).bind(app);
    expect(() => WasmPlatform.k3s({ kubernetesVersion: '1.34' }).bind(app)).not.toThrow();
  });

  test('twice to two is an error that names both', () => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    expect(() => WasmPlatform.kind().bind(app)).toThrow(
      /^\[App\] binds App to platform kind, but App has bound it to k3s; fix: one platform a scope/,
    );
  });

  test('twice to one with other options is an error that says so', () => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    expect(() => WasmPlatform.k3s({ kubernetesVersion: '1.33' }).bind(app)).toThrow(
      'has bound it to k3s with other options',
    );
  });

  test('after somebody below has looked is an error that names both', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    WasmPlatform.k3s().bind(app);
    spinApp(chart);
    expect(() => WasmPlatform.kind().bind(chart)).toThrow(
      /^\[chart\] binds chart to platform kind, but chart\/hello below it already works with k3s, bound at App; fix: bind the platform before/,
    );
  });

  test('after a workload elsewhere has looked is none', () => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    spinApp(new Chart(app, 'one'), 'first');
    const other = new Chart(app, 'other');
    WasmPlatform.kind().bind(other);
    expect(spinApp(other).platform.name).toBe('kind');
  });
});

describe('the platform of a workload’s props', () => {
  test('is bound for its whole chart', () => {
    const chart = new Chart(new App(), 'chart');
    spinApp(new Construct(chart, 'part'), 'first', WasmPlatform.k3s());
    expect(WasmPlatform.of(chart).name).toBe('k3s');
    expect(spinApp(chart, 'second').platform.name).toBe('k3s');
  });

  test('beats the one of the app', () => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    expect(spinApp(new Chart(app, 'chart'), 'hello', WasmPlatform.aks()).platform.name).toBe('aks');
  });

  test('that differs within a chart is an error that names both workloads', () => {
    const chart = new Chart(new App(), 'chart');
    spinApp(chart, 'first', WasmPlatform.k3s());
    expect(() => spinApp(chart, 'second', WasmPlatform.kind())).toThrow(
      /^\[chart\/second\] binds chart to platform kind, but chart\/first has bound it to k3s/,
    );
  });
});

describe('without a platform', () => {
  const FACTORIES = Object.getOwnPropertyNames(WasmPlatform).filter(
    (name) => !['length', 'name', 'prototype', 'of', 'fromSpec', 'known'].includes(name),
  );

  test('a workload says which there are, and the line to add', () => {
    const make = (): unknown => spinApp(new Chart(new App(), 'chart'));
    expect(make).toThrow(/^\[chart\/hello\] platform missing: none is bound here or above/);
    expect(make).toThrow('fix: WasmPlatform.k3s().bind(app) before the first workload');
  });

  test.each(FACTORIES)('the error knows WasmPlatform.%s', (factory) => {
    expect(() => WasmPlatform.of(new App())).toThrow(`.${factory}(`);
  });
});

describe('several copies of the package', () => {
  test('meet in one tree', async () => {
    vi.resetModules();
    const copy = await import('../../src');
    expect(copy.WasmPlatform).not.toBe(WasmPlatform);

    const app = new App();
    copy.WasmPlatform.kind().bind(app);
    const chart = new Chart(app, 'chart');
    const ours = spinApp(chart, 'ours');
    const theirs = new copy.SpinApp(chart, 'theirs', { name: 'theirs', image: IMAGE });
    expect([ours.platform.name, theirs.platform.name]).toEqual(['kind', 'kind']);
    expect(() => spinApp(chart, 'more', WasmPlatform.k3s())).toThrow('already works with kind');
    expect(() => copy.WasmPlatform.k3s().bind(app)).toThrow('has bound it to kind');
    const kinds = app.charts.flatMap((each) => Testing.synth(each)).map((object: Json) => object.kind);
    expect(kinds.filter((kind) => kind === 'RuntimeClass')).toEqual(['RuntimeClass']);
  });
});

describe('the options of a platform', () => {
  const TOLERATIONS = [{ key: 'wasm', operator: TolerationOperator.EXISTS, effect: TaintEffect.NO_SCHEDULE }];

  test('hold for every runtime that it has', () => {
    const spec = WasmPlatform.talos({
      nodeSelector: { wasm: 'yes' },
      tolerations: TOLERATIONS,
      overhead: { memory: '10Mi' },
      shimVersions: { spin: '0.23.0' },
    }).toSpec();
    expect(spec.runtimes.spin).toMatchObject({ nodeSelector: { wasm: 'yes' }, shimVersion: '0.23.0' });
    expect(spec.runtimes.wasmedge).toMatchObject({ tolerations: TOLERATIONS, overhead: { memory: '10Mi' } });
    expect(spec.runtimes.wasmedge).not.toHaveProperty('shimVersion');
  });

  test('say what the cluster is', () => {
    const options = {
      kubernetesVersion: '1.33',
      containerdVersion: '2.0.0',
      cgroupDriver: CgroupDriver.CGROUPFS,
      uidPolicy: UidPolicy.NAMESPACE,
      runtimeClasses: RuntimeClassOwner.EMITTED,
    };
    expect(WasmPlatform.k3s(options).toSpec()).toMatchObject(options);
  });

  test('that are left out leave the platform as it is', () => {
    const { kubernetesVersion, ...given } = { kubernetesVersion: undefined, nodeSelector: undefined };
    expect(WasmPlatform.kind({ kubernetesVersion, ...given }).toSpec()).toEqual(WasmPlatform.kind().toSpec());
  });

  test.each([
    [
      'a runtime that it lacks',
      { shimVersions: { wamr: '1.0.0' } },
      /^\[WasmPlatform k3s\] shimVersions "wamr": no runtime of this platform; allowed: spin, wasmtime/,
    ],
    [
      'a version that is none',
      { kubernetesVersion: 'newest' },
      /^\[WasmPlatform k3s\] kubernetesVersion "newest": no version; allowed: numbers with dots, as 1\.34/,
    ],
    ['a containerd version that is none', { containerdVersion: 'x' }, /containerdVersion "x": no version/],
    [
      'a shim version that is none',
      { shimVersions: { spin: 'v' } },
      /runtimes\.spin\.shimVersion "v": no version/,
    ],
    ['a label that is none', { nodeSelector: { 'a b': 'x' } }, /nodeSelector key "a b": not valid here/],
    [
      'an overhead that is no amount',
      { overhead: { memory: '10 MB' } },
      /overhead\.memory "10 MB": not valid here; allowed: a quantity/,
    ],
    [
      'a toleration of nothing',
      { tolerations: [{ value: 'x' }] },
      /tolerations\[0\]\.key missing: only with EXISTS/,
    ],
  ])('refuse %s', (_, options, message) => {
    expect(() => WasmPlatform.k3s(options)).toThrow(message);
  });
});

describe('a platform of the user’s own', () => {
  const SPEC: WasmPlatformSpec = {
    name: 'metal',
    runtimes: { spin: { className: 'spin-a', handler: 'spin-b' } },
    runtimeClasses: RuntimeClassOwner.EMITTED,
    source: 'our own machines',
  };

  test('gives its class and handler', () => {
    const app = new App();
    WasmPlatform.custom(SPEC).bind(app);
    spinApp(new Chart(app, 'chart'));
    const objects: Json[] = app.charts.flatMap((chart) => Testing.synth(chart));
    const runtimeClass = objects.find(({ kind }) => kind === 'RuntimeClass');
    expect([at(runtimeClass, 'metadata', 'name'), at(runtimeClass, 'handler')]).toEqual(['spin-a', 'spin-b']);
  });

  test('is plain data that cannot be changed behind its back', () => {
    const own = structuredClone(SPEC);
    const platform = WasmPlatform.custom(own);
    Object.assign(own.runtimes.spin, { handler: 'other' });
    expect(platform.toSpec()).toEqual(SPEC);
    expect(() => Object.assign(platform.toSpec().runtimes.spin, { handler: 'other' })).toThrow(TypeError);
  });

  test.each([
    ['a class', { className: 'Spin' }, /^\[WasmPlatform metal\] runtimes\.spin\.className "Spin"/],
    ['a handler', { handler: 'a.b' }, /^\[WasmPlatform metal\] runtimes\.spin\.handler "a\.b"/],
  ])('refuses %s with a name that is none', (_, wrong, message) => {
    const spin = { ...SPEC.runtimes.spin, ...wrong };
    expect(() => WasmPlatform.custom({ ...SPEC, runtimes: { spin } })).toThrow(message);
  });

  test('refuses a workload whose runtime it lacks, and says which it has', () => {
    const app = new App();
    WasmPlatform.openShift().bind(app);
    expect(() => spinApp(new Chart(app, 'chart'))).toThrow(
      /^\[chart\/hello\] runtime "spin": platform openshift does not have it; allowed: crun/,
    );
  });
});
