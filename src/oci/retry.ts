import { setTimeout as pause } from 'node:timers/promises';
import type { RetryOptions } from './client-options';
import { RegistryError } from './registry-error';

/** Waits between attempts: longer each time, and by chance, so that many clients do not come back at once. */
export class Backoff {
  private readonly attempts: number;
  private readonly baseMs: number;
  private readonly maxMs: number;
  private readonly wait: ((ms: number) => Promise<void>) | undefined;

  constructor({ attempts = 5, baseMs = 250, maxMs = 60_000, wait }: RetryOptions) {
    this.attempts = attempts;
    this.baseMs = baseMs;
    this.maxMs = maxMs;
    this.wait = wait;
  }

  /** Runs an action until it succeeds, fails for good, or was tried often enough. */
  public async run<T>(signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await action();
      } catch (error) {
        await this.pauseAfter(error, attempt, signal);
      }
    }
  }

  /**
   * Waits before the next attempt.
   *
   * @throws the failure, where there is none to come; the reason, where the signal fired
   */
  public async pauseAfter(error: unknown, attempt: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (!isTransient(error) || attempt >= this.attempts) {
      throw error;
    }
    const asked = error instanceof RegistryError ? error.retryAfterMs : undefined;
    if (asked !== undefined && asked > this.maxMs) {
      throw error;
    }
    const longest = Math.min(this.baseMs * 2 ** (attempt - 1), this.maxMs);
    const ms = asked ?? Math.random() * longest;
    // Cut short by the signal, it fails; what the caller hears is the reason of the signal.
    await (this.wait?.(ms) ?? pause(ms, undefined, { signal }).catch(() => undefined));
    signal?.throwIfAborted();
  }
}

/** Whether the same may succeed later. */
export function isTransient(error: unknown): boolean {
  return error instanceof RegistryError && error.transient;
}

/** What `Retry-After` says, in milliseconds: it is a number of seconds or a date. */
export function retryAfter(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined) {
    return undefined;
  }
  if (/^\d+$/.test(header)) {
    return Number(header) * 1000;
  }
  // Without the letters of a date, Date.parse takes almost anything for a year.
  const date = /[A-Za-z]{3}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
