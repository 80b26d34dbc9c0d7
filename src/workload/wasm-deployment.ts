import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AutoscaleSpec } from '../expose/autoscale-spec';
import { autoscalerManifest } from '../expose/autoscaler';
import type { WasmRuntime } from '../runtime/wasm-runtime';
import { demandWhole } from '../value/demand';
import { compact, type JsonObject, type Manifest } from '../value/json';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import type { WasmDeploymentProps } from './props/deployment-props';
import { budgetManifest, DEFAULT_REPLICAS, rolloutFields, shutDown } from './rollout';
import { autoscalersOf } from './tree';
import { WasmWorkload } from './wasm-workload';
import type { WorkloadObject } from './workload-object';

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
    shutDown(path, this._pod.spec, this._pod.guest, this._preStopSeconds, props.rollout);
    this.manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: compact({
        name: this.name,
        labels: { ...this._common.labels },
        annotations: this._annotations,
      }),
      spec: {
        ...(props.autoscale === undefined && { replicas: props.replicas ?? DEFAULT_REPLICAS }),
        selector: { matchLabels: { ...this.matchLabels } },
        ...rolloutFields(path, props.rollout),
        template: this._pod.template,
      },
    };
    this.deployment = this._emit('Deployment', this.manifest);
    const budget = budgetManifest(this._common, props.disruption);
    this.disruptionBudget = budget && this._emit('DisruptionBudget', budget);
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
  protected override get _foreign(): readonly Manifest[] {
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
}
