import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './process.mjs';
import { root } from './root.mjs';

const STAMP = '.package-lock.sha256';

/**
 * Whether what is installed is what the lockfile says.
 *
 * @param {string} [dir] the checkout
 */
export function isInstalled(dir = root) {
  const stamp = join(dir, 'node_modules', STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileHash(dir);
}

/**
 * Installs what the lockfile says, unless that was done already.
 *
 * @param {(note: string) => void} [progress]
 * @param {string} [dir] the checkout
 */
export async function install(progress = () => {}, dir = root) {
  if (isInstalled(dir)) return 'unchanged';
  const modules = join(dir, 'node_modules');
  // An install that is cut short must not look finished.
  rmSync(join(modules, STAMP), { force: true });
  const ticker = setInterval(() => progress(`${countFolders(modules)} packages`), 500);
  try {
    // `npm ci` empties node_modules first; where there is one, bringing it up to the lockfile is quicker.
    const how = existsSync(modules) ? ['install', '--no-save'] : ['ci'];
    // Nobody would see what npm says of advisories and of funding.
    await npm([...how, '--no-audit', '--no-fund'], { cwd: dir });
  } finally {
    clearInterval(ticker);
  }
  writeFileSync(join(modules, STAMP), lockfileHash(dir));
  return `${countFolders(modules)} packages`;
}

/** @param {string} dir */
function lockfileHash(dir) {
  return createHash('sha256')
    .update(readFileSync(join(dir, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} modules */
function countFolders(modules) {
  if (!existsSync(modules)) return 0;
  return readdirSync(modules).reduce((count, name) => {
    if (name.startsWith('.')) return count;
    return count + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1);
  }, 0);
}
