import { disruptionBudgetManifest } from '../expose/disruption-budget';
import type { Common } from '../expose/service';
import { demandWhole, numberOrShare } from '../value/demand';
import { compact, frozenCopy, type JsonObject, type Manifest } from '../value/json';
import { MadeOnce } from '../value/made-once';
import { refusal } from '../value/refuse';
import { isUnresolved, literal } from '../value/unresolved';
import type { DisruptionSpec, RolloutSpec } from './props/rollout';

/** How many pods a workload that stays has where nobody says it. */
export const DEFAULT_REPLICAS = 2;

const GRACE_PERIOD = 30;
/** Kubernetes' own. */
const PROGRESS_DEADLINE = 600;

/**
 * How a pod ends: it goes on for a while, as what serves cuts what is in flight.
 *
 * @param pod the pod's spec, changed in place
 * @param container the container that serves, changed in place
 * @param usual seconds that it goes on where nobody says it
 */
export function shutDown(
  path: string,
  pod: JsonObject,
  container: JsonObject,
  usual: number,
  { terminationGracePeriodSeconds, preStopSeconds = usual }: RolloutSpec = {},
): void {
  demandWhole(path, 'rollout.terminationGracePeriodSeconds', terminationGracePeriodSeconds, 0);
  demandWhole(path, 'rollout.preStopSeconds', preStopSeconds, 0);
  pod.terminationGracePeriodSeconds = terminationGracePeriodSeconds ?? GRACE_PERIOD;
  if (preStopSeconds !== 0) {
    container.lifecycle = lifecycle(preStopSeconds);
  }
}

const LIFECYCLES = new MadeOnce<JsonObject>();

function lifecycle(seconds: number): JsonObject {
  const make = (): JsonObject => ({ preStop: { sleep: { seconds } } });
  return isUnresolved(seconds) ? make() : LIFECYCLES.of(`${seconds}`, make);
}

/**
 * How many pods may be taken away at once when nodes are emptied.
 *
 * @returns nothing where it is switched off
 */
export function budgetManifest(common: Common, spec: DisruptionSpec = {}): Manifest | undefined {
  const { path } = common;
  const { enabled, maxUnavailable, minAvailable } = spec;
  const given = maxUnavailable !== undefined || minAvailable !== undefined;
  if (enabled === false && !given) {
    return undefined;
  }
  if (enabled === false || (maxUnavailable !== undefined && minAvailable !== undefined)) {
    throw refusal({
      path,
      field: 'disruption',
      value: spec,
      wrong: enabled === false ? 'switched off, and yet limited' : 'two limits at once',
      allowed: 'one of maxUnavailable and minAvailable, or enabled: false',
    });
  }
  return disruptionBudgetManifest(
    common,
    minAvailable === undefined
      ? { maxUnavailable: numberOrShare(path, 'disruption.maxUnavailable', maxUnavailable ?? '1', 100) }
      : { minAvailable: numberOrShare(path, 'disruption.minAvailable', minAvailable, 100) },
  );
}

const USUAL = frozenCopy(fieldsOf('', {}));

/** How new pods take the place of old ones, as fields of a Deployment's spec. */
export function rolloutFields(path: string, spec: RolloutSpec | undefined): JsonObject {
  return spec === undefined ? USUAL : fieldsOf(path, spec);
}

function fieldsOf(path: string, spec: RolloutSpec): JsonObject {
  for (const key of ['minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit'] as const) {
    demandWhole(path, `rollout.${key}`, spec[key], key === 'progressDeadlineSeconds' ? 1 : 0);
  }
  const deadline = literal(spec.progressDeadlineSeconds ?? PROGRESS_DEADLINE);
  if (deadline !== undefined && (literal(spec.minReadySeconds) ?? 0) >= deadline) {
    throw refusal({
      path,
      field: 'rollout.progressDeadlineSeconds',
      value: deadline,
      wrong: `no more than minReadySeconds, ${spec.minReadySeconds}: every rollout would count as failed`,
      fix: 'more than minReadySeconds',
    });
  }
  return compact({
    strategy: strategy(path, spec),
    minReadySeconds: spec.minReadySeconds,
    progressDeadlineSeconds: spec.progressDeadlineSeconds,
    revisionHistoryLimit: spec.revisionHistoryLimit,
  });
}

function strategy(
  path: string,
  { strategy: type = 'RollingUpdate', maxSurge, maxUnavailable }: RolloutSpec,
): JsonObject {
  if (type === 'Recreate') {
    if (maxSurge !== undefined || maxUnavailable !== undefined) {
      throw refusal({
        path,
        field: 'rollout',
        value: { maxSurge, maxUnavailable },
        wrong: 'Recreate ends all pods at once',
        fix: 'leave them out, or RollingUpdate',
      });
    }
    return { type };
  }
  if (type !== 'RollingUpdate') {
    throw refusal({
      path,
      field: 'rollout.strategy',
      value: type,
      wrong: 'no strategy',
      allowed: 'RollingUpdate, Recreate',
    });
  }
  const surge = numberOrShare(path, 'rollout.maxSurge', maxSurge ?? '1');
  const unavailable = numberOrShare(path, 'rollout.maxUnavailable', maxUnavailable ?? '0', 100);
  if ([surge, unavailable].every((amount) => amount === 0 || amount === '0%')) {
    throw refusal({
      path,
      field: 'rollout.maxSurge',
      value: maxSurge,
      wrong: 'no pod more and no pod less: a rollout could not begin',
      fix: "maxSurge: '1', or maxUnavailable: '1'",
    });
  }
  return { type, rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } };
}
