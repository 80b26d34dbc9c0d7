import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../workload/wasm-service';
import type { WasmServiceArgs } from '../args';
import { HttpComponent } from './http';

/**
 * WebAssembly that answers requests: the construct `WasmService` as a component.
 *
 * @example
 * new WasmService('hello', {
 *   name: 'hello',
 *   platform: WasmPlatform.k3s(),
 *   image: { repository: 'ghcr.io/acme/hello', digest: build.digest, binarySize: 2_100_000 },
 *   env: { DATABASE_URL: { value: database.url } },
 * });
 */
export class WasmService extends HttpComponent<core.WasmService> {
  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(name: string, args: WasmServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'WasmService',
      needsPlatform: true,
      make: (scope, id, props: core.WasmServiceProps) => new core.WasmService(scope, id, props),
    });
  }
}
