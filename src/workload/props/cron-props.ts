import type { WasmRunProps } from './job-props';

/** What happens when a run is due and the last one still goes. */
export enum ConcurrencyPolicy {
  /** Both run. */
  ALLOW = 'Allow',
  /** The new one is left out. */
  FORBID = 'Forbid',
  /** The old one is ended. */
  REPLACE = 'Replace',
}

/** How often a workload that ends runs: the part that is in the CronJob and not in its Jobs. */
export interface WasmScheduleProps extends WasmRunProps {
  /**
   * Time zone of the schedule, by its name in the IANA database: `Europe/Berlin`.
   *
   * @default - the cluster's, mostly UTC
   */
  readonly timeZone?: string;

  /**
   * What happens when a run is due and the last one still goes.
   *
   * @default ConcurrencyPolicy.FORBID
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;

  /**
   * Whether no new run begins.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * Seconds that a run may begin late.
   *
   * @default - any
   */
  readonly startingDeadlineSeconds?: number;

  /**
   * Jobs that went well and are kept.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * Jobs that failed and are kept.
   *
   * @default 1
   */
  readonly failedJobsHistoryLimit?: number;
}
