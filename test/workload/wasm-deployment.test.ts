import { describe, expect, it, test } from 'vitest';
import { Checks, type WasmWorkerProps } from '../../src';
import { at, type Json } from '../support/json';
import { chartOn, guestOf, MAKE, only, podOf, refusalOf, synthApp } from './make';

const synthWith = (props: Partial<WasmWorkerProps> = {}): Json[] => {
  const chart = chartOn();
  MAKE.WasmWorker(chart, 'hello', props);
  return synthApp(chart);
};
const deploymentOf = (manifests: readonly Json[]): unknown => at(only(manifests, 'Deployment'), 'spec');

describe('a deployment', () => {
  it('runs two pods, and puts a new one beside the old before it takes one away', () => {
    expect(deploymentOf(synthWith())).toMatchObject({
      replicas: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
  });

  test.each([1, 7])('runs %s pods where somebody says so', (replicas) => {
    expect(deploymentOf(synthWith({ replicas }))).toMatchObject({ replicas });
  });

  it('runs none where somebody means it', () => {
    expect(refusalOf(() => synthWith({ replicas: 0 }))).toMatch(
      /^\[chart\/hello\] replicas-and-autoscaler: /,
    );
    const chart = chartOn();
    Checks.of(chart).acknowledge('replicas-and-autoscaler', 'it sleeps until the launch');
    MAKE.WasmWorker(chart, 'hello', { replicas: 0 });
    expect(deploymentOf(synthApp(chart))).toMatchObject({ replicas: 0 });
  });

  it('rolls out as somebody says', () => {
    const rollout = {
      maxSurge: '50%',
      maxUnavailable: '2',
      minReadySeconds: 5,
      progressDeadlineSeconds: 90,
      revisionHistoryLimit: 3,
    };
    expect(deploymentOf(synthWith({ rollout }))).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 2 } },
      minReadySeconds: 5,
      progressDeadlineSeconds: 90,
      revisionHistoryLimit: 3,
    });
  });

  it('ends all pods before it starts new ones where somebody says Recreate', () => {
    expect(at(deploymentOf(synthWith({ rollout: { strategy: 'Recreate' } })), 'strategy')).toEqual({
      type: 'Recreate',
    });
  });

  test.each<[WasmWorkerProps['rollout'], string]>([
    [{ strategy: 'Canary' }, 'rollout.strategy "Canary": no strategy; allowed: RollingUpdate, Recreate'],
    [{ strategy: 'Recreate', maxSurge: '1' }, 'rollout {"maxSurge":"1"}: Recreate ends all pods at once'],
    [{ maxSurge: '0' }, 'rollout.maxSurge "0": no pod more and no pod less: a rollout could not begin'],
    [{ maxSurge: '0%', maxUnavailable: '0%' }, 'rollout.maxSurge "0%"'],
    [
      { maxSurge: 'one' },
      'rollout.maxSurge "one": not valid here; allowed: a number of pods ("1") or a share',
    ],
    [{ maxUnavailable: '-1' }, 'rollout.maxUnavailable "-1"'],
    [{ maxUnavailable: '101%' }, 'rollout.maxUnavailable "101%"'],
    [{ minReadySeconds: -1 }, 'rollout.minReadySeconds -1: out of range; allowed: a whole number, 0 or more'],
    [{ progressDeadlineSeconds: 0 }, 'rollout.progressDeadlineSeconds 0'],
    [{ minReadySeconds: 90, progressDeadlineSeconds: 90 }, 'rollout.progressDeadlineSeconds 90'],
    [{ minReadySeconds: 600 }, 'rollout.progressDeadlineSeconds'],
    [{ revisionHistoryLimit: 1.5 }, 'rollout.revisionHistoryLimit 1.5'],
    [{ terminationGracePeriodSeconds: -1 }, 'rollout.terminationGracePeriodSeconds -1'],
    [{ preStopSeconds: -1 }, 'rollout.preStopSeconds -1'],
  ])('is refused with rollout %o', (rollout, message) => {
    expect(refusalOf(() => synthWith({ rollout }))).toContain(`[chart/hello] ${message}`);
  });

  test.each([-1, 1.5])('is refused with %s replicas', (replicas) => {
    expect(refusalOf(() => synthWith({ replicas }))).toBe(
      `[chart/hello] replicas ${replicas}: out of range; allowed: a whole number, 0 or more`,
    );
  });
});

