import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPath, builtBy, samples } from '../scripts/lib/samples/catalogue.mjs';
import { httpComponent, withLargeModule } from './components.mjs';
import { median } from './median.mjs';
import { row } from './row.mjs';

export const title = 'Images of 100 apps';

const ROUNDS = 7;
const APPS = 100;

/** As large as the samples of C, Go, JavaScript and Python are, for where those are not built. */
const SIZES = [30_000, 60_000, 2_500_000, 12_800_000, 18_500_000];

/** Each prints how many milliseconds the files took that it is given, the loading of the reader apart. */
const programs = {
  /** What a workload does with a file: read, classify, and the digest of its image. */
  ours: `
    const { WasmImage } = require('cdk8s-wasm');
    const [root, ...files] = process.argv.slice(1);
    const started = process.hrtime.bigint();
    for (const file of files) {
      const { digest, binary } = WasmImage.fromFile(file, { repository: 'ghcr.io/acme/app', root }).toSpec();
      if (digest === undefined || binary.role === 'library') throw new Error(file);
    }
    console.log(Number(process.hrtime.bigint() - started) / 1e6);
  `,
  /** Imports and exports of a component, the tools that made a module, and the digest of the file. */
  theirs: `
    const { createHash } = await import('node:crypto');
    const { readFileSync } = await import('node:fs');
    const { componentWit, metadataShow } = await import('@bytecodealliance/jco-transpile/wasm-tools');
    const [root, ...files] = process.argv.slice(1);
    const started = process.hrtime.bigint();
    for (const file of files) {
      const bytes = readFileSync(file);
      const isModule = bytes[6] === 0;
      await (isModule ? metadataShow(bytes) : componentWit(bytes));
      createHash('sha256').update(bytes).digest('hex');
    }
    console.log(Number(process.hrtime.bigint() - started) / 1e6);
  `,
};

export const about =
  'Read, classified and hashed, in a process of its own each round; the peer reads with jco and hashes.';

/** @param {import('./run.mjs').Options} options */
export async function run({ quick }) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-')));
  try {
    const app = await httpComponent();
    const made = SIZES.map((size) => {
      const file = join(root, `made-${size}.wasm`);
      writeFileSync(file, withLargeModule(app, size - app.length));
      return file;
    });
    const built = samples.filter(({ name }) => builtBy(name)).map(({ name }) => buildPath(name, 'app.wasm'));
    const rounds = quick ? 1 : ROUNDS;
    const rows = [line(`components of ${SIZES.length} sizes`, root, made, rounds)];
    return built.length === 0
      ? rows
      : [...rows, line(`the ${built.length} samples of examples/apps`, root, built, rounds)];
  } finally {
    rmSync(root, { recursive: true });
  }
}

/**
 * @param {string} what
 * @param {string} root
 * @param {string[]} originals of which there are links, by turns
 * @param {number} count of rounds
 */
function line(what, root, originals, count) {
  const folder = mkdtempSync(join(root, 'apps-'));
  const files = Array.from({ length: APPS }, (_, index) => {
    const file = join(folder, `app-${index}.wasm`);
    symlinkSync(originals[index % originals.length], file);
    return file;
  });
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  const rounds = Array.from({ length: count }, () => ({
    ours: took(programs.ours, 'commonjs', [root, ...files]),
    jco: took(programs.theirs, 'module', [root, ...files]),
  }));
  return row({
    name: `${APPS} apps, ${what}`,
    size: `${megabytes.toFixed(0)} MB`,
    ours: median(rounds.map((round) => round.ours)),
    peer: 'jco and SHA-256',
    peerValue: median(rounds.map((round) => round.jco)),
    unit: 'ms',
    ratio: median(rounds.map((round) => round.jco / round.ours)),
    goal: 2,
  });
}

/**
 * @param {string} program
 * @param {string} type
 * @param {string[]} args
 */
function took(program, type, args) {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  return Number(
    execFileSync(process.execPath, [`--input-type=${type}`, '-e', program, ...args], {
      cwd,
      encoding: 'utf8',
    }),
  );
}
