import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';
import { row } from './row.mjs';

export const title = 'Loading the package';

export const about = `What a program waits for after it has loaded cdk8s: a file of this package, and by its first workload most of what is
loaded when it is used. Each round in a process of its own, the ways by turns.`;

const ROUNDS = 41;
const QUICK_ROUNDS = 3;
const WARM_UP = 2;
const BUDGET_MS = 10;

/** @type {{ name: string, load: (name: string) => string, after: string, packageName: string }[]} */
const WAYS = [
  { name: 'require', load: (name) => `require('${name}')`, after: '', packageName: 'cdk8s-wasm' },
  { name: 'import()', load: (name) => `await import('${name}')`, after: '', packageName: 'cdk8s-wasm' },
  {
    name: 'require and the first WasmService',
    load: (name) => `require('${name}')`,
    after: `const { WasmImage, WasmPlatform, WasmService } = require('cdk8s-wasm');
    const { App, Chart } = require('cdk8s');
    const app = new App();
    WasmPlatform.k3s().bind(app);
    const image = WasmImage.of('example.com/hello:1.0.0', { binarySize: 1_000_000 });
    new WasmService(new Chart(app, 'chart'), 'hello', { name: 'hello', image });`,
    packageName: 'cdk8s-wasm',
  },
  {
    name: 'require and the first Deployment of cdk8s-plus-28',
    load: (name) => `require('${name}')`,
    after: `const { Deployment } = require('cdk8s-plus-28');
    const { App, Chart } = require('cdk8s');
    const containers = [{ image: 'example.com/hello:1.0.0', portNumber: 8080 }];
    new Deployment(new Chart(new App(), 'chart'), 'hello', { containers }).exposeViaService({
      ports: [{ port: 80, targetPort: 8080 }],
    });`,
    packageName: 'cdk8s-plus-28',
  },
];

/** @param {import('./run.mjs').Options} options */
export async function run({ quick }) {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  /** @type {[number, number][][]} */
  const rounds = WAYS.map(() => []);
  for (let i = 0; i < WARM_UP + (quick ? QUICK_ROUNDS : ROUNDS); i++) {
    for (const [way, { load, after, packageName }] of WAYS.entries()) {
      const output = execFileSync(process.execPath, ['-e', program(load, after, packageName)], {
        cwd,
        encoding: 'utf8',
        // The checks say there what they could not look at.
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (i >= WARM_UP) rounds[way].push(JSON.parse(output));
    }
  }
  const added = rounds.map((way) => median(way.map(([, own]) => own)));
  const cdk8s = rounds.map((way) => median(way.map(([base]) => base)));
  const [required, imported, first, plus] = added;
  const size = 'ms after cdk8s';
  return [
    row({
      name: 'require',
      size,
      ours: required,
      peer: 'the budget',
      peerValue: BUDGET_MS,
      unit: 'ms',
      goal: 1,
    }),
    row({ name: 'require', size, ours: required, peer: 'cdk8s itself', peerValue: cdk8s[0], unit: 'ms' }),
    row({
      name: 'import()',
      size,
      ours: imported,
      peer: 'the budget',
      peerValue: BUDGET_MS,
      unit: 'ms',
      goal: 1,
    }),
    row({ name: 'import()', size, ours: imported, peer: 'cdk8s itself', peerValue: cdk8s[1], unit: 'ms' }),
    row({
      name: 'require and the first workload',
      size,
      ours: first,
      peer: 'cdk8s-plus-28, its first Deployment',
      peerValue: plus,
      unit: 'ms',
    }),
  ];
}

/**
 * @param {(name: string) => string} load
 * @param {string} after
 * @param {string} packageName
 */
function program(load, after, packageName) {
  return `(async () => {
    const started = process.hrtime.bigint();
    ${load('cdk8s')};
    const between = process.hrtime.bigint();
    ${load(packageName)};
    ${after}
    const ended = process.hrtime.bigint();
    console.log(JSON.stringify([Number(between - started) / 1e6, Number(ended - between) / 1e6]));
  })();`;
}
