import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { StepProblem } from '../steps.mjs';

/**
 * Asks again and again until there is an answer.
 *
 * @template T
 * @param {string} what is waited for
 * @param {() => T | undefined | Promise<T | undefined>} ask
 * @param {{ seconds?: number, alive?: () => boolean, log?: string }} [options] when to give up, and the log whose
 *   end says why
 * @returns {Promise<T>}
 */
export async function until(what, ask, { seconds = 120, alive = () => true, log } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (!alive()) throw new StepProblem([`${what}: the program ended`, ...endOf(log)].join('\n'));
    if (Date.now() > end)
      throw new StepProblem([`${what}: not within ${seconds} s`, ...endOf(log)].join('\n'));
    await setTimeout(100);
  }
}

/**
 * The last lines of a log.
 *
 * @param {string | undefined} log
 * @param {number} [lines]
 */
export function endOf(log, lines = 20) {
  if (log === undefined || !existsSync(log)) return [];
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines);
}
