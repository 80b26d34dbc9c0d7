import { run } from '../lib/process.mjs';

/**
 * Why Go cannot build a module here; in its folder, Go says itself that it is too old.
 *
 * @param {string} folder of the go.mod
 * @returns {Promise<string | undefined>} undefined when it can
 */
export async function goProblem(folder) {
  return run('go', ['version'], { cwd: folder }).then(
    () => undefined,
    () => 'go is not on the path, or older than the go.mod asks for',
  );
}
