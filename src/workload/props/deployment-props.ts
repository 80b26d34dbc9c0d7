import type { AutoscaleSpec } from '../../expose/autoscale-spec';
import type { HealthSpec } from './probe';
import type { DisruptionSpec, RolloutSpec } from './rollout';
import type { WasmWorkloadProps } from './workload-props';

/** What every workload that stays has: the part that becomes the Deployment. */
export interface WasmDeploymentProps extends WasmWorkloadProps {
  /**
   * Pods, 1 or more (0 where `replicas-and-autoscaler` is acknowledged). Not together with `autoscale`.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Between how many pods it scales by itself. Not together with `replicas`.
   *
   * @default - it does not
   */
  readonly autoscale?: AutoscaleSpec;

  /**
   * How the kubelet asks it.
   *
   * @default - the runtime's usual way where there is a port to ask
   */
  readonly health?: HealthSpec;

  /**
   * How new pods take the place of old ones.
   *
   * @default - one by one, without a gap
   */
  readonly rollout?: RolloutSpec;

  /**
   * How many pods may be taken away when nodes are emptied.
   *
   * @default - one at a time
   */
  readonly disruption?: DisruptionSpec;
}
