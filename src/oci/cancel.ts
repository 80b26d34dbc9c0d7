import type { CancelSignal } from './cancel-signal';

/** Runs an action under a signal that fires when the given one does, and can be fired by the action. */
export async function underSignal<T>(
  outer: CancelSignal | undefined,
  action: (signal: AbortSignal, abort: (reason: unknown) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) {
    onAbort();
  }
  outer?.addEventListener('abort', onAbort);
  try {
    return await action(controller.signal, (reason) => controller.abort(reason));
  } finally {
    outer?.removeEventListener('abort', onAbort);
  }
}

/** What a promise gives, unless the signal fires before: for work that others wait for too, and that goes on. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  // Where the signal has fired, nobody else may hear that it failed.
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
