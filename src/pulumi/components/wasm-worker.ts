import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../workload/wasm-worker';
import type { WasmWorkerArgs } from '../args';
import { DeploymentComponent } from './deployment';

/**
 * WebAssembly that works without being asked: the construct `WasmWorker` as a component.
 *
 * @example
 * new WasmWorker('mailer', {
 *   name: 'mailer',
 *   platform: WasmPlatform.k3s(),
 *   image: WasmImage.of('ghcr.io/acme/mailer:1.4.0', { binarySize: 900_000 }),
 * });
 */
export class WasmWorker extends DeploymentComponent<core.WasmWorker> {
  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(name: string, args: WasmWorkerArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'WasmWorker',
      needsPlatform: true,
      make: (scope, id, props: core.WasmWorkerProps) => new core.WasmWorker(scope, id, props),
    });
    const { deploymentName, imageReference, imageDigest } = this;
    this.registerOutputs({ deploymentName, imageReference, imageDigest });
  }
}
