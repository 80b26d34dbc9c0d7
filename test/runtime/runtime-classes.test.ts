import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import {
  RuntimeClassOwner,
  Shim,
  SpinApp,
  TaintEffect,
  TolerationOperator,
  WasmImage,
  WasmPlatform,
  WasmRuntime,
  WasmRuntimeClass,
  type WasmRuntimeClassProps,
  WasmService,
} from '../../src';
import { type Json, object, text } from '../support/json';
import { synth } from '../support/synth';

const IMAGE = WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 7_000 });
const RESOURCES = { limits: { memory: '64Mi' } };

function spinApp(scope: Construct, name = 'hello'): SpinApp {
  return new SpinApp(scope, name, { name, image: IMAGE });
}

function appOn(platform: WasmPlatform): App {
  const app = new App();
  platform.bind(app);
  return app;
}

function classesIn(app: App): Json[] {
  return synth(app).filter(({ kind }) => kind === 'RuntimeClass');
}

function classNames(app: App): (string | undefined)[] {
  return classesIn(app).map((manifest) => text(object(manifest, 'metadata'), 'name'));
}

describe('a platform that emits its classes', () => {
  it('emits the one that a workload uses, in a chart of its own that comes first', () => {
    const app = appOn(WasmPlatform.kind());
    const chart = new Chart(app, 'a-first-chart', { namespace: 'shop', labels: { team: 'shop' } });
    spinApp(chart);
    expect(app.charts.map(({ node }) => node.path)).toEqual(['0/runtime-classes', 'a-first-chart']);
    expect(classesIn(app)).toEqual([
      {
        apiVersion: 'node.k8s.io/v1',
        kind: 'RuntimeClass',
        metadata: { name: 'wasmtime-spin-v2' },
        handler: 'spin',
        overhead: { podFixed: { memory: '24Mi' } },
      },
    ]);
    expect(Testing.synth(chart).map(({ kind }: Json) => kind)).not.toContain('RuntimeClass');
  });

  it('emits one without overhead where the platform says that there is none', () => {
    const app = appOn(WasmPlatform.kind({ overhead: {} }));
    spinApp(new Chart(app, 'chart'));
    expect(classesIn(app)).toEqual([expect.not.objectContaining({ overhead: expect.anything() })]);
  });

  it('emits none that nobody uses', () => {
    const app = appOn(WasmPlatform.kind());
    new Chart(app, 'chart');
    expect(classesIn(app)).toEqual([]);
    expect(app.charts).toHaveLength(1);
  });

  it('emits each once, by name, for workloads in several charts', () => {
    const app = appOn(WasmPlatform.talos());
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id, { namespace: id }));
    spinApp(one);
    spinApp(two);
    new WasmService(two, 'edge', { image: IMAGE, resources: RESOURCES, runtime: WasmRuntime.wasmedge() });
    expect(classNames(app)).toEqual(['wasmedge', 'wasmtime-spin-v2']);
  });

  it('emits one for two platforms that agree, and one each for those that have their own', () => {
    const app = new App();
    const charts = ['kind', 'talos', 'kwasm'].map((id) => new Chart(app, id));
    WasmPlatform.kind().bind(charts[0]);
    WasmPlatform.talos().bind(charts[1]);
    WasmPlatform.kwasm().bind(charts[2]);
    for (const chart of charts) spinApp(chart, chart.node.id);
    expect(classNames(app)).toEqual(['spin', 'wasmtime-spin-v2']);
  });

  it('says what the platform knows of its nodes', () => {
    const tolerations = [
      { key: 'wasm', operator: TolerationOperator.EXISTS, effect: TaintEffect.NO_SCHEDULE },
    ];
    const app = appOn(
      WasmPlatform.kind({ nodeSelector: { wasm: 'yes' }, tolerations, overhead: { memory: '10Mi' } }),
    );
    spinApp(new Chart(app, 'chart'));
    expect(classesIn(app)).toMatchObject([
      {
        scheduling: { nodeSelector: { wasm: 'yes' }, tolerations },
        overhead: { podFixed: { memory: '10Mi' } },
      },
    ]);
  });

  it('keeps the classes outside of stages too', () => {
    const app = new App();
    const stages = ['one', 'two'].map((id) => new Construct(app, id));
    for (const stage of stages) {
      WasmPlatform.kind().bind(stage);
      spinApp(new Chart(stage, 'chart', { namespace: stage.node.id }));
    }
    expect(app.charts.map(({ node }) => node.path)).toEqual(['0/runtime-classes', 'one/chart', 'two/chart']);
    expect(classNames(app)).toEqual(['wasmtime-spin-v2']);
  });

  it('refuses one name for two handlers, and names both workloads', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id));
    const { runtimes, ...kind } = WasmPlatform.kind().toSpec();
    WasmPlatform.kind().bind(one);
    WasmPlatform.custom({
      ...kind,
      name: 'other',
      runtimes: { spin: { ...runtimes.spin, handler: 'spin-v3' } },
    }).bind(two);
    spinApp(one);
    expect(() => spinApp(two)).toThrow(
      /^\[two\/hello\] RuntimeClass "wasmtime-spin-v2": one\/hello has one of the same name that differs \(spin there, spin-v3 here\)/,
    );
  });

  it('refuses one name for two contents', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id));
    WasmPlatform.kind().bind(one);
    WasmPlatform.kind({ overhead: { memory: '10Mi' } }).bind(two);
    spinApp(one);
    expect(() => spinApp(two)).toThrow(/has one of the same name that differs .*"memory":"10Mi"/);
  });
});

