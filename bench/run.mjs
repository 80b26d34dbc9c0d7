import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, platform, totalmem } from 'node:os';

/**
 * @typedef {object} Row one line of the results
 * @property {string} what what was measured
 * @property {string} value the figure, with its unit
 * @property {string} [budget] what it may be, where something is said of it
 * @property {boolean} [ok] whether it is within the budget
 *
 * @typedef {object} Benchmark a module of this folder
 * @property {string} title a heading for its results
 * @property {() => Promise<Row[]>} run
 */

/**
 * Every benchmark, by the name to call it with.
 *
 * @type {Record<string, () => Promise<Benchmark>>}
 */
const benchmarks = {
  artifacts: () => import('./artifacts.mjs'),
  binary: () => import('./binary.mjs'),
  load: () => import('./load.mjs'),
  synth: () => import('./synth.mjs'),
};

const resultsFile = new URL('results.json', import.meta.url);
const pageFile = new URL('RESULTS.md', import.meta.url);

/**
 * Runs benchmarks and writes their results beside those of the others.
 *
 * @param {string[]} names which; none means all
 * @returns {Promise<number>} the exit code
 */
export async function bench(names) {
  const unknown = names.find((name) => !(name in benchmarks));
  if (unknown !== undefined) {
    console.error(`no benchmark '${unknown}'; there are: ${Object.keys(benchmarks).join(', ')}`);
    return 2;
  }
  /** @type {Record<string, { title: string, machine: string, versions: string, rows: Row[] }>} */
  const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {};
  for (const name of names.length > 0 ? names : Object.keys(benchmarks)) {
    const { title, run } = await benchmarks[name]();
    const rows = await run();
    results[name] = { title, machine: machine(), versions: versions(), rows };
    console.log(`\n${title}\n${machine()}\n${versions()}`);
    for (const { what, value, budget, ok } of rows) {
      const verdict = budget === undefined ? '' : ` (budget: ${budget}${ok ? '' : ', missed'})`;
      console.log(`  ${what}: ${value}${verdict}`);
    }
  }
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(pageFile, page(results));
  return 0;
}

/** @param {Record<string, { title: string, machine: string, versions: string, rows: Row[] }>} results */
function page(results) {
  const sections = Object.values(results).map(({ title, machine, versions, rows }) =>
    [
      `## ${title}`,
      `${machine}; ${versions}`,
      [
        '| what | measured | budget | |',
        '|---|---|---|---|',
        ...rows.map(
          ({ what, value, budget, ok }) =>
            `| ${what} | ${value} | ${budget === undefined ? '– | ' : `${budget} | ${ok ? 'met' : 'missed'}`} |`,
        ),
      ].join('\n'),
    ].join('\n\n'),
  );
  const intro =
    'Written by `npm run bench`. Figures are medians of one run on one machine: compare ratios, not runs.';
  return `${['# Benchmark results', intro, ...sections].join('\n\n')}\n`;
}

function machine() {
  const [{ model }] = cpus();
  return `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}`;
}

function versions() {
  const require = createRequire(import.meta.url);
  const ours = ['cdk8s-wasm', 'cdk8s', 'constructs'].map((name) => {
    return `${name} ${require(`${name}/package.json`).version}`;
  });
  return [`Node ${process.versions.node}`, ...ours].join(', ');
}
