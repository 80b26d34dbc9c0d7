import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { httpComponent, withLargeModule, withManyComponents } from './components.mjs';
import { median } from './median.mjs';

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

/** What it takes to know what binaries are, beside the reader of jco, each round in a process of its own. */
export async function run() {
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
      row('13 MB component, one large module in it', [data], `${BUDGET_MS} ms`, (ours) => ours <= BUDGET_MS),
      row(
        '13 MB component, 200 modules and components in it',
        [nested],
        `${BUDGET_MS} ms`,
        (ours) => ours <= BUDGET_MS,
      ),
      row(
        `${SMALL} components of ${(app.length / 1000).toFixed(1)} kB`,
        small,
        '1/5 of jco',
        (ours, jco) => ours <= jco / 5,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} what
 * @param {string[]} files
 * @param {string} budget
 * @param {(ours: number, jco: number) => boolean} isWithin
 */
function row(what, files, budget, isWithin) {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: took(programs.ours, 'commonjs', files),
    jco: took(programs.theirs, 'module', files),
  }));
  const ours = median(rounds.map((round) => round.ours));
  const jco = median(rounds.map((round) => round.jco));
  const ratio = median(rounds.map((round) => round.jco / round.ours));
  return {
    what,
    value: `${ours.toFixed(1)} ms; jco ${jco.toFixed(0)} ms, ${ratio.toFixed(0)} ×`,
    budget,
    ok: isWithin(ours, jco),
  };
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
