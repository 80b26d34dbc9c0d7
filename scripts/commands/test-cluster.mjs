import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { statePath } from '../lib/cache.mjs';
import { Cluster } from '../lib/cluster/cluster.mjs';
import { demandNamedCluster } from '../lib/cluster/needs.mjs';
import { endOf } from '../lib/cluster/until.mjs';
import { buildEngine, pulumiVersion } from '../lib/engine.mjs';
import { endChildren } from '../lib/process.mjs';
import { setUp } from '../lib/setup.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';
import { runTests } from '../lib/vitest.mjs';
import { startCluster } from './cluster.mjs';

const HELP = `
usage: npm run test:cluster [-- <file filter or vitest option> …]

Runs the tests of test/cluster against a real Kubernetes: the one that KUBECONFIG names, else that of \`npm run
cluster\`, which is started if it does not run and then ended again. With KUBECONFIG,
  CLUSTER_REGISTRY_PUSH    a registry, as this machine reaches it: localhost:5001
  CLUSTER_REGISTRY_PULL    the same registry, as the cluster's nodes call it, if they call it otherwise
  CLUSTER_RUNTIME_CLASS    the RuntimeClass of the wasmtime shim, if it is not wasmtime
  CLUSTER_RUNTIME_HANDLER  the handler of that class, if it is not wasmtime
say where images go and what runs them.

The tests of Pulumi need its engine, which is built first, once, unless a file filter leaves them out.

exit codes: 0 everything passed, 1 something failed or is missing
`;

/** Logs whose ends are shown when a test fails. */
const TELLING_LOGS = ['containerd', 'kubelet', 'kube-apiserver'];

/** What the tests that need the engine of Pulumi are called. */
const OF_PULUMI = ['test/cluster/pulumi.test.ts', 'test/cluster/pulumi-faults.test.ts'];

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, () => true);
  if (end !== undefined) return end;
  const steps = new Steps();
  if ((await setUp(steps)) && (await engineIfNeeded(steps, args))) {
    const named = process.env.KUBECONFIG ?? '';
    await (named === '' ? runOnOwn(steps, args) : runOnNamed(steps, args, named));
  }
  const { tally } = steps;
  // The CI run adds this tally to those of its other steps.
  if (process.env.WASM_TALLY !== undefined) writeFileSync(process.env.WASM_TALLY, JSON.stringify(tally));
  console.log(['', ...tally.skippedLines(), tally.line()].join('\n'));
  return tally.failed === 0 ? 0 : 1;
}

/**
 * Builds the engine of Pulumi, unless the arguments name files and none that needs it.
 *
 * @param {Steps} steps
 * @param {string[]} args
 * @returns {Promise<boolean>} whether what is needed is there
 */
async function engineIfNeeded(steps, args) {
  const filters = args.filter((argument) => !argument.startsWith('-'));
  const isNeeded =
    filters.length === 0 || OF_PULUMI.some((file) => filters.some((filter) => file.includes(filter)));
  return !isNeeded || (await steps.run(`engine: Pulumi ${pulumiVersion()}`, buildEngine)).ok;
}

/**
 * @param {Steps} steps
 * @param {string[]} args
 */
async function runOnOwn(steps, args) {
  const cluster = new Cluster();
  const wasRunning = cluster.isRunning;
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    // What was started outlives this process unless it is ended, too.
    process.once(signal, () => {
      interrupted = true;
      endChildren();
    });
  }
  // What ends with the cluster need not be taken away from it.
  if (!wasRunning) process.env.CLUSTER_ENDS = 'true';
  try {
    const started = (await startCluster(steps, cluster)) && !interrupted;
    if (!started) steps.omit('cluster tests', interrupted ? 'interrupted' : 'there is no cluster');
    const passed = started && (await runAll(steps, args));
    if (!passed) console.log(`logs: ${keepLogs(cluster)}`);
  } finally {
    if (!wasRunning) await steps.run('cluster: end', () => cluster.stop());
  }
}

/**
 * @param {Steps} steps
 * @param {string[]} args
 * @param {string} named what KUBECONFIG says
 */
async function runOnNamed(steps, args, named) {
  const answers = await steps.run('cluster: answers', () => demandNamedCluster(named));
  if (answers.ok) await runAll(steps, args);
  else steps.omit('cluster tests', 'there is no cluster');
}

/**
 * @param {Steps} steps
 * @param {string[]} args
 */
async function runAll(steps, args) {
  const config = ['--config', 'test/cluster/vitest.config.mts'];
  return (await steps.run('cluster tests', () => runTests([...config, ...args]))).ok;
}

/**
 * Shows the ends of the logs that tell most, and keeps all where they outlive the cluster.
 *
 * @param {Cluster} cluster
 */
function keepLogs(cluster) {
  for (const name of TELLING_LOGS) {
    const lines = endOf(cluster.log(name), 40);
    if (lines.length > 0) console.log(`\n== the end of ${name}.log\n${lines.join('\n')}`);
  }
  const kept = statePath('failed-cluster-logs');
  rmSync(kept, { recursive: true, force: true });
  for (const folder of [cluster.logs, cluster.podLogs]) {
    if (existsSync(folder)) cpSync(folder, join(kept, basename(folder)), { recursive: true });
  }
  return kept;
}
