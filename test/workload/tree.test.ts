import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus33 from 'cdk8s-plus-33';
import { describe, expect, it, test } from 'vitest';
import { Checks, WasmPlatform } from '../../src';
import { at } from '../support/json';
import { chartOn, MAKE, refusalOf, synthApp } from './make';

function appWith(...charts: [id: string, namespace?: string][]): Chart[] {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  return charts.map(([id, namespace]) => new Chart(app, id, namespace === undefined ? {} : { namespace }));
}

const LABELS = { 'app.kubernetes.io/name': 'web', 'wasmcd.dev/workload': 'deployment' };
const deployment = (matchLabels: object, labels: object = matchLabels) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'foreign' },
  spec: {
    selector: { matchLabels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'busybox:1.37.0' }] } },
  },
});

describe('two workloads of one name', () => {
  it('are refused in one chart, with both paths', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'one', { name: 'web' });
    expect(refusalOf(() => MAKE.WasmService(chart, 'two', { name: 'web' }))).toBe(
      '[chart/two] Deployment web: chart/one has one of that name, and a cluster holds one; ' +
        'fix: give one of them another name, or put them into charts with namespaces of their own',
    );
  });

  it('are refused in two charts of one namespace', () => {
    const [a, b] = appWith(['a', 'shop'], ['b', 'shop']);
    MAKE.WasmService(a, 'web');
    expect(refusalOf(() => MAKE.SpinApp(b, 'web'))).toContain(
      '[b/web] Deployment web in namespace shop: a/web has one of that name',
    );
  });

  it('are refused in two charts without a namespace, as they meet in the one that they are applied to', () => {
    const [a, b] = appWith(['a'], ['b']);
    MAKE.WasmService(a, 'web');
    expect(refusalOf(() => MAKE.WasmWorker(b, 'web'))).toContain('[b/web] Deployment web: a/web');
  });

  it('are two in charts with namespaces of their own', () => {
    const [a, b] = appWith(['a', 'one'], ['b', 'two']);
    for (const chart of [a, b]) MAKE.WasmService(chart, 'web');
    expect(synthApp(a).map((manifest) => at(manifest, 'metadata', 'namespace'))).toEqual([
      ...Array(3).fill('one'),
      ...Array(3).fill('two'),
    ]);
  });

  it('are two where they are of different kinds, and neither selects the other’s pods', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'a', { name: 'web' });
    MAKE.WasmJob(chart, 'b', { name: 'web' });
    MAKE.WasmCronJob(chart, 'c', { name: 'web' });
    expect(synthApp(chart).map(({ kind }) => kind)).toEqual([
      'Deployment',
      'PodDisruptionBudget',
      'Service',
      'Job',
      'CronJob',
    ]);
  });

  it('are refused where only an account of theirs has one name', () => {
    const chart = chartOn();
    const identity = { create: true, serviceAccountName: 'robot' };
    MAKE.WasmService(chart, 'one', { identity });
    expect(refusalOf(() => MAKE.WasmJob(chart, 'two', { identity }))).toContain(
      '[chart/two] ServiceAccount robot: chart/one has one of that name',
    );
  });
});

