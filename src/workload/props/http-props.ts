import type { IngressSpec } from '../../expose/ingress-spec';
import type { ServiceSpec } from '../../expose/service-spec';
import type { WasmDeploymentProps } from './deployment-props';

/** What every workload that answers requests has: the part that becomes the Service and the Ingress. */
export interface WasmHttpProps extends WasmDeploymentProps {
  /**
   * The port it listens on, 1 to 65535. It sets the listen address, the container's port, the probes and the
   * Service's target. Structural: takes no token.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * How it is reached in the cluster.
   *
   * @default - port 80 of an address in the cluster
   */
  readonly service?: ServiceSpec;

  /**
   * How it is reached from outside.
   *
   * @default - not at all
   */
  readonly ingress?: IngressSpec;
}
