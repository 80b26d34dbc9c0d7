/** Takes text. */
export interface Writer {
  /** Writes it. */
  write(text: string): unknown;
}

/** Where a command runs: what it reads, and where it says what. */
export interface Terminal {
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Standard output: results. */
  readonly output: Writer;
  /** Standard error: how far it is, and what went wrong. */
  readonly errors: Writer & { readonly columns?: number };
  /** The current folder. */
  readonly folder: string;
  /** Whether a line on `errors` can be written over. */
  readonly isLive: boolean;
  /** Fires when the command is to end. */
  readonly signal: AbortSignal;
}
