import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../workload/spin-app';
import type { SpinAppArgs } from '../args';
import { HttpComponent } from './http';

/**
 * A Spin application that answers requests: the construct `SpinApp` as a component.
 *
 * @example
 * new SpinApp('shop', {
 *   name: 'shop',
 *   platform: WasmPlatform.k3s(),
 *   image: WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 2_100_000 }),
 *   variables: { db_url: { secretKeyRef: { name: database.metadata.name, key: 'url' } } },
 * });
 */
export class SpinApp extends HttpComponent<core.SpinApp> {
  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail on the cluster
   */
  public constructor(name: string, args: SpinAppArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'SpinApp',
      needsPlatform: true,
      make: (scope, id, props: core.SpinAppProps) => new core.SpinApp(scope, id, props),
    });
  }
}
