import { ImageFormat } from '../../../src/artifact/image-format';
import { startRace } from '../../../src/check/rules/start-race';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { JsonObject } from '../../../src/value/json';
import { lazy, subject, testRule } from '../subject';

const GIVES_UP = { parallelism: 6, backoffLimit: 0 };

function job(spec: JsonObject, known = {}, restartPolicy: unknown = 'Never', inCron = false) {
  return subject(
    ({ objects, pod }) => {
      const own = { template: { spec: { ...pod, restartPolicy } }, ...spec };
      objects.splice(0, 2, {
        apiVersion: 'batch/v1',
        kind: inCron ? 'CronJob' : 'Job',
        metadata: { name: 'hello' },
        spec: inCron ? { jobTemplate: { spec: own } } : own,
      });
    },
    { http: false, runtime: WASMTIME, ...known },
  );
}

testRule(startRace, {
  good: [
    { that: 'a Job that tries again', subject: job({ parallelism: 6, backoffLimit: 3 }) },
    { that: 'a Job with the backoff limit of Kubernetes', subject: job({ parallelism: 6 }) },
    { that: 'one pod at a time', subject: job({ backoffLimit: 0 }) },
    { that: 'containers that are started again', subject: job(GIVES_UP, {}, 'OnFailure') },
    { that: 'an unresolved backoff limit', subject: job({ parallelism: 6, backoffLimit: lazy(0) }) },
    { that: 'a plain image', subject: job(GIVES_UP, { imageFormat: ImageFormat.PLAIN }) },
    { that: 'an artifact under Spin, of which none lost', subject: job(GIVES_UP, { runtime: SPIN }) },
  ],
  bad: [
    {
      that: 'a Job of an artifact that gives up at once',
      subject: job(GIVES_UP),
      field: 'Job hello /spec/backoffLimit',
      says: ['format artifact', 'wasmtime runtime', 'backoffLimit: 3'],
    },
    {
      that: 'the Job of a CronJob, of a Spin application image',
      subject: job(GIVES_UP, { runtime: SPIN, imageFormat: ImageFormat.SPIN }, 'Never', true),
      field: 'CronJob hello /spec/jobTemplate/spec/backoffLimit',
      says: ['format spin', 'spin runtime'],
    },
  ],
});
