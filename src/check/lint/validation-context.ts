/** An object that breaks a rule, as cdk8s' command line takes it. */
export interface ViolatingResource {
  /** Its name; cdk8s finds the construct by it. */
  readonly resourceName: string;

  /** The fields, and what is wrong with each. */
  readonly locations: string[];

  /** The file. */
  readonly manifestPath: string;
}

/** A rule that is broken, as cdk8s' command line takes it. */
export interface ValidationViolation {
  /** The check's id. */
  readonly ruleName: string;

  /** What must hold. */
  readonly recommendation: string;

  /** What to write. */
  readonly fix: string;

  /** Where it is broken. */
  readonly violatingResources: ViolatingResource[];
}

/** The report that a validation plugin fills; cdk8s' command line prints it. */
export interface IValidationReport {
  /**
   * Adds a broken rule.
   *
   * @param violation the rule, and where it is broken
   */
  addViolation(violation: ValidationViolation): void;

  /**
   * Ends the report.
   *
   * @param status `success` or `failure`
   * @param metadata more lines for its summary
   */
  submit(status: string, metadata?: { [key: string]: string }): void;
}

/** Where a validation plugin says what is no violation. */
export interface IValidationLogger {
  /**
   * Says a line.
   *
   * @param message the line
   */
  log(message: string): void;
}

/**
 * What cdk8s' command line hands a validation plugin.
 *
 * Source: cdk8s-team/cdk8s-cli 2.207.60, `src/plugins/validation.ts`.
 */
export interface IValidationContext {
  /** Paths of the files that were synthesised. */
  readonly manifests: string[];

  /** The report to fill. */
  readonly report: IValidationReport;

  /** Where to say what is no violation. */
  readonly logger: IValidationLogger;

  /**
   * The documents of a file.
   *
   * @param manifestPath one of `manifests`
   */
  parseManifest(manifestPath: string): unknown[];
}
