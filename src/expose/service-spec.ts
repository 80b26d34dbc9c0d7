/** What kind of address a Service has. */
export enum ServiceType {
  /** One in the cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** A port of each node. */
  NODE_PORT = 'NodePort',
  /** A load balancer of the cloud. */
  LOAD_BALANCER = 'LoadBalancer',
}

/** One more port of a Service. */
export interface ServicePortSpec {
  /** The Service's port, 1 to 65535. */
  readonly port: number;

  /**
   * The container's port, 1 to 65535. A port that no container of the pod names is added to the WebAssembly's container.
   *
   * @default - the same
   */
  readonly targetPort?: number;

  /**
   * `TCP`, `UDP` or `SCTP`.
   *
   * @default "TCP"
   */
  readonly protocol?: string;

  /**
   * What is spoken on it: `http`, `kubernetes.io/h2c`, …
   *
   * @default - nothing is said
   */
  readonly appProtocol?: string;

  /**
   * The nodes' port, with `NODE_PORT` and `LOAD_BALANCER`.
   *
   * @default - the cluster picks one
   */
  readonly nodePort?: number;
}

/** How a workload is reached in the cluster. */
export interface ServiceSpec {
  /**
   * What kind of address it has.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly type?: ServiceType;

  /**
   * The Service's port, 1 to 65535; the container's is the workload's `port`. Structural: takes no token.
   *
   * @default 80
   */
  readonly port?: number;

  /**
   * The nodes' port, with `NODE_PORT` and `LOAD_BALANCER`.
   *
   * @default - the cluster picks one
   */
  readonly nodePort?: number;

  /**
   * What is spoken on the port: `http`, `kubernetes.io/h2c`, …
   *
   * @default - nothing is said
   */
  readonly appProtocol?: string;

  /**
   * More ports, by name (at most 15 lower-case letters, digits and "-").
   *
   * @default - none
   */
  readonly extraPorts?: { [name: string]: ServicePortSpec };

  /**
   * Labels of the Service.
   *
   * @default - the workload's
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Addresses that a load balancer lets in, as CIDR.
   *
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * `Cluster` or `Local`: whether traffic from outside may hop to another node.
   *
   * @default - Cluster
   */
  readonly externalTrafficPolicy?: string;

  /**
   * `ClientIP` keeps a client with one pod.
   *
   * @default - None
   */
  readonly sessionAffinity?: string;
}
