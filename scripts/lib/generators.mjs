import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsiiEnv } from './build.mjs';
import { RELEASES_PAGE, releasesPage } from './docs-releases.mjs';
import { RULES_PAGE, rulesPage } from './docs-rules.mjs';
import { RUNTIMES_PAGE, runtimesPage } from './docs-runtimes.mjs';
import { SAMPLES_PAGE, samplesPage } from './docs-samples.mjs';
import { run } from './process.mjs';
import { PULUMI_ARGS_FILE, pulumiArgs } from './pulumi-args.mjs';
import { PULUMI_SCHEMA_FILE, pulumiSchema } from './pulumi-schema.mjs';
import { root } from './root.mjs';
import { SHAPES_FILE, shapes } from './shapes.mjs';

/**
 * @typedef {object} Generator
 * @property {string} file the committed file, relative to the checkout
 * @property {() => Promise<string>} generate makes its content from what was built
 */

/**
 * Every file that is generated and committed. `npm run docs` writes them; `npm test` fails when one is stale.
 *
 * @type {Generator[]}
 */
export const generators = [
  { file: 'API.md', generate: apiReference },
  { file: RULES_PAGE, generate: rulesPage },
  { file: RELEASES_PAGE, generate: releasesPage },
  { file: RUNTIMES_PAGE, generate: runtimesPage },
  { file: SAMPLES_PAGE, generate: samplesPage },
  { file: SHAPES_FILE, generate: shapes },
  { file: PULUMI_ARGS_FILE, generate: pulumiArgs },
  { file: PULUMI_SCHEMA_FILE, generate: pulumiSchema },
];

/** Writes every generated file that is stale, and names those. */
export async function writeGenerated() {
  const stale = await findStale();
  for (const { file, content } of stale) writeFileSync(join(root, file), content);
  return stale.map(({ file }) => file);
}

/** The generated files whose committed content is not what would be generated now. */
export async function findStale() {
  const made = await Promise.all(
    generators.map(async ({ file, generate }) => ({ file, content: `${(await generate()).trimEnd()}\n` })),
  );
  return made.filter(({ file, content }) => {
    const path = join(root, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== content;
  });
}

/** The reference of the public API, from the jsii assembly. */
async function apiReference() {
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-docs-'));
  try {
    const output = join(scratch, 'API.md');
    await run(process.execPath, [join(root, 'node_modules/jsii-docgen/bin/jsii-docgen'), '-o', output], {
      cwd: root,
      env: jsiiEnv,
    });
    return readFileSync(output, 'utf8');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
