import { setUp } from '../lib/setup.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm run bench [-- [--quick] <name> …]

Runs the benchmarks of bench/ that are named, or all, and writes bench/results.json and bench/RESULTS.md. What they
compare with is installed first, where it is not there: bench/peers/package.json, helm and kubectl.

--quick  a look in under a minute: fewer rounds, smaller sizes, pulumi and cluster only where they are named; written to
         bench/quick/

exit codes: 0 done, 1 something failed, 2 wrong arguments
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, (argument) => argument === '--quick' || !argument.startsWith('-'));
  if (end !== undefined) return end;
  if (!(await setUp(new Steps()))) return 1;
  const { bench } = await import('../../bench/run.mjs');
  return bench(
    args.filter((argument) => argument !== '--quick'),
    { quick: args.includes('--quick') },
  );
}
