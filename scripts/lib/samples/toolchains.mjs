import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process.mjs';
import { installNpm, installPip } from './packages.mjs';

/**
 * @typedef {object} Toolchain a program that builds samples
 * @property {string} [missing] that it is not there, and how to get it
 * @property {string} [version] its name and version
 * @property {string[]} [path] folders of programs
 * @property {string} [pythonPath] a folder of Python modules
 *
 * @typedef {keyof typeof toolchains} Tool
 * @typedef {Record<Tool, Toolchain>} Found
 */

/** In one folder: componentize-js would bring a jco of its own, and newer ones cannot read folders of WIT. */
const COMPONENTS = { '@bytecodealliance/componentize-js': '0.23.0', '@bytecodealliance/jco': '1.33.0' };
const ASSEMBLYSCRIPT = { assemblyscript: '0.28.20', '@assemblyscript/wasi-shim': '0.1.0' };

/**
 * How each is looked for. What comes from npm and PyPI is pinned, and installed into the cache; what a machine brings is
 * taken as it is.
 *
 * @satisfies {Record<string, () => Promise<Toolchain>>}
 */
export const toolchains = {
  go: findGo,
  'rust-wasip1': () => findRust('wasm32-wasip1'),
  'rust-wasip2': () => findRust('wasm32-wasip2'),
  zig: () => fromPip('zig', 'ziglang', '0.17.0'),
  jco: () => fromNpm('jco', '@bytecodealliance/jco', COMPONENTS),
  'componentize-js': () => fromNpm('componentize-js', '@bytecodealliance/componentize-js', COMPONENTS),
  'componentize-py': () => fromPip('componentize-py', 'componentize-py', '0.25.1'),
  assemblyscript: () => fromNpm('assemblyscript', 'assemblyscript', ASSEMBLYSCRIPT),
  dotnet: findDotnet,
};

/**
 * Looks for all that samples need.
 *
 * @param {readonly import('./catalogue.mjs').Sample[]} samples
 * @param {(note: string) => void} progress
 * @returns {Promise<{ found: Found, detail: string }>}
 */
export async function findToolchains(samples, progress) {
  const found = /** @type {Found} */ ({});
  for (const tool of new Set(samples.flatMap(({ tools }) => tools))) {
    progress(tool);
    found[tool] = await toolchains[tool]();
  }
  const versions = Object.values(found).flatMap(({ version }) => version ?? []);
  return { found, detail: [...new Set(versions)].join(', ') };
}

/** @returns {Promise<Toolchain>} */
async function findGo() {
  const version = await answer('go', 'version');
  const [, number, major, minor] = /go((\d+)\.(\d+)\S*)/.exec(version ?? '') ?? [];
  return Number(major) > 1 || Number(minor) >= 21
    ? { version: `go ${number}` }
    : { missing: 'Go 1.21 or newer is not on the path: install it from go.dev' };
}

/**
 * @param {string} target
 * @returns {Promise<Toolchain>}
 */
async function findRust(target) {
  const version = await answer('rustc', '--version');
  const cargo = await answer('cargo', '--version');
  if (version === undefined || cargo === undefined) {
    return { missing: 'rustc and cargo are not on the path: install them from rustup.rs' };
  }
  const libraries = await answer('rustc', '--print', 'target-libdir', '--target', target);
  return libraries !== undefined && existsSync(libraries)
    ? { version: version.split(' ').slice(0, 2).join(' ') }
    : { missing: `this Rust has no ${target}: \`rustup target add ${target}\`` };
}

/** @returns {Promise<Toolchain>} */
async function findDotnet() {
  return { missing: 'its compiler is neither on npm nor on NuGet: see its README' };
}

/**
 * @param {string} label
 * @param {string} name
 * @param {Record<string, string>} packages
 * @returns {Promise<Toolchain>}
 */
async function fromNpm(label, name, packages) {
  const folder = await installNpm(packages);
  return { version: `${label} ${packages[name]}`, path: [join(folder, 'node_modules', '.bin')] };
}

/**
 * @param {string} label
 * @param {string} name
 * @param {string} version
 * @returns {Promise<Toolchain>}
 */
async function fromPip(label, name, version) {
  if ((await answer('python3', '-m', 'pip', '--version')) === undefined) {
    return { missing: 'python3 with pip is not on the path: install Python 3.9 or newer' };
  }
  const folder = await installPip({ [name]: version });
  return { version: `${label} ${version}`, path: [join(folder, 'bin')], pythonPath: folder };
}

/**
 * What a program answers; nothing where it is not there, or refuses.
 *
 * @param {string} command
 * @param {string[]} args
 */
function answer(command, ...args) {
  return run(command, args).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}
