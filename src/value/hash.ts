import { createHash } from 'node:crypto';

/** Hex digits that make two contents' names differ: 40 bits, as many as cdk8s spends on its own names is 32. */
const LENGTH = 10;

/** A short name part that changes whenever `content` does. */
export function shortHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, LENGTH);
}
