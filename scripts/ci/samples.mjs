import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, run } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { readTally } from '../lib/vitest.mjs';

/** `npm run samples`, held against what is committed; the tests that follow look at what it built. */
export async function samples() {
  // A Rust from rustup has the targets as soon as it is asked for them; any other is taken as it is.
  await run('rustup', ['target', 'add', 'wasm32-wasip1', 'wasm32-wasip2']).catch(() => {});
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-ci-'));
  const tally = join(scratch, 'tally.json');
  try {
    await npm(['run', 'samples', '--', '--check'], {
      cwd: root,
      show: true,
      env: { WASM_TALLY: tally },
    }).catch((error) => {
      // A failure that has a tally has been shown and counted; any other is news.
      if (!existsSync(tally) || readTally(tally).failed === 0) throw error;
    });
    return readTally(tally);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
