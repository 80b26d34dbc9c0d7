import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { Tally } from '../lib/tally.mjs';
import { readTally } from '../lib/vitest.mjs';

/** `npm test`, as a contributor runs it but with the full number of fuzz runs. */
export function npmTest() {
  return talliedNpm(['test'], { WASM_FUZZ: 'full' });
}

/**
 * Runs an npm command that counts what it ran.
 *
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export async function talliedNpm(args, env = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-ci-'));
  const tally = join(scratch, 'tally.json');
  try {
    await npm(args, { cwd: root, show: true, env: { ...env, WASM_TALLY: tally } }).catch((error) => {
      // A failure that has a tally has been shown and counted; any other is news.
      if (!existsSync(tally) || readTally(tally).failed === 0) throw error;
    });
    return readTally(tally);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `npm start`, as a newcomer runs it. */
export async function npmStart() {
  await npm(['start'], { cwd: root, show: true });
  return new Tally(1);
}
