import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockfile } from '../lib/lockfile.mjs';
import { root } from '../lib/root.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm run lock

Completes package-lock.json after a change of dependencies: adds the builds for other platforms that npm left
out because its registry does not carry them.
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP);
  if (end !== undefined) return end;
  const path = join(root, 'package-lock.json');
  const lockfile = JSON.parse(readFileSync(path, 'utf8'));
  const { packages, added, unknown } = completeLockfile(lockfile.packages);
  if (added.length > 0) writeFileSync(path, `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`);
  console.log(added.length === 0 ? 'package-lock.json was complete' : `added:\n${added.join('\n')}`);
  if (unknown.length === 0) return 0;
  console.error(`no entry, and a name that names no platform: ${unknown.join(', ')}`);
  return 1;
}
