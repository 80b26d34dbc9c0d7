import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEngine, engineFolders, pulumiVersion } from '../scripts/lib/engine.mjs';
import { root } from '../scripts/lib/root.mjs';
import { median } from './median.mjs';
import { row } from './row.mjs';

export const title = 'Stacks of Pulumi';

export const about = `900 objects of 300 services in the real engine, with the real Kubernetes provider, which writes them to files in place of
a cluster. *Chart* holds 300 \`WasmService\` constructs in one component, *components* are 300 of \`cdk8s-wasm/pulumi\`; the peers register
the same objects, which they have as literals: those that are written by hand make them with the classes of the Kubernetes SDK, in
one component and in 300. Times are those of the whole operation, engine and provider too; *CPU of the program* is what the process of
Node used in it. Each round is a process and a stack of its own, the ways by turns; the state is written
once, at the end. *Loading* comes after both of Pulumi's packages.`;

const ROUNDS = 5;
const QUICK_ROUNDS = 1;
const SERVICES = 300;
const QUICK_SERVICES = 30;
/** Ours may take so many times as long as what is written by hand. */
const MOST = 1.2;

/** What is measured, and what with. @type {readonly (readonly [ours: string, peer: string, goal?: number])[]} */
const PAIRS = [
  ['Chart', 'written by hand', 1 / MOST],
  ['Chart', 'ConfigGroup'],
  ['components', 'components written by hand', 1 / MOST],
];

const WAYS = [...new Set([...PAIRS.map(([ours]) => ours), ...PAIRS.map(([, peer]) => peer)])];

/**
 * @typedef {{ time: number, cpu: number }} Operation
 * @typedef {{ preview: Operation, up: Operation, again: Operation, memory: number }} Once
 */

/** @type {readonly (readonly [name: string, unit: string, of: (once: Once) => number])[]} */
const FIGURES = [
  ['preview', 'ms', ({ preview }) => preview.time],
  ['up', 'ms', ({ up }) => up.time],
  ['up without a change', 'ms', ({ again }) => again.time],
  ['CPU of the program, up', 'ms', ({ up }) => up.cpu],
  ['memory of the program', 'MB', ({ memory }) => memory],
];

/** What the results were measured with. */
export function versions() {
  const require = createRequire(import.meta.url);
  const packages = ['@pulumi/pulumi', '@pulumi/kubernetes'].map(
    (name) => `${name} ${require(`${name}/package.json`).version}`,
  );
  return [...packages, `Pulumi ${pulumiVersion()}`];
}

/** @param {import('./run.mjs').Options} options */
export async function run({ quick }) {
  await buildEngine((note) => process.stderr.write(`  ${note}\n`));
  const services = quick ? QUICK_SERVICES : SERVICES;
  /** @type {Map<string, Once[]>} */
  const rounds = new Map(WAYS.map((way) => [way, []]));
  for (let round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
    for (const [way, runs] of rounds) {
      process.stderr.write(`  round ${round + 1}: ${way} …\n`);
      runs.push(once(way, services));
    }
  }
  /** @param {string} way @param {(once: Once) => number} of */
  const figure = (way, of) => median((rounds.get(way) ?? []).map(of));
  const stacks = PAIRS.flatMap(([ours, peer, goal]) =>
    FIGURES.map(([name, unit, of]) =>
      row({
        name: `${name}, ${ours}`,
        size: services * 3,
        ours: figure(ours, of),
        peer,
        peerValue: figure(peer, of),
        unit,
        ...(goal !== undefined && unit === 'ms' && { goal }),
      }),
    ),
  );
  return [...stacks, loadRow(quick ? QUICK_ROUNDS : ROUNDS * 3)];
}

/** @param {string} way @param {number} services @returns {Once} */
function once(way, services) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-'));
  try {
    for (const name of ['state', 'home']) mkdirSync(join(folder, name));
    const script = fileURLToPath(new URL('pulumi/once.mjs', import.meta.url));
    const output = execFileSync(process.execPath, [script, way, String(services), folder], {
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: [...engineFolders(), process.env.PATH].join(delimiter),
        PULUMI_BACKEND_URL: `file://${join(folder, 'state')}`,
        PULUMI_HOME: join(folder, 'home'),
        PULUMI_CONFIG_PASSPHRASE: 'x',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        // A state in a file is otherwise written anew for each resource, which takes longer than all the rest.
        PULUMI_EXPERIMENTAL: 'true',
        PULUMI_SKIP_CHECKPOINTS: 'true',
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      },
      // The checks say there what they could not look at.
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} rounds */
function loadRow(rounds) {
  const program = `
    const before = process.hrtime.bigint();
    require('@pulumi/pulumi'); require('@pulumi/kubernetes');
    const between = process.hrtime.bigint();
    require('cdk8s-wasm/pulumi');
    const after = process.hrtime.bigint();
    console.log(JSON.stringify([Number(between - before) / 1e6, Number(after - between) / 1e6]));`;
  const times = Array.from({ length: rounds }, () =>
    JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' })),
  );
  return row({
    name: 'loading cdk8s-wasm/pulumi, cdk8s with it',
    size: 'ms after the SDKs',
    ours: median(times.map(([, own]) => own)),
    peer: 'the SDKs themselves',
    peerValue: median(times.map(([sdks]) => sdks)),
    unit: 'ms',
  });
}
