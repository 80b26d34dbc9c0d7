import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where tools that were built or fetched are kept between runs, outside the repository.
 *
 * @param {string[]} parts a path below it
 */
export function cachePath(...parts) {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-wasm', ...parts);
}

/**
 * Where what runs keeps its files between commands, outside the repository.
 *
 * @param {string[]} parts a path below it
 */
export function statePath(...parts) {
  return join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'cdk8s-wasm', ...parts);
}
