import { existsSync, realpathSync } from 'node:fs';
import * as paths from 'node:path';
import { refusal } from '../value/refuse';

/**
 * The folder from which the paths of records go: the nearest one upwards that
 * has a `.git`, else the folder itself.
 *
 * @param folder where the search begins
 */
export function repositoryRoot(folder = process.cwd()): string {
  const start = paths.resolve(folder);
  for (let at = start; ; at = paths.dirname(at)) {
    // A file of that name is what a worktree and a submodule have.
    if (existsSync(paths.join(at, '.git'))) {
      return at;
    }
    if (at === paths.dirname(at)) {
      return start;
    }
  }
}

/**
 * A file's path from the root on, as a record has it on every system.
 *
 * @throws where the file does not lie below the root: nobody who has only the repository could push it
 */
export function pathInRepository(root: string, file: string): string {
  const lexical = recordPath(root, paths.resolve(file), paths);
  const found = lexical ?? recordPath(realPath(root), realPath(paths.resolve(file)), paths);
  if (found === undefined) {
    throw refusal({
      path: 'WasmImage',
      field: 'path',
      value: file,
      wrong: `it does not lie below ${root}, from which the paths in manifests go, and a push finds it nowhere else`,
      fix: 'build it into the repository (an ignored folder will do), or say another root: { root: … }',
    });
  }
  return found;
}

/** @returns `undefined` where it leads out of the root */
export function recordPath(
  root: string,
  file: string,
  { relative, isAbsolute, sep }: Pick<paths.PlatformPath, 'relative' | 'isAbsolute' | 'sep'>,
): string | undefined {
  const path = relative(root, file);
  return isAbsolute(path) || path.split(sep)[0] === '..' || path === ''
    ? undefined
    : path.split(sep).join('/');
}

/** Where something really lies; what is not there is where it would be. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
