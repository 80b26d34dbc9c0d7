import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

/**
 * @typedef {object} Sample a program of examples/apps
 * @property {string} name its folder
 * @property {string} language
 * @property {import('./toolchains.mjs').Tool[]} tools what builds it
 * @property {boolean} [isReproducible] whether two builds by the same tools are the same bytes; they are unless this says no
 */

/** The folder of all samples. */
export const APPS = join(root, 'examples', 'apps');

/** @type {readonly Sample[]} */
export const samples = [
  { name: 'go-command', language: 'Go', tools: ['go'] },
  { name: 'rust-command', language: 'Rust', tools: ['rust-wasip1'] },
  { name: 'rust-http', language: 'Rust', tools: ['rust-wasip2'] },
  { name: 'c-command', language: 'C', tools: ['zig'] },
  { name: 'c-component', language: 'C', tools: ['zig', 'jco'] },
  { name: 'c-http', language: 'C', tools: ['zig', 'jco'] },
  {
    name: 'javascript-command',
    language: 'JavaScript',
    tools: ['componentize-js', 'jco'],
    isReproducible: false,
  },
  {
    name: 'javascript-http',
    language: 'JavaScript',
    tools: ['componentize-js', 'jco'],
    isReproducible: false,
  },
  { name: 'python-command', language: 'Python', tools: ['componentize-py', 'jco'], isReproducible: false },
  { name: 'python-http', language: 'Python', tools: ['componentize-py', 'jco'], isReproducible: false },
  { name: 'assemblyscript-command', language: 'AssemblyScript', tools: ['assemblyscript'] },
  { name: 'dotnet-command', language: '.NET', tools: ['dotnet'] },
  { name: 'dotnet-http', language: '.NET', tools: ['dotnet'] },
];

/**
 * The commands that build a sample, as its README tells them to its reader: the only place where they stand.
 *
 * @param {string} name
 */
export function buildCommands(name) {
  const readme = readFileSync(join(APPS, name, 'README.md'), 'utf8');
  const [, commands] = /^```sh\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  if (commands === undefined) throw new Error(`examples/apps/${name}/README.md has no \`\`\`sh block`);
  return commands;
}

/**
 * Where a sample is built.
 *
 * @param {string} name
 * @param {string[]} parts a path below it
 */
export function buildPath(name, ...parts) {
  return join(APPS, name, 'build', ...parts);
}

/**
 * Where it stands of which sources a build was made, and by which tools.
 *
 * @param {string} name
 */
export function stampPath(name) {
  return buildPath(name, 'stamp');
}

/**
 * What built a sample; nothing where it was not built.
 *
 * @param {string} name
 */
export function builtBy(name) {
  const stamp = stampPath(name);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n')[0] : undefined;
}
