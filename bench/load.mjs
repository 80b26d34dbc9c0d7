import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

export const title = 'Loading the package';

const ROUNDS = 41;
const WARM_UP = 3;
const BUDGET_MS = 10;

const program = `
const started = process.hrtime.bigint();
require('cdk8s');
const between = process.hrtime.bigint();
require('cdk8s-wasm');
const ended = process.hrtime.bigint();
console.log(JSON.stringify([Number(between - started) / 1e6, Number(ended - between) / 1e6]));
`;

/** What cdk8s-wasm costs on top of cdk8s, each round in a process of its own. */
export async function run() {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  /** @type {[number, number][]} */
  const rounds = [];
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    const output = execFileSync(process.execPath, ['-e', program], { cwd, encoding: 'utf8' });
    if (i >= WARM_UP) rounds.push(JSON.parse(output));
  }
  const base = median(rounds.map(([cdk8s]) => cdk8s));
  const added = median(rounds.map(([, ours]) => ours));
  const ratio = median(rounds.map(([cdk8s, ours]) => (cdk8s + ours) / cdk8s));
  return [
    {
      what: 'cdk8s-wasm after cdk8s',
      value: `+${added.toFixed(1)} ms on ${base.toFixed(1)} ms, ${ratio.toFixed(2)} ×`,
      budget: `+${BUDGET_MS} ms`,
      ok: added <= BUDGET_MS,
    },
  ];
}
