import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cachePath } from '../cache.mjs';
import { npm, run } from '../process.mjs';

/** @typedef {Record<string, string>} Packages versions by name */

/** @type {Map<string, Promise<string>>} */
const installed = new Map();

/**
 * Installs npm packages outside the repository, unless an earlier run did.
 *
 * @param {Packages} packages
 * @returns the folder; its programs are in node_modules/.bin
 */
export function installNpm(packages) {
  return once(`npm+${keyOf(packages)}`, async (folder) => {
    // Without a package of its own, npm looks for one in the folders above.
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    const options = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
    await npm(['install', ...options, ...wanted], { cwd: folder });
  });
}

/**
 * Installs Python packages outside the repository, unless an earlier run did.
 *
 * @param {Packages} packages
 * @returns the folder of modules; its programs are in bin
 */
export function installPip(packages) {
  return once(`pip+${keyOf(packages)}`, async (folder) => {
    const wanted = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
    const options = ['--quiet', '--disable-pip-version-check', '--only-binary', ':all:', '--target', folder];
    await run('python3', ['-m', 'pip', 'install', ...options, ...wanted], { cwd: folder });
  });
}

/** @param {Packages} packages */
function keyOf(packages) {
  const parts = Object.entries(packages).map(([name, version]) => `${basename(name)}-${version}`);
  return parts.join('+');
}

/**
 * @param {string} key
 * @param {(folder: string) => Promise<void>} fill
 */
function once(key, fill) {
  const known = installed.get(key) ?? install(cachePath('toolchains', key), fill);
  installed.set(key, known);
  return known;
}

/**
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} fill
 */
async function install(folder, fill) {
  if (existsSync(folder)) return folder;
  const scratch = join(dirname(folder), `.${basename(folder)}.${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  try {
    await fill(scratch);
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return folder;
}
