import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { repositoryRoot } from '../../artifact/repository-root';
import { UsageError } from '../usage-error';

/**
 * The folder from which the paths of records go: the one that was typed, else where a synth begins them.
 *
 * @param given what was typed
 * @param folder the current folder
 * @throws UsageError where the given one is none
 */
export function rootOf(given: string | undefined, folder: string): string {
  if (given === undefined) {
    return repositoryRoot(folder);
  }
  const root = resolve(folder, given);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--root ${JSON.stringify(given)}: no such folder`);
  }
  return root;
}
