import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blazor } from '../ci/blazor.mjs';
import { cluster } from '../ci/cluster.mjs';
import { distribution } from '../ci/distribution.mjs';
import { engine } from '../ci/engine.mjs';
import { kubernetesTools } from '../ci/kubernetes-tools.mjs';
import { newestPeers } from '../ci/newest-peers.mjs';
import { npmStart, npmTest } from '../ci/npm-commands.mjs';
import { pyyaml } from '../ci/pyyaml.mjs';
import { registry } from '../ci/registry.mjs';
import { samples } from '../ci/samples.mjs';
import { publishedSchemas } from '../ci/schemas.mjs';
import { endChildren } from '../lib/process.mjs';
import { Tally } from '../lib/tally.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: .ci/run

Runs everything that proves the project, from a fresh clone on. The last line is
\`N passed, N failed, N skipped\`; above it stands what was skipped and why.
`;

/**
 * A step returns what it counted; one that throws counts as one failure.
 *
 * @typedef {{ name: string, run: () => Promise<Tally> }} Step
 */

/** What the rest needs, one after the other. @type {Step[]} */
const preparation = [
  { name: 'schemas of every Kubernetes release', run: publishedSchemas },
  { name: 'registry', run: registry },
  { name: 'registry of Go modules', run: distribution },
  { name: 'helm and kubectl', run: kubernetesTools },
  { name: 'PyYAML', run: pyyaml },
  { name: 'npm run samples', run: samples },
  { name: 'server, browser and app for Blazor', run: blazor },
];

/** What runs side by side: the tests on a cluster mostly wait. @type {Step[][]} */
const lanes = [
  [
    { name: 'npm test', run: npmTest },
    { name: 'npm start', run: npmStart },
    { name: 'newest cdk8s and constructs', run: newestPeers },
  ],
  [{ name: 'a real Kubernetes', run: cluster }],
  [{ name: 'the engine of Pulumi', run: engine }],
];

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP);
  if (end !== undefined) return end;
  const tally = new Tally();
  // All that the steps put aside lies in here, and goes with it even when one was cut short.
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-'));
  // A server that a test runs as another user must find what it serves.
  chmodSync(scratch, 0o711);
  process.env.TMPDIR = scratch;
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      interrupted = true;
      endChildren();
    });
  }
  /** @param {Step[]} steps */
  const runAll = async (steps) => {
    for (const { name, run } of steps) {
      if (interrupted) return;
      const started = Date.now();
      console.log(`\n== ${name}`);
      try {
        tally.add(await run());
      } catch (error) {
        tally.add(new Tally(0, 1));
        console.log(`✗ ${name}: ${error instanceof Error ? error.message : error}`);
      }
      console.log(`== ${name}: ${Math.round((Date.now() - started) / 1000)} s`);
    }
  };
  await runAll(preparation);
  await Promise.all(lanes.map(runAll));
  rmSync(scratch, { recursive: true, force: true });
  console.log(['', ...tally.skippedLines(), tally.line()].join('\n'));
  return tally.failed === 0 ? 0 : 1;
}
