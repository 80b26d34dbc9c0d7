import { describe, expect, it, test } from 'vitest';
import type { DisruptionSpec } from '../../src';
import { at, type Json } from '../support/json';
import { chartOn, MAKE, only, refusalOf, synthApp } from '../workload/make';

const synthWith = (disruption?: DisruptionSpec): Json[] => {
  const chart = chartOn();
  MAKE.WasmWorker(chart, 'hello', disruption && { disruption });
  return synthApp(chart);
};

describe('the disruption budget of a workload', () => {
  it('lets one pod go at a time, and one that is ill anyway', () => {
    expect(at(only(synthWith(), 'PodDisruptionBudget'), 'spec')).toEqual({
      maxUnavailable: 1,
      selector: {
        matchLabels: { 'app.kubernetes.io/name': 'hello', 'wasmcd.dev/workload': 'deployment' },
      },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test.each([
    [{ maxUnavailable: '2' }, { maxUnavailable: 2 }],
    [{ maxUnavailable: '25%' }, { maxUnavailable: '25%' }],
    [{ minAvailable: '1' }, { minAvailable: 1 }],
    [{ minAvailable: '50%' }, { minAvailable: '50%' }],
    [{ enabled: true, minAvailable: '50%' }, { minAvailable: '50%' }],
  ])('is %o where somebody says so', (disruption, expected) => {
    const spec = at(only(synthWith(disruption), 'PodDisruptionBudget'), 'spec');
    expect(spec).toMatchObject(expected);
    expect(Object.keys(Object(spec)).filter((key) => /available$/i.test(key))).toEqual(Object.keys(expected));
  });

  it('is left out where somebody switches it off', () => {
    expect(synthWith({ enabled: false }).map(({ kind }) => kind)).toEqual(['Deployment']);
  });

  test.each<[DisruptionSpec, string]>([
    [{ maxUnavailable: '1', minAvailable: '1' }, 'two limits at once'],
    [{ enabled: false, maxUnavailable: '1' }, 'switched off, and yet limited'],
    [{ maxUnavailable: 'one' }, 'disruption.maxUnavailable "one": not valid here'],
    [{ minAvailable: '200%' }, 'disruption.minAvailable "200%": not valid here'],
  ])('is refused as %o', (disruption, message) => {
    expect(refusalOf(() => synthWith(disruption))).toMatch(/^\[chart\/hello\] disruption/);
    expect(refusalOf(() => synthWith(disruption))).toContain(message);
  });
});
