/** What a finding means for the synth. */
export enum CheckSeverity {
  /** It would fail on the cluster: the synth ends. */
  ERROR = 'error',
  /** It may fail, or nobody has shown that it works: the synth goes on. */
  WARNING = 'warning',
}

/** One thing that a check found. */
export interface Finding {
  /** The check's id: `exec-probe`. */
  readonly id: string;

  /** What it means for the synth. */
  readonly severity: CheckSeverity;

  /** Path of the construct, or the file. */
  readonly path: string;

  /** The object and the field in it: `Deployment hello /spec/template/spec/containers/0/tty`. */
  readonly field: string;

  /** What is wrong, the value, what is allowed and how to fix it. */
  readonly message: string;

  /**
   * Why somebody has acknowledged it.
   *
   * @default - nobody has
   */
  readonly acknowledged?: string;
}

/** A check that could not look, and what it lacked. */
export interface NotChecked {
  /** The check's id. */
  readonly id: string;

  /** Path of the construct, or the file. */
  readonly path: string;

  /** What was not known: `the size of the binary`. */
  readonly missing: string;
}
