import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { WasmImage } from '../../artifact/wasm-image';
import { type Recipe, WasmComponent } from './component';

/** What a workload is made of. */
export interface WorkloadConstruct extends Construct {
  /** What it runs. */
  readonly image: WasmImage;
  /** The ServiceAccount, where one was asked for. */
  readonly serviceAccount?: ApiObject;
}

/** What the components of all workloads have. */
export abstract class WorkloadComponent<C extends WorkloadConstruct> extends WasmComponent<C> {
  /** The image as its pods name it. */
  public readonly imageReference: pulumi.Output<string | undefined>;

  /** The digest of the image; `undefined` where nobody said. */
  public readonly imageDigest: pulumi.Output<string | undefined>;

  /** The ServiceAccount, where one was asked for. */
  public readonly serviceAccount?: k8s.core.v1.ServiceAccount;

  protected constructor(
    name: string,
    args: object,
    options: pulumi.ComponentResourceOptions | undefined,
    recipe: Recipe<C, never>,
  ) {
    super(name, args, options, recipe);
    const { image, serviceAccount } = this._construct;
    this.imageReference = this._valueOf(image.reference);
    this.imageDigest = this._valueOf(image.toSpec().digest);
    this.serviceAccount = this._resourceIf(serviceAccount, k8s.core.v1.ServiceAccount);
  }
}
