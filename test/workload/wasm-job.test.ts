import { describe, expect, it, test } from 'vitest';
import { ConcurrencyPolicy, type WasmCronJobProps, type WasmJobProps } from '../../src';
import { at, type Json } from '../support/json';
import { chartOn, guestOf, MAKE, only, podOf, refusalOf, synthApp } from './make';

const jobWith = (props: Partial<WasmJobProps> = {}): Json[] => {
  const chart = chartOn();
  MAKE.WasmJob(chart, 'hello', props);
  return synthApp(chart);
};
const cronJobWith = (props: Partial<WasmCronJobProps> = {}): Json[] => {
  const chart = chartOn();
  MAKE.WasmCronJob(chart, 'hello', props);
  return synthApp(chart);
};

describe('a job', () => {
  it('tries again on its node, a few times, and goes a day after it has ended', () => {
    const manifests = jobWith();
    expect(manifests).toHaveLength(1);
    expect(at(only(manifests, 'Job'), 'spec')).toMatchObject({
      backoffLimit: 3,
      ttlSecondsAfterFinished: 86400,
    });
    expect(podOf(manifests)).toMatchObject({ restartPolicy: 'OnFailure', terminationGracePeriodSeconds: 30 });
  });

  it('has neither probes nor a hook', () => {
    const guest = guestOf(jobWith());
    for (const field of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle', 'ports'])
      expect(guest).not.toHaveProperty(field);
  });

  it('leaves the selection of its pods to Kubernetes, which knows them by the Job', () => {
    expect(at(only(jobWith(), 'Job'), 'spec')).not.toHaveProperty('selector');
  });

  test.each<[Partial<WasmJobProps>, string]>([
    [{ backoffLimit: -1 }, 'backoffLimit -1: out of range; allowed: a whole number, 0 or more'],
    [{ activeDeadlineSeconds: 0 }, 'activeDeadlineSeconds 0: out of range'],
    [{ ttlSecondsAfterFinished: -1 }, 'ttlSecondsAfterFinished -1: out of range'],
    [{ parallelism: 0.5 }, 'parallelism 0.5: out of range'],
    [{ completions: 0 }, 'completions 0: out of range'],
    [{ terminationGracePeriodSeconds: -1 }, 'terminationGracePeriodSeconds -1: out of range'],
    [{ restartPolicy: 'Always' }, 'restartPolicy "Always": not valid here; allowed: OnFailure, Never'],
  ])('is refused with %o', (props, message) => {
    expect(refusalOf(() => jobWith(props))).toContain(`[chart/hello] ${message}`);
    expect(refusalOf(() => cronJobWith(props))).toContain(`[chart/hello] ${message}`);
  });

  test.each(['replicas', 'port', 'health', 'rollout', 'service', 'ingress', 'autoscale'])(
    'is refused with %s, which only what stays has',
    (field) => {
      expect(refusalOf(() => jobWith({ [field]: {} }))).toContain(`[chart/hello] ${field} {}: no such field`);
    },
  );
});

describe('a cron job', () => {
  it('leaves a run out while the last one still goes', () => {
    expect(at(only(cronJobWith(), 'CronJob'), 'spec')).toMatchObject({
      schedule: '@daily',
      concurrencyPolicy: 'Forbid',
    });
  });

  it('makes jobs like those of a job', () => {
    const job = at(only(jobWith({ backoffLimit: 1, restartPolicy: 'Never' }), 'Job'), 'spec');
    const cron = at(
      only(cronJobWith({ backoffLimit: 1, restartPolicy: 'Never' }), 'CronJob'),
      'spec',
      'jobTemplate',
      'spec',
    );
    const text = JSON.stringify(cron).replaceAll('"cronjob"', '"job"');
    expect(JSON.parse(text)).toEqual(job);
  });

  it('runs when and where somebody says', () => {
    const props = {
      schedule: '*/5 8-18 * * mon-fri',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: ConcurrencyPolicy.REPLACE,
      suspend: true,
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 2,
    };
    expect(at(only(cronJobWith(props), 'CronJob'), 'spec')).toMatchObject(props);
  });

  test.each<[Partial<WasmCronJobProps>, string]>([
    [
      { schedule: 'daily' },
      'schedule "daily": not valid here; allowed: minute hour day-of-month month day-of-week',
    ],
    [{ timeZone: 'Mars/Base' }, 'timeZone "Mars/Base": not valid here; allowed: a name in the IANA database'],
    [{ timeZone: 'Local' }, 'timeZone "Local"'],
    [{ timeZone: '+02:00' }, 'timeZone "+02:00"'],
    [{ startingDeadlineSeconds: -1 }, 'startingDeadlineSeconds -1'],
    [{ successfulJobsHistoryLimit: -1 }, 'successfulJobsHistoryLimit -1'],
    [{ failedJobsHistoryLimit: 0.5 }, 'failedJobsHistoryLimit 0.5'],
  ])('is refused with %o', (props, message) => {
    expect(refusalOf(() => cronJobWith(props))).toContain(`[chart/hello] ${message}`);
  });
});
