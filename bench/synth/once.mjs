import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APPS } from './apps.mjs';
import { koskoOf } from './kosko.mjs';
import { manifestsOf } from './manifests.mjs';

/**
 * Makes and writes one app, after a smaller one that warms up, and prints what that took: `build` and `write` in ms, and
 * the `peak` of the memory of the process in MB.
 */

const [way, services, layout, warmUp] = process.argv.slice(2);

/**
 * @param {number} count
 * @param {import('./apps.mjs').Layout} layout
 * @param {string} folder
 * @returns {Promise<[build: () => unknown, write: () => unknown]>}
 */
async function stepsOf(count, layout, folder) {
  if (way === 'JSON.stringify') {
    const manifests = manifestsOf(count, layout);
    return [() => undefined, () => manifests.map((each) => JSON.stringify(each))];
  }
  if (way === 'kosko') return koskoOf(count, layout, folder);
  const make = APPS[/** @type {keyof typeof APPS} */ (way)]();
  /** @type {import('cdk8s').App | undefined} */
  let app;
  return [
    () => {
      // Not there yet: `cdk8s synth` takes the folder away first.
      app = make(count, layout, join(folder, 'dist'));
    },
    () => app?.synth(),
  ];
}

/**
 * Where Linux keeps files in memory: the same thousand files take a disk ten times as long in one folder as in the next, which
 * is no figure of a program.
 */
const MEMORY = '/dev/shm';

/**
 * @param {number} count
 * @param {import('./apps.mjs').Layout} layout
 */
async function measure(count, layout) {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'cdk8s-wasm-bench-'));
  try {
    const [build, write] = await stepsOf(count, layout, folder);
    const started = process.hrtime.bigint();
    await build();
    const built = process.hrtime.bigint();
    await write();
    const written = process.hrtime.bigint();
    return { build: Number(built - started) / 1e6, write: Number(written - built) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const charts = /** @type {import('./apps.mjs').Layout} */ (layout);
await measure(Number(warmUp), charts);
const times = await measure(Number(services), charts);
console.log(JSON.stringify({ ...times, peak: process.resourceUsage().maxRSS / 1e3 }));