describe('the end of a pod', () => {
  const endOf = (manifests: readonly Json[]): unknown[] => [
    podOf(manifests).terminationGracePeriodSeconds,
    guestOf(manifests).lifecycle,
  ];

  it('leaves a service five seconds to be taken out of rotation', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello');
    expect(endOf(synthApp(chart))).toEqual([30, { preStop: { sleep: { seconds: 5 } } }]);
  });

  it('waits for nothing where nobody asks it', () => {
    expect(endOf(synthWith())).toEqual([30, undefined]);
  });

  it('waits as long as somebody says', () => {
    const rollout = { terminationGracePeriodSeconds: 90, preStopSeconds: 60 };
    expect(endOf(synthWith({ rollout }))).toEqual([90, { preStop: { sleep: { seconds: 60 } } }]);
  });

  it('does not wait where somebody says 0', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { rollout: { preStopSeconds: 0 } });
    expect(endOf(synthApp(chart))).toEqual([30, undefined]);
  });

  test.each([
    { preStopSeconds: 30 },
    { terminationGracePeriodSeconds: 5, preStopSeconds: 5 },
    { terminationGracePeriodSeconds: 0, preStopSeconds: 1 },
  ])('is refused where it would wait as long as it has: %o', (rollout) => {
    expect(refusalOf(() => synthWith({ rollout }))).toMatch(/^\[chart\/hello\] pre-stop-grace: .*; fix: /);
  });
});

describe('where the pods of a deployment run', () => {
  it('is spread over nodes and zones as far as it goes, and each revision by itself', () => {
    const labelSelector = {
      matchLabels: { 'app.kubernetes.io/name': 'hello', 'wasmcd.dev/workload': 'deployment' },
    };
    const rule = {
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector,
      matchLabelKeys: ['pod-template-hash'],
    };
    expect(podOf(synthWith()).topologySpreadConstraints).toEqual([
      { topologyKey: 'kubernetes.io/hostname', ...rule },
      { topologyKey: 'topology.kubernetes.io/zone', ...rule },
    ]);
  });

  it('is not spread where somebody gives an empty list', () => {
    expect(podOf(synthWith({ scheduling: { topologySpread: [] } }))).not.toHaveProperty(
      'topologySpreadConstraints',
    );
  });

  it('is not spread for a job, whose pods are few and short', () => {
    const chart = chartOn();
    MAKE.WasmJob(chart, 'hello');
    expect(podOf(synthApp(chart))).not.toHaveProperty('topologySpreadConstraints');
  });

  it('keeps the workload’s own pods apart where a term names no others', () => {
    const affinity = { requiredAntiPods: [{ topologyKey: 'kubernetes.io/hostname' }] };
    expect(podOf(synthWith({ scheduling: { affinity } })).affinity).toEqual({
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: {
              matchLabels: { 'app.kubernetes.io/name': 'hello', 'wasmcd.dev/workload': 'deployment' },
            },
          },
        ],
      },
    });
  });

  test.each<[WasmWorkerProps['scheduling'], string]>([
    [{ nodeSelector: { 'a b': 'x' } }, 'scheduling.nodeSelector key "a b"'],
    [{ nodeSelector: { a: 'no value' } }, 'scheduling.nodeSelector.a "no value"'],
    [{ topologySpread: [{ topologyKey: 'zone', maxSkew: 0 }] }, 'scheduling.topologySpread[0].maxSkew 0'],
    [
      { topologySpread: [{ topologyKey: 'zone', minDomains: 2 }] },
      'scheduling.topologySpread[0].minDomains 2',
    ],
    [
      { topologySpread: [{ topologyKey: 'zone', whenUnsatisfiable: 'Never' }] },
      'scheduling.topologySpread[0].whenUnsatisfiable "Never"',
    ],
    [
      { affinity: { preferredNodes: [{ weight: 101, preference: { matchExpressions: [] } }] } },
      'scheduling.affinity.preferredNodes[0].weight 101',
    ],
  ])('is refused as %o', (scheduling, message) => {
    expect(refusalOf(() => synthWith({ scheduling }))).toContain(`[chart/hello] ${message}`);
  });
});
