/** How new pods take the place of old ones. */
export interface RolloutSpec {
  /**
   * `RollingUpdate` or `Recreate`. Structural: takes no token.
   *
   * @default "RollingUpdate"
   */
  readonly strategy?: string;

  /**
   * Pods above the wanted number, as a number (`"1"`) or a share (`"25%"`).
   *
   * @default "1"
   */
  readonly maxSurge?: string;

  /**
   * Pods below the wanted number, as a number (`"1"`) or a share (`"25%"`).
   *
   * @default "0"
   */
  readonly maxUnavailable?: string;

  /**
   * Seconds that a pod must be ready to count.
   *
   * @default 0
   */
  readonly minReadySeconds?: number;

  /**
   * Seconds after which a rollout that does not go on counts as failed.
   *
   * @default 600
   */
  readonly progressDeadlineSeconds?: number;

  /**
   * Old ReplicaSets that are kept for a rollback.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Seconds between the wish to end and the end. It covers `preStopSeconds`.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * Seconds that a pod goes on serving after it was taken out of the Service, as
   * the shims cut requests in flight when they are told to end: no less than the
   * longest request. 0: none.
   *
   * @default - 5 for HTTP workloads, 0 for others
   */
  readonly preStopSeconds?: number;
}

/** How many pods may be taken away at once when nodes are emptied: one of `maxUnavailable` and `minAvailable`. */
export interface DisruptionSpec {
  /**
   * Whether there is a PodDisruptionBudget. Structural: takes no token.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Pods that may be away, as a number or a share.
   *
   * @default "1"
   */
  readonly maxUnavailable?: string;

  /**
   * Pods that must be there, as a number or a share.
   *
   * @default - `maxUnavailable` counts
   */
  readonly minAvailable?: string;
}