describe('a platform whose classes are there', () => {
  it.each([
    ['k3s brings them', WasmPlatform.k3s()],
    ['somebody says so', WasmPlatform.kind({ runtimeClasses: RuntimeClassOwner.EXTERNAL })],
  ])('emits none: %s', (_, platform) => {
    const app = appOn(platform);
    spinApp(new Chart(app, 'chart'));
    expect(classesIn(app)).toEqual([]);
  });

  it('emits them where somebody says so', () => {
    const app = appOn(WasmPlatform.k3s({ runtimeClasses: RuntimeClassOwner.EMITTED }));
    spinApp(new Chart(app, 'chart'));
    expect(classNames(app)).toEqual(['spin']);
  });
});

describe('a WasmRuntimeClass', () => {
  const PROPS: WasmRuntimeClassProps = { className: 'wasmtime-spin-v2', handler: 'spin' };
  const make = (
    scope: Construct,
    props: Partial<WasmRuntimeClassProps> = {},
    id = 'class',
  ): WasmRuntimeClass => new WasmRuntimeClass(scope, id, { ...PROPS, ...props });

  it('stands in its chart, without its namespace and labels', () => {
    const app = new App();
    const chart = new Chart(app, 'cluster', { namespace: 'kube-system', labels: { team: 'platform' } });
    const made = make(chart, {
      nodeSelector: { wasm: 'yes' },
      tolerations: [{ key: 'wasm', operator: TolerationOperator.EXISTS }],
      overhead: { memory: '10Mi', cpu: '5m' },
      labels: { tier: 'base' },
      annotations: { 'acme.dev/owner': 'platform team' },
    });
    expect(made.className).toBe('wasmtime-spin-v2');
    expect(made.runtimeClass.node.path).toBe('cluster/class/RuntimeClass');
    expect(classesIn(app)).toEqual([
      {
        apiVersion: 'node.k8s.io/v1',
        kind: 'RuntimeClass',
        metadata: {
          name: 'wasmtime-spin-v2',
          labels: { tier: 'base' },
          annotations: { 'acme.dev/owner': 'platform team' },
        },
        handler: 'spin',
        scheduling: {
          nodeSelector: { wasm: 'yes' },
          tolerations: [{ key: 'wasm', operator: 'Exists' }],
        },
        overhead: { podFixed: { memory: '10Mi', cpu: '5m' } },
      },
    ]);
  });

  it('keeps a label of its own that the chart has too', () => {
    const app = new App();
    make(new Chart(app, 'cluster', { labels: { team: 'platform', tier: 'base' } }), {
      labels: { tier: 'base' },
    });
    expect(classesIn(app)).toMatchObject([{ metadata: { labels: { tier: 'base' } } }]);
    expect(object(object(classesIn(app)[0], 'metadata'), 'labels')).toEqual({ tier: 'base' });
  });

  it('can be patched', () => {
    const app = new App();
    make(new Chart(app, 'cluster')).runtimeClass.addJsonPatch(JsonPatch.replace('/handler', 'spin-v3'));
    expect(classesIn(app)).toMatchObject([{ handler: 'spin-v3' }]);
  });

  it('does not follow what happens to the props afterwards', () => {
    const app = new App();
    const nodeSelector = { wasm: 'yes' };
    make(new Chart(app, 'cluster'), { nodeSelector });
    nodeSelector.wasm = 'no';
    expect(classesIn(app)).toMatchObject([{ scheduling: { nodeSelector: { wasm: 'yes' } } }]);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])(
    'stands beside no class of that name that a platform emits, written %s the workload',
    (_, classFirst) => {
      const app = appOn(WasmPlatform.kind());
      const [cluster, chart] = ['cluster', 'chart'].map((id) => new Chart(app, id));
      const steps = [() => make(cluster), () => spinApp(chart)];
      const both = (): unknown => (classFirst ? steps : steps.reverse()).map((step) => step());
      expect(both).toThrow(
        /RuntimeClass "wasmtime-spin-v2": the app has it already, at (cluster\/class|chart\/hello); fix: runtimeClasses: RuntimeClassOwner\.EXTERNAL/,
      );
    },
  );

  it('stands beside the workloads of a platform whose classes are external', () => {
    const app = appOn(WasmPlatform.kind({ runtimeClasses: RuntimeClassOwner.EXTERNAL }));
    make(new Chart(app, 'cluster'));
    spinApp(new Chart(app, 'chart'));
    expect(classNames(app)).toEqual(['wasmtime-spin-v2']);
  });

  it('is written once an app', () => {
    const app = new App();
    make(new Chart(app, 'one'));
    expect(() => make(new Chart(app, 'two'))).toThrow(
      '[two/class] RuntimeClass "wasmtime-spin-v2": the app has it already, at one/class; fix: write it once',
    );
  });

  it('has the handler of a Shim that makes a class of its name', () => {
    const chart = new Chart(new App(), 'cluster');
    const archive = { location: 'https://example.com/spin.tar.gz', sha256: '0'.repeat(64) };
    new Shim(chart, 'shim', { name: 'spin-v2', className: 'wasmtime-spin-v2', amd64: archive });
    expect(() => make(chart)).toThrow(
      'cluster/shim has one of the same name that differs (spin-v2 there, spin here)',
    );
  });

  it.each([
    ['className', '', /className "": no name of a RuntimeClass/],
    ['className', 'Spin', /className "Spin"/],
    ['handler', 'a.b', /handler "a\.b": no name of a handler/],
    ['handler', 'x'.repeat(64), /handler "x+": no name of a handler/],
  ])('refuses %s %o', (field, value, message) => {
    const chart = new Chart(new App(), 'cluster');
    expect(() => make(chart, { [field]: value })).toThrow(message);
  });
});
