import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from '../cache.mjs';

/**
 * Takes what another checkout has built, if one did.
 *
 * @param {string} key of all that it is built from
 * @param {string} folder that it is built into
 * @returns {boolean} whether there was anything
 */
export function restoreBuild(key, folder) {
  const kept = keptPath(key);
  if (!existsSync(kept)) return false;
  copyFiles(kept, folder);
  return true;
}

/**
 * Keeps what was built for the next checkout.
 *
 * @param {string} key of all that it is built from
 * @param {string} folder that it was built into
 */
export function keepBuild(key, folder) {
  const kept = keptPath(key);
  const scratch = `${kept}.${process.pid}`;
  try {
    copyFiles(folder, scratch);
    // Another run may have been faster.
    if (!existsSync(kept)) renameSync(scratch, kept);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} key */
function keptPath(key) {
  return cachePath('samples', key);
}

/**
 * Its files alone: folders in it are what the build looked at.
 *
 * @param {string} from
 * @param {string} to
 */
function copyFiles(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isFile()) copyFileSync(join(from, entry.name), join(to, entry.name));
  }
}
