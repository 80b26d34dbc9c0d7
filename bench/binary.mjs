import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { median } from './median.mjs';

export const title = 'Reading binaries';

const ROUNDS = 15;
const BUDGET_MS = 10;
const SIZE = 13_000_000;
const SMALL = 100;

const COMPONENT = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]);
const MODULE = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

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
    const app = Buffer.from(await httpComponent());
    /** @type {(name: string, bytes: Buffer) => string} */
    const write = (name, bytes) => {
      const file = join(folder, `${name}.wasm`);
      writeFileSync(file, bytes);
      return file;
    };
    const data = write('data', Buffer.concat([app, section(1, moduleWithData(SIZE))]));
    const nested = write('nested', Buffer.concat([app, ...componentsWithData(SIZE)]));
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

async function httpComponent() {
  const witSource = `
    package root:component;
    world proxy {
      import wasi:http/types@0.2.3;
      import wasi:http/outgoing-handler@0.2.3;
      export wasi:http/incoming-handler@0.2.3;
    }
    package wasi:http@0.2.3 {
      interface types { resource request; resource response; }
      interface outgoing-handler { use types.{request, response}; handle: func(request: request) -> response; }
      interface incoming-handler { use types.{request, response}; handle: func(request: request) -> response; }
    }`;
  return componentNew(await componentEmbed({ witSource, dummy: true }), []);
}

/** @param {number} size */
function componentsWithData(size) {
  const count = 100;
  const inner = section(1, moduleWithData(size / count));
  return Array(count).fill(section(4, Buffer.concat([COMPONENT, inner])));
}

/**
 * A memory of 256 pages, and one segment of that many bytes in it.
 *
 * @param {number} size
 */
function moduleWithData(size) {
  const segment = Buffer.concat([Buffer.from([1, 0, 0x41, 0, 0x0b]), leb(size), Buffer.alloc(size, 0x61)]);
  return Buffer.concat([MODULE, section(5, Buffer.from([1, 0, ...leb(256)])), section(11, segment)]);
}

/**
 * @param {number} id
 * @param {Buffer} content
 */
function section(id, content) {
  return Buffer.concat([Buffer.from([id]), leb(content.length), content]);
}

/** @param {number} value */
function leb(value) {
  const bytes = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
