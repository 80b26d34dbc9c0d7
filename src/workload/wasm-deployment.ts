import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AutoscaleSpec } from '../expose/autoscale-spec';
import { autoscalerManifest } from '../expose/autoscaler';
import { disruptionBudgetManifest } from '../expose/disruption-budget';
import type { WasmRuntime } from '../runtime/wasm-runtime';
import { demandWhole, numberOrShare } from '../value/demand';
import { compact, type JsonObject, type Manifest, orNothing } from '../value/json';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { literal } from '../value/unresolved';
import type { WasmDeploymentProps } from './props/deployment-props';
import type { DisruptionSpec, RolloutSpec } from './props/rollout';
import { autoscalersOf } from './tree';
import { WasmWorkload } from './wasm-workload';
import type { WorkloadObject } from './workload-object';

const DEFAULT_REPLICAS = 2;
const GRACE_PERIOD = 30;
/** Kubernetes' own. */
const PROGRESS_DEADLINE = 600;

/**
 * A workload that stays: a Deployment with a PodDisruptionBudget. Use one of
 * `WasmService`, `SpinApp` and `WasmWorker`.
 */
export abstract class WasmDeployment extends WasmWorkload {
  /** The Deployment. */
  public readonly deployment: ApiObject;

  /** The PodDisruptionBudget, unless it was switched off. */
  public readonly disruptionBudget?: ApiObject;

  private readonly manifest: Manifest;
  private readonly replicasGiven: boolean;
  private scaler?: WorkloadObject;
  private scaledElsewhere = false;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param runtime the family of shims
   * @param props the pod and the Deployment
   */
  protected constructor(scope: Construct, id: string, runtime: WasmRuntime, props: WasmDeploymentProps) {
    super(scope, id, 'Deployment', runtime, props);
    const { path } = this.node;
    demandWhole(path, 'replicas', props.replicas, 0);
    this.replicasGiven = props.replicas !== undefined;
    this.shutDown(props.rollout ?? {});
    this.manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: compact({
        name: this.name,
        labels: { ...this._common.labels },
        annotations: orNothing(props.annotations),
      }),
      spec: {
        ...(props.autoscale === undefined && { replicas: props.replicas ?? DEFAULT_REPLICAS }),
        selector: { matchLabels: { ...this.matchLabels } },
        ...rollout(path, props.rollout),
        template: this._pod.template,
      },
    };
    this.deployment = this._emit('Deployment', this.manifest);
    this.disruptionBudget = this.emitBudget(props.disruption);
    if (props.autoscale !== undefined) {
      this.emitScaler(props.autoscale);
    }
  }

  /** The HorizontalPodAutoscaler, where one was asked for. */
  public get autoscaler(): ApiObject | undefined {
    return this.scaler;
  }

  /**
   * Scales by itself from now on: adds a HorizontalPodAutoscaler and takes the fixed number of replicas away.
   *
   * @param spec between how many pods, and by what
   * @throws where `replicas` was given or it scales already, or a check finds an error
   */
  public autoscale(spec: AutoscaleSpec): ApiObject {
    checkShape(this.node.path, 'AutoscaleSpec', spec, 'autoscale');
    const scaler = this.emitScaler(spec);
    this.dropReplicas();
    return scaler;
  }

  /**
   * Leaves it to an autoscaler that is made elsewhere (by cdk8s-plus, KEDA or by hand) how many pods run: takes the
   * fixed number of replicas away. At synth the checks look at the HorizontalPodAutoscalers that the app has for it.
   *
   * @throws where `replicas` was given, or it scales already
   */
  public handOverScaling(): void {
    this.refuseScaling('handOverScaling', true);
    this.scaledElsewhere = true;
    this.dropReplicas();
  }

  /** @internal */
  protected override get _foreign(): Manifest[] {
    return this.scaledElsewhere ? autoscalersOf(this.deployment) : [];
  }

  /**
   * Seconds that a pod goes on serving after it was taken out of the Service.
   *
   * @internal
   */
  protected get _preStopSeconds(): number {
    return 0;
  }

  private emitScaler(spec: AutoscaleSpec): WorkloadObject {
    this.refuseScaling('autoscale', spec);
    this.scaler = this._emit('Autoscaler', autoscalerManifest(this._common, spec));
    return this.scaler;
  }

  private refuseScaling(field: string, value: unknown): void {
    const { path } = this.node;
    if (this.replicasGiven) {
      throw refusal({
        path,
        field,
        value,
        wrong: 'replicas is given too, and each apply would undo what the autoscaler did',
        fix: "leave out replicas; the autoscaler's minimum is the least",
      });
    }
    if (this.scaler !== undefined || this.scaledElsewhere) {
      throw refusal({
        path,
        field,
        value,
        wrong: this.scaledElsewhere ? 'an autoscaler made elsewhere has it already' : 'it scales already',
        fix: 'say it once',
      });
    }
  }

  private dropReplicas(): void {
    const own = this.manifest.spec as JsonObject;
    delete own.replicas;
    this._changed();
  }

  private emitBudget(spec: DisruptionSpec = {}): WorkloadObject | undefined {
    const { path } = this.node;
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
    return this._emit(
      'DisruptionBudget',
      disruptionBudgetManifest(
        this._common,
        minAvailable === undefined
          ? { maxUnavailable: numberOrShare(path, 'disruption.maxUnavailable', maxUnavailable ?? '1', 100) }
          : { minAvailable: numberOrShare(path, 'disruption.minAvailable', minAvailable, 100) },
      ),
    );
  }

  /** How a pod ends: it goes on for a while, as the shims cut what is in flight. */
  private shutDown(spec: RolloutSpec): void {
    const { path } = this.node;
    const { terminationGracePeriodSeconds, preStopSeconds = this._preStopSeconds } = spec;
    demandWhole(path, 'rollout.terminationGracePeriodSeconds', terminationGracePeriodSeconds, 0);
    demandWhole(path, 'rollout.preStopSeconds', preStopSeconds, 0);
    this._pod.spec.terminationGracePeriodSeconds = terminationGracePeriodSeconds ?? GRACE_PERIOD;
    if (preStopSeconds !== 0) {
      this._pod.guest.lifecycle = { preStop: { sleep: { seconds: preStopSeconds } } };
    }
  }
}

function rollout(path: string, spec: RolloutSpec = {}): JsonObject {
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
