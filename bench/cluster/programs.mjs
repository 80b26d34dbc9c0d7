import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { main as buildSamples } from '../../scripts/commands/samples.mjs';
import { cachePath } from '../../scripts/lib/cache.mjs';
import { run } from '../../scripts/lib/process.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { buildPath, builtBy } from '../../scripts/lib/samples/catalogue.mjs';
import { toolchains } from '../../scripts/lib/samples/toolchains.mjs';

/** @typedef {'module' | 'component' | 'native'} Form */

/**
 * The same program three times.
 *
 * @returns {Promise<Record<Form, Uint8Array>>}
 */
export async function idlePrograms() {
  const folder = cachePath('bench', 'idle');
  mkdirSync(folder, { recursive: true });
  const [zig, jco] = [await toolchains.zig(), await toolchains.jco()];
  const missing = zig.missing ?? jco.missing;
  if (missing !== undefined) throw new Error(missing);
  const env = {
    PATH: [...(zig.path ?? []), ...(jco.path ?? []), process.env.PATH].join(delimiter),
    PYTHONPATH: zig.pythonPath,
  };
  const source = join(import.meta.dirname, 'idle.c');
  const file = (/** @type {string} */ name) => join(folder, name);
  const compile = (/** @type {string} */ target, /** @type {string} */ out) =>
    run(
      'python3',
      ['-m', 'ziglang', 'cc', '-target', target, '-Os', '-s', '-static', '-o', file(out), source],
      {
        env,
      },
    );
  await compile('wasm32-wasi', 'module.wasm');
  await compile(`${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-musl`, 'native');
  await run('jco', ['new', file('module.wasm'), '--wasi-command', '-o', file('component.wasm')], { env });
  return {
    module: readFileSync(file('module.wasm')),
    component: readFileSync(file('component.wasm')),
    native: readFileSync(file('native')),
  };
}

/** HTTP components of several sizes, by what they are. */
export async function servers() {
  const samples = ['rust-http', 'javascript-http', 'python-http'];
  const unbuilt = samples.filter(
    (name) => builtBy(name) === undefined || !existsSync(buildPath(name, 'app.wasm')),
  );
  if (unbuilt.length > 0 && (await buildSamples(unbuilt)) !== 0)
    throw new Error(`${unbuilt.join(', ')}: not built`);
  const folder = join(root, 'test', 'cluster', 'samples');
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name), 'utf8');
  const binary = await parse(read('http.wat'));
  const text = await componentNew(
    await componentEmbed({ binary, witSource: read('world.wit'), world: 'http' }),
    [],
  );
  /** @type {[string, Uint8Array][]} */
  const built = samples.map((name) => [name, readFileSync(buildPath(name, 'app.wasm'))]);
  return new Map([['text format', text], ...built]);
}

/**
 * The same program as a binary that no node has seen: what a shim keeps of a binary goes by its digest.
 *
 * @param {Uint8Array} wasm
 * @param {number} number
 */
export function unseen(wasm, number) {
  const content = Buffer.from(`\x05bench${process.pid}-${Date.now()}-${number}`, 'latin1');
  return Buffer.concat([wasm, Buffer.from([0, content.length]), content]);
}
