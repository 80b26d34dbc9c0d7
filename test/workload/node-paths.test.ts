import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { WasmPlatform, WasmRuntime } from '../../src';
import { FULL } from './full-props';
import { chartOn, MAKE, make } from './make';

// The ids of constructs are part of the contract: Pulumi's URNs hang on them, and a changed one replaces what runs.

const pathsBelow = (kind: string, title = kind): string[] => {
  const full = FULL.find((one) => one.title === title);
  if (full === undefined) throw new Error(`no set of props is called ${title}`);
  const chart = chartOn(full.platform());
  make(full.kind, chart, 'full', full.props);
  return App.of(chart)
    .node.findAll()
    .map(({ node }) => node.path);
};
const POD = ['chart/full/ServiceAccount', 'chart/full/File-etc-app.toml', 'chart/full/File-etc-token'];

describe('the paths of the constructs in', () => {
  it('a WasmService', () => {
    expect(pathsBelow('WasmService')).toEqual([
      '',
      'chart',
      'chart/full',
      ...POD,
      'chart/full/Deployment',
      'chart/full/DisruptionBudget',
      'chart/full/Service',
      'chart/full/Ingress',
    ]);
  });

  it('a WasmService that scales by itself and brings its certificates', () => {
    expect(pathsBelow('WasmService', 'WasmService that scales by itself')).toEqual([
      '',
      'chart',
      'chart/full',
      ...POD,
      expect.stringMatching(/^chart\/full\/File-etc-ssl-certs-ca-certificates\.crt-[0-9a-f]{10}$/),
      'chart/full/Deployment',
      'chart/full/DisruptionBudget',
      'chart/full/Autoscaler',
      'chart/full/Service',
      'chart/full/Ingress',
    ]);
  });

  it('a SpinApp, with the RuntimeClass in a chart of its own that comes first', () => {
    expect(pathsBelow('SpinApp')).toEqual([
      '',
      '0',
      '0/runtime-classes',
      '0/runtime-classes/wasmtime-spin-v2',
      'chart',
      'chart/full',
      ...POD,
      'chart/full/Deployment',
      'chart/full/DisruptionBudget',
      'chart/full/Service',
      'chart/full/Ingress',
    ]);
  });

  it('a WasmWorker', () => {
    expect(pathsBelow('WasmWorker', 'WasmWorker that scales by itself')).toEqual([
      '',
      'chart',
      'chart/full',
      ...POD,
      'chart/full/Deployment',
      'chart/full/DisruptionBudget',
      'chart/full/Autoscaler',
    ]);
  });

  it('a WasmJob', () => {
    expect(pathsBelow('WasmJob')).toEqual(['', 'chart', 'chart/full', ...POD, 'chart/full/Job']);
  });

  it('a WasmCronJob', () => {
    expect(pathsBelow('WasmCronJob')).toEqual(['', 'chart', 'chart/full', ...POD, 'chart/full/CronJob']);
  });

  it('workloads that verbs have changed: the same as if props had said it', () => {
    const chart = chartOn(WasmPlatform.k3s());
    const service = MAKE.WasmService(chart, 'full', { runtime: WasmRuntime.spin() });
    service.addFile('/etc/app.toml', { content: 'a = 1' });
    service.autoscale({ max: 4, memory: 80 });
    service.exposeViaIngress();
    expect(service.node.findAll().map(({ node }) => node.path)).toEqual([
      'chart/full',
      'chart/full/Deployment',
      'chart/full/DisruptionBudget',
      'chart/full/Service',
      'chart/full/File-etc-app.toml',
      'chart/full/Autoscaler',
      'chart/full/Ingress',
    ]);
  });
});
