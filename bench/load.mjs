import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

export const title = 'Loading the package';

const ROUNDS = 41;
const WARM_UP = 3;
const BUDGET_MS = 10;

/** `import()` reads every export, and so loads what `require` leaves until it is asked for. */
const WAYS = [
  { name: 'require', load: (/** @type {string} */ name) => `require('${name}')` },
  { name: 'import()', load: (/** @type {string} */ name) => `await import('${name}')` },
];

/** What cdk8s-wasm costs on top of cdk8s, each round in a process of its own, the ways by turns. */
export async function run() {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  /** @type {[number, number][][]} */
  const rounds = WAYS.map(() => []);
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    for (const [way, { load }] of WAYS.entries()) {
      const output = execFileSync(process.execPath, ['-e', program(load)], { cwd, encoding: 'utf8' });
      if (i >= WARM_UP) rounds[way].push(JSON.parse(output));
    }
  }
  return WAYS.map(({ name }, way) => row(name, rounds[way]));
}

/** @param {(name: string) => string} load */
function program(load) {
  return `(async () => {
    const started = process.hrtime.bigint();
    ${load('cdk8s')};
    const between = process.hrtime.bigint();
    ${load('cdk8s-wasm')};
    const ended = process.hrtime.bigint();
    console.log(JSON.stringify([Number(between - started) / 1e6, Number(ended - between) / 1e6]));
  })();`;
}

/**
 * @param {string} name
 * @param {[number, number][]} rounds
 */
function row(name, rounds) {
  const base = median(rounds.map(([cdk8s]) => cdk8s));
  const added = median(rounds.map(([, ours]) => ours));
  const ratio = median(rounds.map(([cdk8s, ours]) => (cdk8s + ours) / cdk8s));
  return {
    what: `cdk8s-wasm after cdk8s, ${name}`,
    value: `+${added.toFixed(1)} ms on ${base.toFixed(1)} ms, ${ratio.toFixed(2)} ×`,
    budget: `+${BUDGET_MS} ms`,
    ok: added <= BUDGET_MS,
  };
}
