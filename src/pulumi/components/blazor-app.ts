import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../workload/blazor-app';
import type { BlazorAppProps } from '../../workload/props/blazor-props';
import type { BlazorAppArgs } from '../args';
import { HttpComponent } from './http';

/**
 * A published Blazor WebAssembly app on nginx: the construct `BlazorApp` as a component. It needs no platform, as browsers
 * run it.
 *
 * @example
 * new BlazorApp('shop', {
 *   name: 'shop',
 *   site: BlazorSite.fromFolder('publish/wwwroot'),
 *   image: { repository: 'ghcr.io/acme/shop', digest: build.digest },
 * });
 */
export class BlazorApp extends HttpComponent<core.BlazorApp> {
  /** The ConfigMap with the configuration of nginx and the settings. */
  public readonly configMap: k8s.core.v1.ConfigMap;

  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a value is none, or a check finds what would fail in a browser or on the cluster
   */
  public constructor(name: string, args: BlazorAppArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'BlazorApp',
      needsPlatform: false,
      make: (scope, id, props: BlazorAppProps) => new core.BlazorApp(scope, id, props),
    });
    this.configMap = this._resource(this._construct.configMap, k8s.core.v1.ConfigMap);
  }
}
