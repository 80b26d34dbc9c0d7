import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../lib/build.mjs';
import { install } from '../lib/install.mjs';
import { run } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';
import { runTests } from '../lib/vitest.mjs';
import { checkGenerated } from './docs.mjs';

const HELP = `
usage: npm test [-- <file filter or vitest option> …]

Installs and builds as far as that is due, then checks format and lint (biome), types (tsc) and generated
files, and runs the tests (vitest) that need Node alone. Arguments go to vitest: \`npm test -- runtime\`,
\`npm test -- -u\`; \`npm test -- --project tools\` runs those that need a registry, a server, a browser, helm, kubectl or PyYAML.
WASM_FUZZ=full runs all of them, and gives property tests their full number of runs.

exit codes: 0 everything passed, 1 something failed
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, () => true);
  if (end !== undefined) return end;
  const steps = new Steps();
  if ((await steps.run('install', install)).ok) await runAll(steps, args);
  const { tally } = steps;
  // The CI run adds this tally to those of its other steps.
  if (process.env.WASM_TALLY !== undefined) writeFileSync(process.env.WASM_TALLY, JSON.stringify(tally));
  console.log(['', ...tally.skippedLines(), tally.line()].join('\n'));
  return tally.failed === 0 ? 0 : 1;
}

/**
 * @param {Steps} steps
 * @param {string[]} args
 */
async function runAll(steps, args) {
  const lint = steps.run('format, lint', async () => {
    await tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=100']);
  });
  const types = steps.run('types', async () => {
    await tool('typescript/bin/tsc', ['-p', 'tsconfig.dev.json', '--noEmit']);
  });
  const built = await steps.run('build', () => build());
  const rest = built.ok
    ? [
        steps.run('generated files', checkGenerated),
        steps.run('tests', () => runTests(args.length === 0 ? chosen() : args)),
      ]
    : [steps.omit('generated files, tests', 'the build failed')];
  await Promise.all([lint, types, ...rest]);
}

/** The tests that run where nobody names any. */
function chosen() {
  return process.env.WASM_FUZZ === 'full' ? [] : ['--project', 'unit', '--project', 'package'];
}

/**
 * @param {string} bin a tool's script below node_modules
 * @param {string[]} args
 */
function tool(bin, args) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  return run(process.execPath, [join(root, 'node_modules', bin), ...args], { cwd: root, env: colour });
}
