import type * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import * as core from '../../runtime/shim';
import type { ShimProps } from '../../runtime/shim-props';
import type { ShimArgs } from '../args';
import { WasmComponent } from './component';

/**
 * The resource by which runtime-class-manager installs a shim on nodes: the construct `Shim` as a component.
 *
 * @example
 * new Shim('spin', { name: 'spin-v2', className: 'wasmtime-spin-v2', amd64: { location: release.url, sha256: release.sha256 } });
 */
export class Shim extends WasmComponent<core.Shim> {
  /** The `Shim` object. */
  public readonly shim: k8s.apiextensions.CustomResource;

  /** Name of the RuntimeClass that runtime-class-manager makes for it. */
  public readonly className: pulumi.Output<string>;

  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a name or an archive is none that runtime-class-manager can use
   */
  public constructor(name: string, args: ShimArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'Shim',
      needsPlatform: false,
      make: (scope, id, props: ShimProps) => new core.Shim(scope, id, props),
    });
    this.shim = this._resource(this._construct.apiObject, { isInstance: isCustom });
    const { className } = this._construct;
    // Who names it waits for the shim.
    this.className = pulumi.all([this.shim.id, className]).apply(([, name]) => name);
    this.registerOutputs({ className: this.className });
  }
}

/** The SDK's class for kinds that it does not know tells its own from no others. */
function isCustom(value: unknown): value is k8s.apiextensions.CustomResource {
  return pulumi.CustomResource.isInstance(value) && 'apiVersion' in value;
}
