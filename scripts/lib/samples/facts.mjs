import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../root.mjs';
import { APPS, buildPath, builtBy, samples } from './catalogue.mjs';

/**
 * @typedef {Omit<import('../../../src/artifact/wasm/binary-spec').WasmBinarySpec, 'size'>} Content
 *
 * @typedef {object} Facts what is known of a sample that was built
 * @property {string} language
 * @property {string} toolchain what built it, with versions
 * @property {number | 'varies'} size in bytes; two builds by some tools differ
 * @property {string} digest SHA-256, or `varies`
 * @property {Content} binary
 */

/** The committed file, relative to the checkout. */
export const FACTS_FILE = 'examples/apps/samples.json';

/**
 * What is known of a sample that was built.
 *
 * @param {import('./catalogue.mjs').Sample} sample
 * @param {(path: string) => import('../../../src/artifact/wasm/binary-spec').WasmBinarySpec} read reads a binary
 * @returns {Facts | undefined} nothing where it was not built
 */
export function builtFacts({ name, language, isReproducible = true }, read) {
  const toolchain = builtBy(name);
  if (toolchain === undefined) return undefined;
  const app = buildPath(name, 'app.wasm');
  const { size, ...binary } = read(app);
  const digest = createHash('sha256').update(readFileSync(app)).digest('hex');
  return isReproducible
    ? { language, toolchain, size, digest: `sha256:${digest}`, binary }
    : { language, toolchain, size: 'varies', digest: 'varies', binary };
}

/**
 * Reads a binary with the reader of the package that was built.
 *
 * @returns {Promise<(path: string) => import('../../../src/artifact/wasm/binary-spec').WasmBinarySpec>}
 */
export async function builtReader() {
  const { WasmBinary } = await import(pathToFileURL(join(root, 'lib', 'artifact', 'wasm-binary.js')).href);
  return (path) => WasmBinary.fromFile(path).toSpec();
}

/**
 * What is committed, by the name of the sample.
 *
 * @returns {Record<string, Facts>}
 */
export function committedFacts() {
  const path = join(root, FACTS_FILE);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/**
 * Commits facts beside those of samples that were not built.
 *
 * @param {Record<string, Facts>} fresh
 * @returns {boolean} whether that changed anything
 */
export function writeFacts(fresh) {
  const all = { ...committedFacts(), ...fresh };
  const sorted = samples.flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name]]]));
  const text = `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
  const path = join(APPS, 'samples.json');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  writeFileSync(path, text);
  return true;
}

/**
 * How a build differs from what is committed. Of other versions of the tools, what it is must still hold; how large it is
 * and what it imports may change.
 *
 * @param {Facts | undefined} committed
 * @param {Facts} fresh
 * @returns {string[]}
 */
export function differences(committed, fresh) {
  if (committed === undefined) return ['nothing is committed'];
  const sameTools = committed.toolchain === fresh.toolchain;
  /** @type {(keyof Content)[]} */
  const parts = ['kind', 'wasi', 'role'];
  if (sameTools) parts.push('imports', 'exports', 'producers');
  const found = parts
    .map((part) => [part, JSON.stringify(committed.binary[part]), JSON.stringify(fresh.binary[part])])
    .concat(
      sameTools
        ? [
            ['size', String(committed.size), String(fresh.size)],
            ['digest', committed.digest, fresh.digest],
          ]
        : [],
    );
  return found
    .filter(([, before, now]) => before !== now)
    .map(([part, before, now]) => `${part}: ${before} is committed, ${now} was built`);
}
