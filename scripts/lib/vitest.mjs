import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed, run } from './process.mjs';
import { root } from './root.mjs';
import { Tally } from './tally.mjs';

/**
 * Runs the tests once.
 *
 * @param {string[]} [args] more arguments for vitest, such as a file name to filter by
 * @param {string} [dir] the checkout
 * @returns {Promise<{ tally: Tally, detail: string }>}
 * @throws an error that carries the output and, if vitest came that far, the tally
 */
export async function runTests(args = [], dir = root) {
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-tests-'));
  const summary = join(scratch, 'summary.json');
  const reporters = ['--reporter=default', '--reporter=./scripts/lib/vitest-summary.mjs'];
  try {
    await run(process.execPath, [join(dir, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args], {
      cwd: dir,
      env: { WASM_VITEST_SUMMARY: summary, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
    });
    const tally = readTally(summary);
    return { tally, detail: tally.line() };
  } catch (error) {
    if (error instanceof CommandFailed && existsSync(summary)) {
      throw Object.assign(error, { tally: readTally(summary) });
    }
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Reads a tally that another process wrote as JSON.
 *
 * @param {string} path
 */
export function readTally(path) {
  const { passed, failed, skipped } = JSON.parse(readFileSync(path, 'utf8'));
  return new Tally(passed, failed, skipped);
}
