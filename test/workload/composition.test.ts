import { ApiObject, App, Chart, type ChartProps, JsonPatch, Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, it, test } from 'vitest';
import { EnvValue, SpinApp, WasmCronJob, WasmImage, WasmPlatform, WasmService } from '../../src';
import { at, type Json, objects } from '../support/json';
import { podTemplate } from '../support/pod-specs';
import { IMAGE, refusalOf, synthApp } from './make';

/** What a platform team would publish: a shop with a front end, a Spin app behind it and a nightly job. */
class Shop extends Construct {
  public readonly front: WasmService;

  public constructor(
    scope: Construct,
    id: string,
    props: { readonly region?: string; readonly name?: string } = {},
  ) {
    super(scope, id);
    const name = (part: string) => (props.name === undefined ? {} : { name: `${props.name}-${part}` });
    const region = Lazy.any({ produce: () => props.region ?? 'somewhere' });
    this.front = new WasmService(this, 'front', {
      ...name('front'),
      image: IMAGE,
      env: { REGION: EnvValue.of(region) },
      files: { '/etc/shop.toml': { content: 'open = true\n' } },
    });
    const back = new SpinApp(this, 'back', {
      ...name('back'),
      image: IMAGE,
      variables: { region: EnvValue.of(region) },
    });
    back.deployment.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'example.com/tier': 'back' }));
    new WasmCronJob(this, 'night', { ...name('night'), image: IMAGE, schedule: '@daily' });
    this.front.exposeViaIngress({ hosts: [Lazy.any({ produce: () => `${region.produce()}.example.com` })] });
  }
}

function appOf(build: (app: App) => void): App {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  build(app);
  return app;
}

const CHARTS: readonly [title: string, props: ChartProps][] = [
  ['nothing special', {}],
  ['a namespace', { namespace: 'shops' }],
  ['labels', { labels: { team: 'shops', 'app.kubernetes.io/part-of': 'shops' } }],
  ['no hashes in names', { disableResourceNameHashes: true }],
  ['all of these', { namespace: 'shops', labels: { team: 'shops' }, disableResourceNameHashes: true }],
];

describe.each(CHARTS)('a larger construct in a chart with %s', (_, props) => {
  const twiceInOneChart = () =>
    appOf((app) => {
      const chart = new Chart(app, 'chart', props);
      new Shop(chart, 'east', { region: 'east' });
      new Shop(chart, 'west', { region: 'west' });
    });
  const inTwoCharts = () =>
    appOf((app) => {
      new Shop(new Chart(app, 'one', props), 'shop', { region: 'east' });
      new Shop(new Chart(app, 'two', props), 'shop', { region: 'west' });
    });

  test.each([
    ['twice in one chart', twiceInOneChart],
    ['in two charts', inTwoCharts],
  ])('used %s has names of its own', (_, build) => {
    const manifests = synthApp(build());
    expect(manifests).toHaveLength(18);
    const keys = manifests.map((one) => [
      one.kind,
      at(one, 'metadata', 'namespace'),
      at(one, 'metadata', 'name'),
    ]);
    expect(new Set(keys.map(String)).size).toBe(18);
  });

  test.each([
    ['twice in one chart', twiceInOneChart],
    ['in two charts', inTwoCharts],
  ])('used %s gives the same bytes each time it is made, and each time it is written', (_, build) => {
    const app = build();
    const [first, second] = [app, app].map((one) => Yaml.stringify(...synthApp(one)));
    expect(second).toBe(first);
    expect(Yaml.stringify(...synthApp(build()))).toBe(first);
    expect(app.synthYaml()).toBe(first);
  });

  it('keeps selectors and pods free of the chart’s labels, which all objects have', () => {
    for (const manifest of synthApp(twiceInOneChart())) {
      expect(at(manifest, 'metadata', 'labels')).toMatchObject(props.labels ?? {});
      expect(Object.keys(Object(labelsOfPods(manifest)))).toEqual(
        podTemplate(manifest) === undefined ? [] : ['app.kubernetes.io/name', 'wasmcd.dev/workload'],
      );
      for (const selector of selectorsOf(manifest))
        expect(Object.keys(Object(selector)).sort()).toEqual([
          'app.kubernetes.io/name',
          'wasmcd.dev/workload',
        ]);
      expect(at(manifest, 'metadata', 'namespace')).toBe(props.namespace);
    }
  });
});

function labelsOfPods(manifest: Json): unknown {
  return at(podTemplate(manifest)?.[1], 'metadata', 'labels');
}

