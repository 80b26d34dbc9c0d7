/** A comparison of a label. */
export interface LabelExpression {
  /** The label's key. */
  readonly key: string;

  /** `In`, `NotIn`, `Exists`, `DoesNotExist`; for nodes also `Gt` and `Lt`. */
  readonly operator: string;

  /**
   * The values compared with.
   *
   * @default - none, as `Exists` and `DoesNotExist` want it
   */
  readonly values?: string[];
}

/** Which pods are meant. */
export interface LabelSelectorSpec {
  /**
   * Labels that must be so.
   *
   * @default - none
   */
  readonly matchLabels?: { [key: string]: string };

  /**
   * Comparisons that must hold.
   *
   * @default - none
   */
  readonly matchExpressions?: LabelExpression[];
}

/** A demand on nodes: all its comparisons hold. */
export interface NodeTerm {
  /** Comparisons of the node's labels. */
  readonly matchExpressions: LabelExpression[];
}

/** A wish for nodes. */
export interface PreferredNodeTerm {
  /** How much it counts, 1 to 100. */
  readonly weight: number;

  /** The nodes. */
  readonly preference: NodeTerm;
}

/** A demand on nodes by pods that are there already. */
export interface PodTerm {
  /** Label of nodes that says what counts as one place: `kubernetes.io/hostname`. */
  readonly topologyKey: string;

  /**
   * Which pods.
   *
   * @default - the workload's own
   */
  readonly labelSelector?: LabelSelectorSpec;

  /**
   * Namespaces of those pods.
   *
   * @default - the workload's
   */
  readonly namespaces?: string[];
}

/** A wish for nodes by pods that are there already. */
export interface PreferredPodTerm {
  /** How much it counts, 1 to 100. */
  readonly weight: number;

  /** The pods and the place. */
  readonly podAffinityTerm: PodTerm;
}

/** Near or far from which nodes and pods. */
export interface AffinitySpec {
  /**
   * Nodes of which one term must hold.
   *
   * @default - none
   */
  readonly requiredNodes?: NodeTerm[];

  /**
   * Nodes that are better than others.
   *
   * @default - none
   */
  readonly preferredNodes?: PreferredNodeTerm[];

  /**
   * Pods that it must run near.
   *
   * @default - none
   */
  readonly requiredPods?: PodTerm[];

  /**
   * Pods that it should run near.
   *
   * @default - none
   */
  readonly preferredPods?: PreferredPodTerm[];

  /**
   * Pods that it must run away from.
   *
   * @default - none
   */
  readonly requiredAntiPods?: PodTerm[];

  /**
   * Pods that it should run away from.
   *
   * @default - none
   */
  readonly preferredAntiPods?: PreferredPodTerm[];
}
