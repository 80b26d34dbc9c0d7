import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../workload/wasm-cron-job';
import type { WasmCronJobArgs } from '../args';
import { WorkloadComponent } from './workload';

/**
 * WebAssembly that runs at set times: the construct `WasmCronJob` as a component.
 *
 * @example
 * new WasmCronJob('report', {
 *   name: 'report',
 *   schedule: '0 3 * * *',
 *   platform: WasmPlatform.k3s(),
 *   image: WasmImage.of('ghcr.io/acme/report:1.4.0', { binarySize: 900_000 }),
 * });
 */
export class WasmCronJob extends WorkloadComponent<core.WasmCronJob> {
  /** The CronJob. */
  public readonly cronJob: k8s.batch.v1.CronJob;

  /** Name of the CronJob. */
  public readonly cronJobName: pulumi.Output<string>;

  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(name: string, args: WasmCronJobArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'WasmCronJob',
      needsPlatform: true,
      make: (scope, id, props: core.WasmCronJobProps) => new core.WasmCronJob(scope, id, props),
    });
    this.cronJob = this._resource(this._construct.cronJob, k8s.batch.v1.CronJob);
    this.cronJobName = this.cronJob.metadata.name;
    const { cronJobName, imageReference, imageDigest } = this;
    this.registerOutputs({ cronJobName, imageReference, imageDigest });
  }
}
