import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

export const title = 'Loading the package';

const ROUNDS = 41;
const WARM_UP = 3;
const BUDGET_MS = 10;

/** What a program waits for: a file of the package, and by its first workload most of what is loaded when it is used. */
const WAYS = [
  { name: 'require', load: (/** @type {string} */ name) => `require('${name}')`, after: '' },
  { name: 'import()', load: (/** @type {string} */ name) => `await import('${name}')`, after: '' },
  {
    name: 'require and the first WasmService',
    load: (/** @type {string} */ name) => `require('${name}')`,
    after: `const { WasmImage, WasmPlatform, WasmService } = require('cdk8s-wasm');
    const { App, Chart } = require('cdk8s');
    const app = new App();
    WasmPlatform.k3s().bind(app);
    const image = WasmImage.of('example.com/hello:1.0.0', { binarySize: 1_000_000 });
    new WasmService(new Chart(app, 'chart'), 'hello', { name: 'hello', image });`,
  },
];

/** What cdk8s-wasm costs on top of cdk8s, each round in a process of its own, the ways by turns. */
export async function run() {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  /** @type {[number, number][][]} */
  const rounds = WAYS.map(() => []);
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    for (const [way, { load, after }] of WAYS.entries()) {
      const output = execFileSync(process.execPath, ['-e', program(load, after)], {
        cwd,
        encoding: 'utf8',
        // The checks say there what they could not look at.
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (i >= WARM_UP) rounds[way].push(JSON.parse(output));
    }
  }
  return WAYS.map(({ name, after }, way) => row(name, rounds[way], after === ''));
}

/**
 * @param {(name: string) => string} load
 * @param {string} after
 */
function program(load, after) {
  return `(async () => {
    const started = process.hrtime.bigint();
    ${load('cdk8s')};
    const between = process.hrtime.bigint();
    ${load('cdk8s-wasm')};
    ${after}
    const ended = process.hrtime.bigint();
    console.log(JSON.stringify([Number(between - started) / 1e6, Number(ended - between) / 1e6]));
  })();`;
}

/**
 * @param {string} name
 * @param {[number, number][]} rounds
 * @param {boolean} isBudgeted
 */
function row(name, rounds, isBudgeted) {
  const base = median(rounds.map(([cdk8s]) => cdk8s));
  const added = median(rounds.map(([, ours]) => ours));
  const ratio = median(rounds.map(([cdk8s, ours]) => (cdk8s + ours) / cdk8s));
  return {
    what: `cdk8s-wasm after cdk8s, ${name}`,
    value: `+${added.toFixed(1)} ms on ${base.toFixed(1)} ms, ${ratio.toFixed(2)} ×`,
    ...(isBudgeted && { budget: `+${BUDGET_MS} ms`, ok: added <= BUDGET_MS }),
  };
}
