import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../process.mjs';
import { StepProblem } from '../steps.mjs';
import { APPS, buildCommands, buildPath, stampPath } from './catalogue.mjs';
import { keepBuild, restoreBuild } from './kept.mjs';

/** @typedef {import('./catalogue.mjs').Sample} Sample */
/** @typedef {import('./toolchains.mjs').Toolchain} Toolchain */

/**
 * Builds a sample, unless it was built of the same sources by the same tools, here or in another checkout.
 *
 * @param {Sample} sample
 * @param {import('./toolchains.mjs').Found} found its tools, none of which is missing
 */
export async function buildSample(sample, found) {
  const tools = sample.tools.map((tool) => found[tool]);
  const toolchain = tools.map(({ version }) => version).join(', ');
  const stamp = stampPath(sample.name);
  const made = `${toolchain}\n${sourcesHash(sample)}\n`;
  const isBuilt = existsSync(stamp) && readFileSync(stamp, 'utf8') === made;
  if (!isBuilt) {
    rmSync(stamp, { force: true });
    const key = `${sample.name}-${createHash('sha256').update(made).digest('hex').slice(0, 12)}`;
    if (!restoreBuild(key, buildPath(sample.name))) {
      await runCommands(sample, tools);
      keepBuild(key, buildPath(sample.name));
    }
    writeFileSync(stamp, made);
  }
  return isBuilt ? 'unchanged' : 'built';
}

/**
 * @param {Sample} sample
 * @param {Toolchain[]} tools
 */
async function runCommands({ name }, tools) {
  const app = buildPath(name, 'app.wasm');
  mkdirSync(buildPath(name), { recursive: true });
  rmSync(app, { force: true });
  const path = tools.flatMap(({ path = [] }) => path);
  const pythonPath = tools.flatMap(({ pythonPath = [] }) => pythonPath);
  await run('sh', ['-e', '-c', buildCommands(name)], {
    cwd: join(APPS, name),
    env: {
      PATH: [...path, process.env.PATH].join(delimiter),
      PYTHONPATH: [...new Set(pythonPath)].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  if (!existsSync(app)) throw new StepProblem(`the commands of its README made no ${app}`);
}

/**
 * Of all that a sample is made of: a command that names another sample’s source makes that part of it.
 *
 * @param {Sample} sample
 */
function sourcesHash({ name }) {
  const hash = createHash('sha256').update(buildCommands(name));
  for (const folder of [name, ...(buildCommands(name).match(/(?<=\.\.\/)[a-z-]+(?=\/)/g) ?? [])]) {
    const entries = readdirSync(join(APPS, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && entry.name !== 'README.md')
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => !file.startsWith(buildPath(folder)));
    for (const file of [...files, join(APPS, 'wit.sh')].sort()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