describe('an object of somebody else with the name of one of ours', () => {
  test.each([
    ['Deployment', 'apps/v1'],
    ['Service', 'v1'],
    ['PodDisruptionBudget', 'policy/v1'],
  ])('is found at synth: %s', (kind, apiVersion) => {
    const chart = chartOn();
    new ApiObject(chart, 'foreign', { apiVersion, kind, metadata: { name: 'web' } });
    MAKE.WasmService(chart, 'web');
    const message = refusalOf(() => synthApp(chart));
    expect(message).toContain(`name-collision: ${kind} web stands twice, here and at chart/foreign`);
    expect(message).toContain(`chart/web/${kind === 'PodDisruptionBudget' ? 'DisruptionBudget' : kind}`);
  });

  it('is found in whatever order they are made', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    new ApiObject(chart, 'foreign', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
    expect(refusalOf(() => synthApp(chart))).toContain(
      'chart/foreign: name-collision: Service web stands twice, here and at chart/web/Service',
    );
  });

  it('is another where its group or its namespace differs', () => {
    const chart = chartOn(WasmPlatform.k3s(), { namespace: 'shop' });
    MAKE.WasmService(chart, 'web');
    const metadata = { name: 'web', namespace: 'other' };
    new ApiObject(chart, 'foreign', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } });
    new ApiObject(chart, 'elsewhere', { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    expect(synthApp(chart)).toHaveLength(5);
  });

  test.each([
    ['cdk8s-plus-28', kplus28],
    ['cdk8s-plus-33', kplus33],
  ])('is found where %s made it', (_, kplus) => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    new kplus.Service(chart, 'theirs', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
    expect(refusalOf(() => synthApp(chart))).toContain('name-collision: Service web stands twice');
  });

  it('can be lived with, for a reason', () => {
    const chart = chartOn();
    const foreign = new ApiObject(chart, 'foreign', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot' },
    });
    MAKE.WasmService(chart, 'web', { identity: { create: true, serviceAccountName: 'robot' } });
    Checks.of(chart).acknowledge('name-collision', 'both are written the same until the move is done');
    expect(foreign.chart.toJson().filter((object) => object.kind === 'ServiceAccount')).toHaveLength(2);
  });
});

describe('a controller of somebody else', () => {
  it('is found at synth where it selects our pods', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    new ApiObject(chart, 'foreign', deployment({ 'app.kubernetes.io/name': 'web' }));
    expect(refusalOf(() => synthApp(chart))).toContain(
      'chart/foreign: selector-overlap: Deployment foreign selects the pods of Deployment web at chart/web/Deployment too',
    );
  });

  it('is found at synth where ours selects its pods', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    new ApiObject(chart, 'foreign', deployment({ app: 'foreign' }, { app: 'foreign', ...LABELS }));
    expect(refusalOf(() => synthApp(chart))).toContain(
      'chart/web/Deployment: selector-overlap: Deployment web selects the pods of Deployment foreign at chart/foreign too',
    );
  });

  it('is none of our business in another namespace, or with other labels', () => {
    const [a, b] = appWith(['a', 'one'], ['b', 'two']);
    MAKE.WasmService(a, 'web');
    new ApiObject(b, 'foreign', deployment({ 'app.kubernetes.io/name': 'web' }));
    new ApiObject(a, 'other', deployment({ 'app.kubernetes.io/name': 'other' }));
    expect(synthApp(a)).toHaveLength(5);
  });

  it('is seen as it is patched', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    const foreign = new ApiObject(chart, 'foreign', deployment({ app: 'foreign' }));
    foreign.addJsonPatch(
      JsonPatch.replace('/spec/selector/matchLabels', LABELS),
      JsonPatch.replace('/spec/template/metadata/labels', LABELS),
    );
    expect(refusalOf(() => synthApp(chart))).toContain('selector-overlap: Deployment foreign selects');
  });

  it('is seen as it is patched after a first synth', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    const foreign = new ApiObject(chart, 'foreign', deployment({ app: 'foreign' }));
    synthApp(chart);
    foreign.addJsonPatch(
      JsonPatch.replace('/spec/selector/matchLabels', LABELS),
      JsonPatch.replace('/spec/template/metadata/labels', LABELS),
    );
    expect(refusalOf(() => synthApp(chart))).toContain('selector-overlap: Deployment foreign selects');
  });

  it('is seen where it is one of ours that a patch has made a stranger', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'web');
    const other = MAKE.WasmService(chart, 'other');
    other.deployment.addJsonPatch(
      JsonPatch.replace('/spec/selector/matchLabels', LABELS),
      JsonPatch.replace('/spec/template/metadata/labels', LABELS),
    );
    expect(refusalOf(() => synthApp(chart))).toContain(
      'selector-overlap: Deployment other selects the pods of Deployment web at chart/web/Deployment too',
    );
  });
});
