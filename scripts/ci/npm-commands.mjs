import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { Tally } from '../lib/tally.mjs';
import { readTally } from '../lib/vitest.mjs';

/** `npm test`, as a contributor runs it but with the full number of fuzz runs. */
export async function npmTest() {
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-ci-'));
  const tally = join(scratch, 'tally.json');
  try {
    await npm(['test'], { cwd: root, show: true, env: { WASM_FUZZ: 'full', WASM_TALLY: tally } }).catch(
      (error) => {
        // A failure that has a tally has been shown and counted; any other is news.
        if (!existsSync(tally) || readTally(tally).failed === 0) throw error;
      },
    );
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
