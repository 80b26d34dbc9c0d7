import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Does something while no other process of this machine does anything under the same lock. A lock is a file that its holder
 * touches again and again: one that was killed loses it after a while.
 *
 * @template T
 * @param {string} path of the lock
 * @param {{ waiting?: () => void, beatMs?: number, lostMs?: number }} options told once where another holds it; how often it
 *   is touched, and after which time without it is lost
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(path, { waiting = () => {}, beatMs = 5_000, lostMs = 60_000 }, action) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!take(path)) {
    if (!told) waiting();
    told = true;
    if (age(path) > lostMs) rmSync(path, { force: true });
    else await setTimeout(beatMs / 10);
  }
  const beat = setInterval(() => touch(path), beatMs);
  try {
    return await action();
  } finally {
    clearInterval(beat);
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (Object(error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * How long ago a lock was touched, in milliseconds.
 *
 * @param {string} path
 */
function age(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}

/** @param {string} path */
function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // Somebody has removed it: what is done under it goes on.
  }
}
