/** Between how many pods, and by what, a workload scales. */
export interface AutoscaleSpec {
  /**
   * The least pods, 1 or more.
   *
   * @default 2
   */
  readonly min?: number;

  /** The most pods. */
  readonly max: number;

  /**
   * CPU to aim at, in percent of the request. At least one of `cpu` and `memory` is given.
   *
   * @default - CPU does not count
   */
  readonly cpu?: number;

  /**
   * Memory to aim at, in percent of the request.
   *
   * @default - memory does not count
   */
  readonly memory?: number;

  /**
   * Seconds that a lower need must last before pods go.
   *
   * @default - Kubernetes' own: 300
   */
  readonly scaleDownStabilizationSeconds?: number;
}
