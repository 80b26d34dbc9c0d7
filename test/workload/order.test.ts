import { App, Chart, Yaml } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { EnvValue, Volume, WasmPlatform } from '../../src';
import type { Json } from '../support/json';
import { FULL } from './full-props';
import { chartOn, MAKE, make, synthApp } from './make';

const SIDECAR = { image: 'busybox:1.37.0', resources: { requests: { memory: '16Mi' } } };
const byName = (manifests: readonly Json[]): string[] =>
  manifests.map((manifest) => Yaml.stringify(manifest)).sort();
const reversed = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).reverse())
    : value;

describe('the order of statements', () => {
  test.each(FULL)(
    'in which the props of $title are written makes no difference',
    ({ kind, platform, props }) => {
      const [one, other] = [props, reversed(props)].map((written) => {
        const chart = chartOn(platform());
        make(kind, chart, 'full', Object(written));
        return Yaml.stringify(...synthApp(chart));
      });
      expect(other).toBe(one);
    },
  );

  it('in which a struct in props is written makes no difference', () => {
    const resources = { requests: { cpu: '1', memory: '64Mi' }, limits: { memory: '64Mi', cpu: '1' } };
    const [one, other] = [resources, reversed(resources)].map((written) => {
      const chart = chartOn();
      MAKE.WasmService(chart, 'hello', { resources: Object(written) });
      return Yaml.stringify(...synthApp(chart));
    });
    expect(other).toBe(one);
  });

  it('in which workloads are made changes the order of their objects alone', () => {
    const makers = [
      (chart: Chart) => MAKE.WasmService(chart, 'web', { ingress: {} }),
      (chart: Chart) => MAKE.SpinApp(chart, 'shop'),
      (chart: Chart) => MAKE.WasmWorker(chart, 'queue', { autoscale: { max: 3, memory: 80 } }),
      (chart: Chart) => MAKE.WasmJob(chart, 'once', { files: { '/etc/a': { content: 'x' } } }),
      (chart: Chart) => MAKE.WasmCronJob(chart, 'night'),
    ];
    const [one, other] = [makers, [...makers].reverse()].map((order) => {
      const chart = chartOn();
      for (const build of order) build(chart);
      return byName(synthApp(chart));
    });
    expect(other).toEqual(one);
  });

  it('in which verbs are called that have nothing to do with each other makes no difference', () => {
    const verbs = [
      (chart: Chart) => find(chart).addEnv('A', EnvValue.of('x')),
      (chart: Chart) => find(chart).addSidecar('proxy', SIDECAR),
      (chart: Chart) => find(chart).autoscale({ max: 3, memory: 80 }),
      (chart: Chart) => find(chart).exposeViaIngress(),
      (chart: Chart) => find(chart).mountVolume('/data', Volume.claim('data')),
    ];
    const [one, other] = [verbs, [...verbs].reverse()].map((order) => {
      const chart = chartOn();
      MAKE.WasmService(chart, 'hello');
      for (const act of order) act(chart);
      return byName(synthApp(chart));
    });
    expect(other).toEqual(one);
  });

  it('in which charts are made changes the order of charts alone', () => {
    const [one, other] = [
      ['a', 'b'],
      ['b', 'a'],
    ].map((ids) => {
      const app = new App();
      WasmPlatform.kind().bind(app);
      for (const id of ids) MAKE.SpinApp(new Chart(app, id, { namespace: id }), 'web');
      return byName(synthApp(app));
    });
    expect(other).toEqual(one);
  });

  it('whether somebody looks at a workload before the synth makes no difference', () => {
    const [one, other] = [false, true].map((looks) => {
      const chart = chartOn();
      const service = MAKE.WasmService(chart, 'hello');
      if (looks) {
        chart.toJson();
        for (const object of service.apiObjects) object.toJson();
      }
      service.addEnv('A', EnvValue.of('x'));
      service.exposeViaIngress();
      return Yaml.stringify(...synthApp(chart));
    });
    expect(other).toBe(one);
  });
});

function find(chart: Chart): ReturnType<typeof MAKE.WasmService> {
  return chart.node.findChild('hello') as ReturnType<typeof MAKE.WasmService>;
}
