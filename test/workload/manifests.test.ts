import { Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { WasmPlatform, WasmRuntime } from '../../src';
import { FULL } from './full-props';
import { chartOn, KINDS, make, synthApp } from './make';

describe('a workload that is told nothing but its image', () => {
  test.each(KINDS)('%s runs on wasmtime on k3s, SpinApp on Spin', (kind) => {
    const chart = chartOn(WasmPlatform.k3s());
    make(kind, chart, 'hello');
    expect(Yaml.stringify(...synthApp(chart))).toMatchSnapshot();
  });

  test.each(KINDS)('%s runs on Spin on kind, with its RuntimeClass', (kind) => {
    const chart = chartOn(WasmPlatform.kind());
    make(kind, chart, 'hello', kind === 'SpinApp' ? {} : { runtime: WasmRuntime.spin() });
    expect(Yaml.stringify(...synthApp(chart))).toMatchSnapshot();
  });
});

describe('a workload that is told everything', () => {
  test.each(FULL)('$title says all of it', ({ kind, platform, props }) => {
    const chart = chartOn(platform());
    make(kind, chart, 'full', props);
    expect(Yaml.stringify(...synthApp(chart))).toMatchSnapshot();
  });
});
