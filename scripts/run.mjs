#!/usr/bin/env node
// The one entry behind every npm script: `node scripts/run.mjs <command> [arguments]`.
// It loads nothing but the version check before it knows that Node is new enough to parse the rest.
import { readFileSync } from 'node:fs';
import { nodeVersionProblem } from './lib/node-version.mjs';

const commands = [
  'start',
  'test',
  'build',
  'docs',
  'bench',
  'samples',
  'lock',
  'cluster',
  'test-cluster',
  'test-engine',
  'ci',
];
const [command = '', ...args] = process.argv.slice(2);
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const problem = nodeVersionProblem(process.versions.node, engines.node);

if (problem !== undefined) {
  console.error(problem);
  if (command === 'ci') console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
} else if (!commands.includes(command)) {
  const asked = command === '' ? 'no command given' : `unknown command '${command}'`;
  console.error(`${asked}; use one of: ${commands.join(', ')}`);
  process.exitCode = 2;
} else {
  const { main } = await import(`./commands/${command}.mjs`);
  process.exitCode = await main(args);
}
