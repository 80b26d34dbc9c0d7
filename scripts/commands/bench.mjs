import { setUp } from '../lib/setup.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm run bench [-- <name> …]

Runs the benchmarks of bench/ that are named, or all, and writes bench/results.json and bench/RESULTS.md.
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, (argument) => !argument.startsWith('-'));
  if (end !== undefined) return end;
  if (!(await setUp(new Steps()))) return 1;
  const { bench } = await import('../../bench/run.mjs');
  return bench(args);
}
