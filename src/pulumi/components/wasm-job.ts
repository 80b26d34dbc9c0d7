import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../workload/wasm-job';
import type { WasmJobArgs } from '../args';
import { WorkloadComponent } from './workload';

/**
 * WebAssembly that runs once and ends: the construct `WasmJob` as a component.
 *
 * @example
 * new WasmJob('report', {
 *   name: 'report',
 *   platform: WasmPlatform.k3s(),
 *   image: WasmImage.of('ghcr.io/acme/report:1.4.0', { binarySize: 900_000 }),
 * });
 */
export class WasmJob extends WorkloadComponent<core.WasmJob> {
  /** The Job. */
  public readonly job: k8s.batch.v1.Job;

  /** Name of the Job. */
  public readonly jobName: pulumi.Output<string>;

  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(name: string, args: WasmJobArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'WasmJob',
      needsPlatform: true,
      make: (scope, id, props: core.WasmJobProps) => new core.WasmJob(scope, id, props),
    });
    this.job = this._resource(this._construct.job, k8s.batch.v1.Job);
    this.jobName = this.job.metadata.name;
    const { jobName, imageReference, imageDigest } = this;
    this.registerOutputs({ jobName, imageReference, imageDigest });
  }
}
