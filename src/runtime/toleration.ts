/** How a toleration compares a taint. */
export enum TolerationOperator {
  /** The taint's value is the given one. */
  EQUAL = 'Equal',
  /** The taint is there, whatever its value. */
  EXISTS = 'Exists',
}

/** What a taint does to pods that do not tolerate it. */
export enum TaintEffect {
  /** New pods stay away. */
  NO_SCHEDULE = 'NoSchedule',
  /** New pods stay away if they can. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** Running pods are evicted too. */
  NO_EXECUTE = 'NoExecute',
}

/** A taint that pods put up with, in Kubernetes' own shape. */
export interface Toleration {
  /**
   * The taint's key.
   *
   * @default - every key (the operator must be `EXISTS` then)
   */
  readonly key?: string;

  /**
   * How the taint is compared.
   *
   * @default TolerationOperator.EQUAL
   */
  readonly operator?: TolerationOperator;

  /**
   * The taint's value, with `EQUAL`.
   *
   * @default - the empty value
   */
  readonly value?: string;

  /**
   * Which effect is tolerated.
   *
   * @default - every effect
   */
  readonly effect?: TaintEffect;

  /**
   * Seconds that a running pod stays after a `NO_EXECUTE` taint came.
   *
   * @default - for ever
   */
  readonly tolerationSeconds?: number;
}
