import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/lib/root.mjs';
import { median } from './median.mjs';
import { row } from './row.mjs';
import { PATIENCE_S, runFor } from './synth/patience.mjs';

export const title = 'Start of a project';

export const about = `\`cdk8s synth\` of a small app of TypeScript (examples/hello-http), from the start of the command to its end, by turns with the
command alone: \`cdk8s synth\` of an app that is a line of shell. The goal is a synth within 1.3 × of that.`;

const ROUNDS = 15;
const QUICK_ROUNDS = 2;
const WARM_UP = 1;

const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
const example = join(root, 'examples/hello-http/main.ts');
const cache = join(root, 'examples/compile-cache.cjs');

/** What is run: the command with an app that takes no time, and with the example as cdk8s.yaml and as others run it. */
const COMMANDS = {
  version: ['--version'],
  // Of an app that writes nothing, cdk8s says that it failed.
  alone: ['synth', '--app', 'mkdir -p "$CDK8S_OUTDIR" && echo > "$CDK8S_OUTDIR/none.k8s.yaml"'],
  ours: ['synth', '--app', `node --require "${cache}" --require sucrase/register/ts "${example}"`],
  tsx: ['synth', '--app', `node --import tsx "${example}"`],
};

/** @param {import('./run.mjs').Options} options */
export async function run({ quick }) {
  const names = /** @type {(keyof typeof COMMANDS)[]} */ (Object.keys(COMMANDS));
  /** @type {Record<keyof typeof COMMANDS, number[]>} */
  const times = { version: [], alone: [], ours: [], tsx: [] };
  for (let round = 0; round < WARM_UP + (quick ? QUICK_ROUNDS : ROUNDS); round++) {
    for (const name of names) {
      const time = await took(COMMANDS[name]);
      if (round >= WARM_UP) times[name].push(time);
    }
  }
  const ratio = (/** @type {keyof typeof COMMANDS} */ peer) =>
    median(times.ours.map((ours, index) => times[peer][index] / ours));
  const what = {
    name: 'cdk8s synth, as cdk8s.yaml says',
    size: '1 service',
    ours: median(times.ours),
    unit: 'ms',
  };
  return [
    row({
      ...what,
      peer: 'cdk8s synth of one line of shell',
      peerValue: median(times.alone),
      ratio: ratio('alone'),
      goal: 1 / 1.3,
    }),
    row({ ...what, peer: 'cdk8s --version', peerValue: median(times.version), ratio: ratio('version') }),
    row({
      ...what,
      peer: 'cdk8s synth of node --import tsx',
      peerValue: median(times.tsx),
      ratio: ratio('tsx'),
    }),
  ];
}

/** @param {string[]} args */
async function took(args) {
  const output = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-'));
  try {
    const started = process.hrtime.bigint();
    const call = args[0] === 'synth' ? [...args, '--output', output] : args;
    const done = await runFor(process.execPath, [cdk8s, ...call], PATIENCE_S * 1000);
    if (done === undefined) throw new Error(`cdk8s ${args.join(' ')} took more than ${PATIENCE_S} s`);
    return Number(process.hrtime.bigint() - started) / 1e6;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
