/**
 * What ends work under way: an `AbortSignal`, and whatever else looks like one.
 * It is spelled out so that a program without the types of Node or a browser compiles.
 */
export interface CancelSignal {
  /** Whether it is over. */
  readonly aborted: boolean;
  /** Why it is over. */
  readonly reason: unknown;
  /** Says when it is over. */
  addEventListener(type: 'abort', listener: () => void): void;
  /** Takes a listener away. */
  removeEventListener(type: 'abort', listener: () => void): void;
}
