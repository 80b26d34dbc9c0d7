import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from './cache.mjs';
import { withLock } from './lock.mjs';
import { CommandFailed, run } from './process.mjs';

/** The Python of this machine, with its version; `undefined` where there is none that can make environments. */
export function findPython() {
  try {
    // Debian has these apart.
    const code = 'import ensurepip, venv, sys; print(sys.version)';
    return execFileSync('python3', ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/**
 * The program of an environment that holds pinned packages, where one was made.
 *
 * @param {string} version of the Python of this machine
 * @param {string} requirements a file that names the packages
 * @returns {string | undefined}
 */
export function pythonWith(version, requirements) {
  const folder = folderOf(version, requirements);
  return existsSync(join(folder, 'done')) ? programOf(folder) : undefined;
}

/**
 * Makes such an environment, unless it was made before.
 *
 * @param {string} version of the Python of this machine
 * @param {string} requirements a file that names the packages
 * @returns {Promise<string>} its program
 */
export async function makePythonWith(version, requirements) {
  const folder = folderOf(version, requirements);
  // An environment holds its own path, so it cannot be made elsewhere and moved.
  await withLock(`${folder}.lock`, {}, async () => {
    if (existsSync(join(folder, 'done'))) return;
    rmSync(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder]);
    await pip(programOf(folder), ['--requirement', requirements]);
    mkdirSync(join(folder, 'done'));
  });
  return programOf(folder);
}

/**
 * Installs packages.
 *
 * @param {string} program of an environment
 * @param {readonly string[]} args
 */
export async function pip(program, args) {
  try {
    await run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args]);
  } catch (error) {
    throw error instanceof CommandFailed ? new Error(`${error.message}\n${error.output}`) : error;
  }
}

/**
 * @param {string} version
 * @param {string} requirements
 */
function folderOf(version, requirements) {
  const key = createHash('sha256').update(version).update(readFileSync(requirements));
  return cachePath('python', key.digest('hex').slice(0, 12));
}

/** @param {string} folder */
function programOf(folder) {
  return join(folder, 'bin', 'python');
}