function selectorsOf(manifest: Json): unknown[] {
  if (manifest.kind === 'Service') return [at(manifest, 'spec', 'selector')];
  const constraints = objects(Object(at(podTemplate(manifest)?.[1], 'spec')), 'topologySpreadConstraints');
  const own = at(manifest, 'spec', 'selector', 'matchLabels');
  return [
    ...(own === undefined ? [] : [own]),
    ...constraints.map((constraint) => at(constraint, 'labelSelector', 'matchLabels')),
  ];
}

describe('a larger construct', () => {
  it('that gives fixed names is refused twice in a namespace, with both paths', () => {
    const act = () =>
      appOf((app) => {
        const chart = new Chart(app, 'chart');
        new Shop(chart, 'east', { name: 'shop' });
        new Shop(chart, 'west', { name: 'shop' });
      });
    expect(refusalOf(act)).toMatch(/^\[chart\/west\/front\] .*: chart\/east\/front has one of that name/);
  });

  it('that gives fixed names may stand in two namespaces', () => {
    const app = appOf((root) => {
      for (const namespace of ['east', 'west'])
        new Shop(new Chart(root, namespace, { namespace }), 'shop', { name: 'shop' });
    });
    expect(synthApp(app)).toHaveLength(18);
  });

  it('may be patched as a whole, as aspects do', () => {
    const app = appOf((root) => new Shop(new Chart(root, 'chart'), 'shop'));
    const deployments = app.node
      .findAll()
      .filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.kind === 'Deployment');
    for (const deployment of deployments)
      deployment.addJsonPatch(
        JsonPatch.add('/spec/template/metadata/annotations', { 'sidecar.istio.io/inject': 'false' }),
      );
    const patched = synthApp(app).filter(({ kind }) => kind === 'Deployment');
    expect(patched).toHaveLength(2);
    for (const deployment of patched)
      expect(at(deployment, 'spec', 'template', 'metadata', 'annotations')).toEqual({
        'sidecar.istio.io/inject': 'false',
      });
  });

  it('may be changed by whoever uses it', () => {
    const app = appOf((root) => {
      const shop = new Shop(new Chart(root, 'chart'), 'shop', { name: 'shop' });
      shop.front.addEnv('EXTRA', EnvValue.of('x'));
      shop.front.autoscale({ max: 4, memory: 80 });
    });
    expect(synthApp(app).map(({ kind }) => kind)).toContain('HorizontalPodAutoscaler');
  });

  it('may stand in a chart within a chart', () => {
    const app = appOf((root) => {
      const outer = new Chart(root, 'outer', { namespace: 'outer' });
      new Shop(outer, 'shop', { name: 'shop' });
      new Shop(new Chart(outer, 'inner', { namespace: 'inner' }), 'shop', { name: 'shop' });
    });
    expect(new Set(synthApp(app).map((one) => at(one, 'metadata', 'namespace')))).toEqual(
      new Set(['outer', 'inner']),
    );
  });

  it('does not change with what its maker does to the props afterwards', () => {
    const env = { A: EnvValue.of('x') };
    const pullSecrets = ['registry'];
    const app = appOf((root) => {
      const image = WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize: 7000, pullSecrets });
      new WasmService(new Chart(root, 'chart'), 'web', { name: 'web', image, env });
      Object.assign(env, { B: EnvValue.of('y') });
      env.A = EnvValue.of('z');
      pullSecrets.push('other');
    });
    const [deployment] = synthApp(app);
    expect(at(deployment, 'spec', 'template', 'spec')).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
      containers: [{ env: [{ name: 'A', value: 'x' }, { name: 'WASMTIME_HTTP_PROXY_SOCKET_ADDR' }] }],
    });
  });

  it('is not changed by a manifest that somebody has rendered and edited', () => {
    const app = appOf((root) => new Shop(new Chart(root, 'chart'), 'shop'));
    const before = Yaml.stringify(...synthApp(app));
    for (const manifest of app.charts.flatMap((chart): unknown[] => chart.toJson()))
      Object.assign(Object(at(manifest, 'metadata', 'labels')), { edited: 'yes' });
    expect(Yaml.stringify(...synthApp(app))).toBe(before);
  });
});

describe('dependencies between workloads and other objects', () => {
  it('put what is needed first into the output', () => {
    const app = appOf((root) => {
      const chart = new Chart(root, 'chart');
      const web = new WasmService(chart, 'web', { name: 'web', image: IMAGE });
      const secret = new ApiObject(chart, 'db', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'db' },
      });
      web.node.addDependency(secret);
    });
    expect(synthApp(app).map(({ kind }) => kind)[0]).toBe('Secret');
  });
});
