import { setUp } from '../lib/setup.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm run build

Compiles src/ to lib/ and .jsii with jsii, after installing what the lockfile says. Does nothing when
neither has changed since the last time.
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP);
  if (end !== undefined) return end;
  return (await setUp(new Steps())) ? 0 : 1;
}
