import { fileURLToPath } from 'node:url';
import { row } from './row.mjs';
import { PATIENCE_S, runFor } from './synth/patience.mjs';

export const title = 'Memory of a synth';

export const about = `What the process took beyond the construct tree while \`app.synth()\` ran: the peak of its resident memory, less what it had
when the tree stood and the garbage was gone. Objects of 1.6 kB of YAML, in one chart.`;

const OBJECTS = 100_000;
const BUDGET_MB = 300;

/** @param {import('./run.mjs').Options} options */
export async function run({ quick }) {
  const objects = quick ? OBJECTS / 20 : OBJECTS;
  const ours = await beyondTree('FastApp', objects);
  if (ours === undefined) throw new Error(`stopped after ${PATIENCE_S} s`);
  const stock = await beyondTree('App', objects);
  const what = { name: 'memory beyond the tree', size: objects, ours, unit: 'MB' };
  return [
    row({ ...what, peer: 'the budget', peerValue: BUDGET_MB, goal: 1 }),
    row({
      ...what,
      peer: 'App',
      peerValue: stock ?? null,
      ...(stock === undefined && { note: `stopped after ${PATIENCE_S} s` }),
    }),
  ];
}

/**
 * @param {string} way
 * @param {number} objects
 */
async function beyondTree(way, objects) {
  const script = fileURLToPath(new URL('streaming-once.mjs', import.meta.url));
  const done = await runFor(
    process.execPath,
    ['--expose-gc', script, way, String(objects)],
    PATIENCE_S * 1000,
  );
  return done && Number(done.stdout);
}
