import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import type { Recipe } from './component';
import { WorkloadComponent, type WorkloadConstruct } from './workload';

/** What a workload that stays is made of. */
export interface DeploymentConstruct extends WorkloadConstruct {
  /** The Deployment. */
  readonly deployment: ApiObject;
  /** The PodDisruptionBudget, unless it was switched off. */
  readonly disruptionBudget?: ApiObject;
  /** The HorizontalPodAutoscaler, where one was asked for. */
  readonly autoscaler?: ApiObject;
}

/** What the components of workloads that stay have. */
export abstract class DeploymentComponent<C extends DeploymentConstruct> extends WorkloadComponent<C> {
  /** The Deployment. */
  public readonly deployment: k8s.apps.v1.Deployment;

  /** Name of the Deployment. */
  public readonly deploymentName: pulumi.Output<string>;

  /** The PodDisruptionBudget, unless it was switched off. */
  public readonly disruptionBudget?: k8s.policy.v1.PodDisruptionBudget;

  /** The HorizontalPodAutoscaler, where one was asked for. */
  public readonly autoscaler?: k8s.autoscaling.v2.HorizontalPodAutoscaler;

  protected constructor(
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
    recipe: Recipe<C, never>,
  ) {
    super(name, args, options, recipe);
    const { deployment, disruptionBudget, autoscaler } = this._construct;
    this.deployment = this._resource(deployment, k8s.apps.v1.Deployment);
    this.deploymentName = this.deployment.metadata.name;
    this.disruptionBudget = this._resourceIf(disruptionBudget, k8s.policy.v1.PodDisruptionBudget);
    this.autoscaler = this._resourceIf(autoscaler, k8s.autoscaling.v2.HorizontalPodAutoscaler);
  }
}
