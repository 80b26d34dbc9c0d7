import { demandText, demandWhole } from '../value/demand';
import { compact, type JsonObject } from '../value/json';
import type { Pod } from './pod';
import type { WasmJobBaseProps } from './props/job-props';

/** A day: long enough to read the log of what went wrong at night. */
const TTL_SECONDS = 86_400;
const BACKOFF_LIMIT = 3;
const GRACE_PERIOD = 30;

/** The spec of a Job around a pod, whose way to restart and to end is set. */
export function jobSpec(path: string, props: WasmJobBaseProps, pod: Pod): JsonObject {
  const least = {
    backoffLimit: 0,
    activeDeadlineSeconds: 1,
    ttlSecondsAfterFinished: 0,
    parallelism: 0,
    completions: 1,
    terminationGracePeriodSeconds: 0,
  };
  for (const [field, min] of Object.entries(least) as [keyof typeof least, number][]) {
    demandWhole(path, field, props[field], min);
  }
  const restartPolicy = props.restartPolicy ?? 'OnFailure';
  demandText(
    path,
    'restartPolicy',
    restartPolicy,
    (text) => text === 'OnFailure' || text === 'Never',
    'OnFailure, Never',
  );
  pod.spec.restartPolicy = restartPolicy;
  pod.spec.terminationGracePeriodSeconds = props.terminationGracePeriodSeconds ?? GRACE_PERIOD;
  return compact({
    backoffLimit: props.backoffLimit ?? BACKOFF_LIMIT,
    activeDeadlineSeconds: props.activeDeadlineSeconds,
    ttlSecondsAfterFinished: props.ttlSecondsAfterFinished ?? TTL_SECONDS,
    parallelism: props.parallelism,
    completions: props.completions,
    template: pod.template,
  });
}
