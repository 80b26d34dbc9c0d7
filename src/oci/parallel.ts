/**
 * Runs an action for each item, so many at once. After the first failure nothing
 * new is begun, what is under way is ended, and the failure is thrown when all of it has come to an end.
 *
 * @param abort ends what is under way
 */
export async function eachAtOnce<T, U>(
  items: readonly T[],
  most: number,
  abort: (reason: unknown) => void,
  action: (item: T) => Promise<U>,
): Promise<U[]> {
  const results: U[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await action(items[index]);
      } catch (error) {
        failures.push(error);
        abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(most, items.length)) }, worker));
  if (failures.length > 0) {
    throw failures[0];
  }
  return results;
}
