import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkShape } from '../value/shape';
import { ClusterObject } from './cluster-object';
import { claimRuntimeClass } from './runtime-classes';
import { claimShimName, shimManifest } from './shim-manifest';
import type { ShimProps } from './shim-props';

/**
 * The resource by which runtime-class-manager installs a shim on nodes.
 *
 * It does not install again when the location changes. To upgrade, put a second
 * `Shim` with a name and a class of its own beside the first (its archive holds
 * the binary under that name), move workloads to its class, then take the first
 * away.
 *
 * Source: spinframework/runtime-class-manager 0.2.0, `api/v1alpha1/shim_types.go` and the downloader.
 */
export class Shim extends Construct {
  /** The `Shim` object. */
  public readonly apiObject: ApiObject;

  /** Name of the RuntimeClass that is made for it. */
  public readonly className: string;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props the shim
   * @throws where a name or an archive is none that runtime-class-manager can use, or the app has a shim of that name
   */
  public constructor(scope: Construct, id: string, props: ShimProps) {
    super(scope, id);
    checkShape(this.node.path, 'ShimProps', props);
    const manifest = shimManifest(this.node.path, props);
    claimShimName(this, props.name);
    claimRuntimeClass(this, { className: props.className, handler: props.name });
    this.className = props.className;
    this.apiObject = new ClusterObject(this, 'Shim', manifest);
  }
}
