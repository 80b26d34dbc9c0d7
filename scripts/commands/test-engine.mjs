import { writeFileSync } from 'node:fs';
import { buildEngine, pulumiVersion } from '../lib/engine.mjs';
import { setUp } from '../lib/setup.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';
import { runTests } from '../lib/vitest.mjs';

const HELP = `
usage: npm run test:engine [-- <file filter or vitest option> …]

Runs the tests of test/engine with the real engine of Pulumi: its command and its Kubernetes provider, built from Go modules.
That takes a quarter of an hour once, and is kept in ~/.cache/cdk8s-wasm. State, plugins and passphrase are the tests' own.
No cluster is needed.

exit codes: 0 everything passed, 1 something failed or is missing
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, () => true);
  if (end !== undefined) return end;
  const steps = new Steps();
  const built =
    (await setUp(steps)) && (await steps.run(`engine: Pulumi ${pulumiVersion()}`, buildEngine)).ok;
  const config = ['--config', 'test/engine/vitest.config.mts'];
  if (built) await steps.run('engine tests', () => runTests([...config, ...args]));
  else steps.omit('engine tests', 'a step before failed');
  const { tally } = steps;
  // The CI run adds this tally to those of its other steps.
  if (process.env.WASM_TALLY !== undefined) writeFileSync(process.env.WASM_TALLY, JSON.stringify(tally));
  console.log(['', ...tally.skippedLines(), tally.line()].join('\n'));
  return tally.failed === 0 ? 0 : 1;
}
