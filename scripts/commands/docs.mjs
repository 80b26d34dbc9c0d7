import { build } from '../lib/build.mjs';
import { findStale, writeGenerated } from '../lib/generators.mjs';
import { setUp } from '../lib/setup.mjs';
import { StepProblem, Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm run docs [-- --check]

Writes the files that are generated and committed, such as API.md.
--check writes nothing and fails when one of them is stale.
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, (argument) => argument === '--check');
  if (end !== undefined) return end;
  const steps = new Steps();
  if (!(await setUp(steps))) return 1;
  const done = await steps.run('docs', args.includes('--check') ? checkGenerated : writeDocs);
  return done.ok ? 0 : 1;
}

async function writeDocs() {
  const written = await writeGenerated();
  // What is generated into src/ is compiled like the rest.
  if (written.some((file) => file.startsWith('src/'))) await build();
  return written.length === 0 ? 'unchanged' : `wrote ${written.join(', ')}`;
}

/** Fails when a generated file is stale. */
export async function checkGenerated() {
  const stale = await findStale();
  if (stale.length === 0) return 'up to date';
  const names = stale.map(({ file }) => file).join(', ');
  throw new StepProblem(`${names}: not what the sources say; run \`npm run docs\` and commit the result`);
}
