import { App, Chart, Yaml } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { FastSynth, WasmPlatform, WasmRuntime } from '../../src';
import { FULL } from './full-props';
import { chartOn, KINDS, make, synthApp } from './make';

/** A file for each manifest, as it would be applied. */
const file = (...words: string[]): string =>
  `__snapshots__/${words
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/ /g, '-')}.yaml`;

describe('a workload that is told nothing but its image', () => {
  test.each(KINDS)('%s runs on wasmtime on k3s, SpinApp on Spin', async (kind) => {
    const chart = chartOn(WasmPlatform.k3s());
    make(kind, chart, 'hello');
    await expect(Yaml.stringify(...synthApp(chart))).toMatchFileSnapshot(file('minimal', kind, 'on k3s'));
  });

  test.each(KINDS)('%s runs on Spin on kind, with its RuntimeClass', async (kind) => {
    const chart = chartOn(WasmPlatform.kind());
    make(kind, chart, 'hello', kind === 'SpinApp' ? {} : { runtime: WasmRuntime.spin() });
    await expect(Yaml.stringify(...synthApp(chart))).toMatchFileSnapshot(file('minimal', kind, 'on kind'));
  });
});

describe('a workload that is told everything', () => {
  test.each(FULL)(
    '$title is written as cdk8s writes it, also where another is like it',
    ({ kind, platform, props }) => {
      const app = new App();
      platform().bind(app);
      const [first, second] = ['a', 'b'].map((namespace) => {
        make(kind, new Chart(app, namespace, { namespace }), 'full', props);
        return FastSynth.toYaml(app);
      });
      expect(second).toBe(app.synthYaml());
      expect(second.startsWith(first)).toBe(true);
    },
  );

  test.each(FULL)('$title says all of it', async ({ title, kind, platform, props }) => {
    const chart = chartOn(platform());
    make(kind, chart, 'full', props);
    await expect(Yaml.stringify(...synthApp(chart))).toMatchFileSnapshot(file('full', title));
  });
});
