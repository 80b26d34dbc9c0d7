import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import * as core from '../../runtime/wasm-runtime-class';
import type { WasmRuntimeClassArgs } from '../args';
import { WasmComponent } from './component';

/**
 * A RuntimeClass: the construct `WasmRuntimeClass` as a component. It belongs to the stack that sets the cluster up: the
 * components of workloads make none.
 *
 * @example
 * new WasmRuntimeClass('wasmtime', { className: 'wasmtime', handler: 'wasmtime' });
 */
export class WasmRuntimeClass extends WasmComponent<core.WasmRuntimeClass> {
  /** The RuntimeClass. */
  public readonly runtimeClass: k8s.node.v1.RuntimeClass;

  /** Name that pods give. */
  public readonly className: pulumi.Output<string>;

  /**
   * @param name of the component
   * @param args the props of the construct, with Outputs where a value is known at deployment only
   * @param options parent, provider, aliases, …
   * @throws where a name is none
   */
  public constructor(name: string, args: WasmRuntimeClassArgs, options?: pulumi.ComponentResourceOptions) {
    super(name, args, options, {
      kind: 'WasmRuntimeClass',
      needsPlatform: false,
      make: (scope, id, props: core.WasmRuntimeClassProps) => new core.WasmRuntimeClass(scope, id, props),
    });
    this.runtimeClass = this._resource(this._construct.runtimeClass, k8s.node.v1.RuntimeClass);
    this.className = this.runtimeClass.metadata.name;
    this.registerOutputs({ className: this.className });
  }
}
