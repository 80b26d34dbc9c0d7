import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { page } from './page.mjs';
import { isMet } from './row.mjs';

/**
 * @typedef {object} Options
 * @property {boolean} quick a look: fewer rounds, smaller sizes
 *
 * @typedef {object} Benchmark a module of this folder
 * @property {string} title a heading for its results
 * @property {string} [about] what to know of them
 * @property {(options: Options) => Promise<import('./row.mjs').Row[]>} run
 * @property {() => Promise<string[]> | string[]} [versions] of what it compares with, asked after the run
 *
 * @typedef {import('./row.mjs').Row & { benchmark: string, machine: string, versions: string }} Result a line, and where it
 *   was measured
 */

/**
 * Every benchmark, by the name to call it with.
 *
 * @type {Record<string, () => Promise<Benchmark>>}
 */
export const benchmarks = {
  load: () => import('./load.mjs'),
  start: () => import('./start.mjs'),
  binary: () => import('./binary.mjs'),
  artifacts: () => import('./artifacts.mjs'),
  streaming: () => import('./streaming.mjs'),
  synth: () => import('./synth.mjs'),
  pulumi: () => import('./pulumi.mjs'),
  cluster: () => import('./cluster.mjs'),
};

/** They start a Kubernetes or an engine, so that a quick look has them where they are named alone. */
const SLOW_TO_START = ['pulumi', 'cluster'];

/**
 * Runs benchmarks and writes their results beside those of the others.
 *
 * @param {string[]} names which; none means all
 * @param {Options} options
 * @returns {Promise<number>} the exit code
 */
export async function bench(names, options) {
  const unknown = names.find((name) => !(name in benchmarks));
  if (unknown !== undefined) {
    console.error(`no benchmark '${unknown}'; there are: ${Object.keys(benchmarks).join(', ')}`);
    return 2;
  }
  // What is only a look does not take the place of what was measured.
  const folder = new URL(options.quick ? 'quick/' : './', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL('results.json', folder);
  for (const name of names.length > 0 ? names : Object.keys(benchmarks).filter(isDue(options))) {
    const { title, run, versions } = await benchmarks[name]();
    console.log(`\n${title}\n${machine()}`);
    const rows = await run(options);
    const where = { benchmark: name, machine: machine(), versions: versionsWith((await versions?.()) ?? []) };
    console.log(where.versions);
    for (const line of rows) console.log(`  ${textOf(line)}`);
    /** @type {Result[]} */
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
    const results = [
      ...before.filter(({ benchmark }) => benchmark !== name),
      ...rows.map((line) => ({ ...line, ...where })),
    ];
    // After each, so that what follows may fail.
    writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(new URL('RESULTS.md', folder), await page(results, benchmarks));
  }
  console.log(`\n${fileURLToPath(new URL('RESULTS.md', folder))}`);
  return 0;
}

/** What is measured where nobody names it. @param {Options} options @returns {(name: string) => boolean} */
function isDue({ quick }) {
  return (name) => !(quick && SLOW_TO_START.includes(name));
}

/** @param {import('./row.mjs').Row} line */
function textOf(line) {
  const { name, size, ours, peer, peerValue, unit, ratio, goal, note } = line;
  const theirs = peerValue === null ? note : `${peerValue} ${unit}, ${ratio} ×`;
  const verdict = goal === null ? '' : ` (goal: ${goal} ×${isMet(line) === false ? ', missed' : ''})`;
  return `${name}, ${size}: ${ours} ${unit}; ${peer} ${theirs}${verdict}`;
}

function machine() {
  const [{ model }] = cpus();
  return `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}`;
}

/** @param {string[]} others */
function versionsWith(others) {
  const require = createRequire(import.meta.url);
  const ours = ['cdk8s-wasm', 'cdk8s', 'constructs'].map((name) => {
    return `${name} ${require(`${name}/package.json`).version}`;
  });
  return [`Node ${process.versions.node}`, ...ours, ...others].join(', ');
}
