/** What is known of somebody else's software. `UNKNOWN` never passes as `YES`. */
export enum Known {
  /** Shown by running it, or read in its source. */
  YES = 'yes',
  /** Shown not to be, or read in its source. */
  NO = 'no',
  /** Nobody has shown it. */
  UNKNOWN = 'unknown',
}

/** One thing that is known of a runtime, and how. */
export interface RuntimeFact {
  /** Whether it holds. */
  readonly value: Known;

  /** Where that was seen: a file of the project's source, its documentation, or a run on a real cluster. */
  readonly source: string;

  /**
   * Whether it was seen to hold on a real cluster; else it was read.
   *
   * @default false
   */
  readonly ran?: boolean;
}

/** A fact that a real cluster showed. */
export function ran(value: Known, source: string): RuntimeFact {
  return { value, source, ran: true };
}

/** A fact that was read. */
export function read(value: Known, source: string): RuntimeFact {
  return { value, source };
}
