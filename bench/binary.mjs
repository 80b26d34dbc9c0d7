import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { httpComponent, withLargeModule, withManyComponents } from './components.mjs';
import { median } from './median.mjs';
import { row } from './row.mjs';

export const title = 'Reading binaries';

const ROUNDS = 15;
const BUDGET_MS = 10;
const SIZE = 13_000_000;
const SMALL = 100;

/** Each prints how many milliseconds the files took that it is given, the loading of the reader apart. */
const programs = {
  ours: `
    const { WasmBinary } = require('cdk8s-wasm');
    const started = process.hrtime.bigint();
    for (const file of process.argv.slice(1)) {
      const { imports, exports, role } = WasmBinary.fromFile(file);
      if (imports.length + exports.length === 0 || role !== 'http') throw new Error(file);
    }
    console.log(Number(process.hrtime.bigint() - started) / 1e6);
  `,
  theirs: `
    const { readFileSync } = await import('node:fs');
    const { componentWit } = await import('@bytecodealliance/jco-transpile/wasm-tools');
    const started = process.hrtime.bigint();
    for (const file of process.argv.slice(1)) {
      if (!(await componentWit(readFileSync(file))).includes('export wasi:http')) throw new Error(file);
    }
    console.log(Number(process.hrtime.bigint() - started) / 1e6);
  `,
};

export const about = 'What a binary is and what it imports and exports, in a process of its own each round.';

/** @param {import('./run.mjs').Options} options */
export async function run({ quick }) {
  const count = quick ? 3 : ROUNDS;
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-'));
  try {
    const app = await httpComponent();
    /** @type {(name: string, bytes: Buffer) => string} */
    const write = (name, bytes) => {
      const file = join(folder, `${name}.wasm`);
      writeFileSync(file, bytes);
      return file;
    };
    const data = write('data', withLargeModule(app, SIZE));
    const nested = write('nested', withManyComponents(app, SIZE));
    const small = Array.from({ length: SMALL }, (_, index) => write(`small-${index}`, app));
    return [
      ...lines('a component, one large module in it', '13 MB', [data], count, { budget: BUDGET_MS }),
      ...lines('a component, 200 modules and components in it', '13 MB', [nested], count, {
        budget: BUDGET_MS,
      }),
      ...lines(`${SMALL} components`, `${(app.length / 1000).toFixed(1)} kB each`, small, count, { goal: 5 }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} name
 * @param {string} size
 * @param {string[]} files
 * @param {number} count of rounds
 * @param {{ budget?: number, goal?: number }} held to a time, or to how many times faster than jco
 */
function lines(name, size, files, count, { budget, goal }) {
  const rounds = Array.from({ length: count }, () => ({
    ours: took(programs.ours, 'commonjs', files),
    jco: took(programs.theirs, 'module', files),
  }));
  const what = { name, size, ours: median(rounds.map((round) => round.ours)), unit: 'ms' };
  return [
    row({
      ...what,
      peer: 'jco',
      peerValue: median(rounds.map((round) => round.jco)),
      ratio: median(rounds.map((round) => round.jco / round.ours)),
      ...(goal !== undefined && { goal }),
    }),
    ...(budget === undefined ? [] : [row({ ...what, peer: 'the budget', peerValue: budget, goal: 1 })]),
  ];
}

/**
 * @param {string} program
 * @param {string} type
 * @param {string[]} files
 */
function took(program, type, files) {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const args = [`--input-type=${type}`, '-e', program, ...files];
  return Number(execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }));
}
