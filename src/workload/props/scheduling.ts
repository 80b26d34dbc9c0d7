import type { Toleration } from '../../runtime/toleration';
import type { AffinitySpec } from './affinity';

/** How pods are spread over places. */
export interface TopologySpreadSpec {
  /** Label of nodes that says what counts as one place: `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;

  /**
   * By how many pods places may differ.
   *
   * @default 1
   */
  readonly maxSkew?: number;

  /**
   * `ScheduleAnyway` or `DoNotSchedule`.
   *
   * @default "ScheduleAnyway"
   */
  readonly whenUnsatisfiable?: string;

  /**
   * With `DoNotSchedule`, how many places there must be.
   *
   * @default - any number
   */
  readonly minDomains?: number;
}

/** On which nodes pods run. The runtime class adds the nodes and taints of its shim by itself. */
export interface SchedulingSpec {
  /**
   * Labels that a node must have.
   *
   * @default - none
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Taints that pods put up with.
   *
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * Nearness to nodes and pods.
   *
   * @default - none
   */
  readonly affinity?: AffinitySpec;

  /**
   * How pods are spread. An empty list: not at all.
   *
   * @default - over nodes and zones, as far as it goes
   */
  readonly topologySpread?: TopologySpreadSpec[];

  /**
   * Name of the PriorityClass.
   *
   * @default - the cluster's
   */
  readonly priorityClassName?: string;

  /**
   * Name of the scheduler.
   *
   * @default - the cluster's
   */
  readonly schedulerName?: string;
}
