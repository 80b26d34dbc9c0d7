import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { buildSample } from '../lib/samples/build.mjs';
import { samples } from '../lib/samples/catalogue.mjs';
import {
  builtFacts,
  builtReader,
  committedFacts,
  differences,
  FACTS_FILE,
  writeFacts,
} from '../lib/samples/facts.mjs';
import { findToolchains } from '../lib/samples/toolchains.mjs';
import { setUp } from '../lib/setup.mjs';
import { StepProblem, Steps } from '../lib/steps.mjs';
import { Tally } from '../lib/tally.mjs';
import { answerUsage } from '../lib/usage.mjs';

/** @typedef {import('../lib/samples/catalogue.mjs').Sample} Sample */
/** @typedef {import('../lib/samples/facts.mjs').Facts} Facts */
/** @typedef {import('../lib/samples/toolchains.mjs').Found} Found */

const HELP = `
usage: npm run samples [-- --check] [<name> …]

Builds the programs of examples/apps/ that are named, or all, into examples/apps/<name>/build/app.wasm with the commands
of their READMEs, and writes what they are to ${FACTS_FILE}. Tools from npm and PyPI are installed outside the repository;
what needs another that is not there is skipped, and it says how to get it.
--check writes no facts and fails where they are not what was built.

names: ${samples.map(({ name }) => name).join(', ')}

exit codes: 0 all that could be built was, 1 something failed, 2 no such sample or argument
`;

/** @param {string[]} args */
export async function main(args) {
  const names = args.filter((argument) => argument !== '--check');
  const end = answerUsage(args, HELP, (argument) => {
    return argument === '--check' || samples.some(({ name }) => name === argument);
  });
  if (end !== undefined) return end;
  const steps = new Steps();
  if (await setUp(steps)) {
    const wanted = samples.filter(({ name }) => names.length === 0 || names.includes(name));
    await buildAll(steps, wanted, args.includes('--check'));
  }
  const { tally } = steps;
  // The CI run adds this tally to those of its other steps.
  if (process.env.WASM_TALLY !== undefined) writeFileSync(process.env.WASM_TALLY, JSON.stringify(tally));
  console.log(['', ...tally.skippedLines(), tally.line()].join('\n'));
  return tally.failed === 0 ? 0 : 1;
}

/**
 * @param {Steps} steps
 * @param {Sample[]} wanted
 * @param {boolean} check
 */
async function buildAll(steps, wanted, check) {
  const tools = await steps.run('tools', (progress) => findToolchains(wanted, progress));
  if (!tools.ok) return;
  const committed = check ? committedFacts() : undefined;
  /** @type {Record<string, Facts>} */
  const fresh = {};
  const queue = [...wanted];
  const worker = async () => {
    for (let sample = queue.shift(); sample !== undefined; sample = queue.shift()) {
      const facts = await buildOne(steps, sample, tools.value.found, committed);
      if (facts !== undefined) fresh[sample.name] = facts;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  if (check || Object.keys(fresh).length === 0) return;
  console.log(
    writeFacts(fresh) ? `wrote ${FACTS_FILE}: next is \`npm run docs\`` : `${FACTS_FILE}: unchanged`,
  );
}

/**
 * @param {Steps} steps
 * @param {Sample} sample
 * @param {Found} found
 * @param {Record<string, Facts> | undefined} committed to hold what was built against
 * @returns {Promise<Facts | undefined>}
 */
async function buildOne(steps, sample, found, committed) {
  const { name } = sample;
  const [missing] = sample.tools.flatMap((tool) => found[tool].missing ?? []);
  if (missing !== undefined) {
    steps.omit(name, missing);
    steps.tally.add(new Tally(0, 0, [{ name, reason: missing }]));
    return undefined;
  }
  const done = await steps.run(name, async () => {
    const outcome = await buildSample(sample, found);
    const facts = builtFacts(sample, await builtReader());
    if (facts === undefined) throw new StepProblem('it was built, and its stamp is gone');
    const differs = committed === undefined ? [] : differences(committed[name], facts);
    if (differs.length > 0) {
      throw new StepProblem(
        `${differs.join('\n')}\n\`npm run samples -- ${name}\` writes it: commit the result`,
      );
    }
    const { kind, role, wasi, imports } = facts.binary;
    const what = `${kind}, ${role}, WASI ${wasi}, imports ${imports.length}`;
    return { facts, detail: `${outcome === 'built' ? '' : 'unchanged: '}${what} (${facts.toolchain})` };
  });
  return done.ok ? done.value.facts : undefined;
}
