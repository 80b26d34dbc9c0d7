/** What a failure says besides its message. */
export interface RegistryFailure {
  /**
   * Status of the answer.
   *
   * @default - there was none
   */
  readonly status?: number;

  /**
   * The registry's own word for it: `DIGEST_INVALID`, `UNAUTHORIZED`, …
   *
   * @default - it gave none
   */
  readonly code?: string;

  /**
   * Whether the same request may succeed later.
   *
   * @default false
   */
  readonly transient?: boolean;

  /**
   * How long the registry asks to wait, in milliseconds.
   *
   * @default - it does not ask
   */
  readonly retryAfterMs?: number;

  /**
   * What made it fail.
   *
   * @default - the answer
   */
  readonly cause?: unknown;
}

/** A registry that refuses, does not answer, or answers what cannot be. Its message holds no credentials. */
export class RegistryError extends Error {
  public override readonly name = 'RegistryError';

  /** Status of the answer; `undefined` where there was none. */
  public readonly status: number | undefined;

  /** The registry's own word for it; `undefined` where it gave none. */
  public readonly code: string | undefined;

  /** Whether the same request may succeed later. */
  public readonly transient: boolean;

  /** How long the registry asks to wait, in milliseconds; `undefined` where it does not ask. */
  public readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    { status, code, transient = false, retryAfterMs, cause }: RegistryFailure = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.code = code;
    this.transient = transient;
    this.retryAfterMs = retryAfterMs;
  }
}
