import type { CancelSignal } from './cancel-signal';
import type { CredentialSource } from './credentials';

/** How often and how fast something is tried again. */
export interface RetryOptions {
  /**
   * How often it is tried in all.
   *
   * @default 5
   */
  readonly attempts?: number;

  /**
   * The longest wait before the second attempt, in milliseconds; it doubles with each.
   *
   * @default 250
   */
  readonly baseMs?: number;

  /**
   * The longest wait of all, in milliseconds. A registry that asks for a longer one is given up.
   *
   * @default 60000
   */
  readonly maxMs?: number;

  /**
   * Waits; a test may look on.
   *
   * @default - a timer
   */
  readonly wait?: (ms: number) => Promise<void>;
}

/** How a client reaches registries. */
export interface RegistryClientOptions {
  /**
   * Whether registries are spoken to without TLS.
   *
   * @default - those on this machine (`localhost`, `127.0.0.1`, `[::1]`), and no others
   */
  readonly plainHttp?: boolean;

  /**
   * Certificate of an authority that is trusted besides those that Node knows, as PEM. (What `NODE_EXTRA_CA_CERTS`
   * names, Node trusts only without it.)
   *
   * @default - none
   */
  readonly ca?: string;

  /**
   * Where credentials come from.
   *
   * @default - what `docker login` left
   */
  readonly credentials?: CredentialSource;

  /**
   * How often and how fast a request is tried again.
   *
   * @default - 5 times, within seconds
   */
  readonly retry?: RetryOptions;

  /**
   * How long a connection may be silent, in milliseconds.
   *
   * @default 60000
   */
  readonly timeoutMs?: number;

  /**
   * A larger blob goes in parts of this size, in bytes.
   *
   * @default 33554432 (32 MiB)
   */
  readonly chunkSize?: number;
}

/** What any call may be given. */
export interface CallOptions {
  /**
   * Ends the call: an `AbortSignal`.
   *
   * @default - nothing does
   */
  readonly signal?: CancelSignal;
}

/** What a push of a blob may be given. */
export interface PushBlobOptions extends CallOptions {
  /**
   * A repository of the same registry that may have the blob already.
   *
   * @default - none
   */
  readonly mountFrom?: string;

  /**
   * Hears how many bytes of the blob have gone out; fewer than before where some have to go again.
   *
   * @default - nobody does
   */
  readonly onSent?: (bytes: number) => void;
}

/** What came of a push of a blob: it went out, the repository had it, or it had it from another repository. */
export type BlobOutcome = 'uploaded' | 'existing' | 'mounted';
