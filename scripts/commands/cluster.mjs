import { buildParts } from '../lib/cluster/build.mjs';
import { Cluster } from '../lib/cluster/cluster.mjs';
import { demandMachine } from '../lib/cluster/needs.mjs';
import { kubernetesVersion } from '../lib/cluster/parts.mjs';
import { Steps } from '../lib/steps.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm run cluster [down]

Starts a one-node Kubernetes for tests in namespaces of its own, and builds what it consists of first: Kubernetes,
containerd and etcd from Go modules, a WebAssembly shim from crates. That takes a quarter of an hour once, and is
kept in ~/.cache/cdk8s-wasm. It goes on running; \`npm run cluster down\` ends it, and removes its state.
Linux, root, Go and Rust are needed; what is missing is said with how to get it.

exit codes: 0 done, 1 something failed or is missing, 2 wrong arguments
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP, (argument) => argument === 'down');
  if (end !== undefined) return end;
  const steps = new Steps();
  const cluster = new Cluster();
  if (args.includes('down')) return (await steps.run('end', () => cluster.stop())).ok ? 0 : 1;
  if (!(await startCluster(steps, cluster))) return 1;
  console.log(`
Kubernetes ${kubernetesVersion()}, runtimes: runc, wasmtime
  export KUBECONFIG=${cluster.kubeconfig}
  registry: push to ${cluster.registry}, pull as 127.0.0.1:5000
  logs: ${cluster.logs}
npm run test:cluster uses it; npm run cluster down ends it`);
  return 0;
}

/**
 * Builds what is missing and starts a cluster, unless it runs.
 *
 * @param {Steps} steps
 * @param {Cluster} cluster
 */
export async function startCluster(steps, cluster) {
  const able = await steps.run('cluster: machine', async () => demandMachine());
  const built = able.ok && (await steps.run('cluster: build', buildParts)).ok;
  return built && (await steps.run('cluster: start', (progress) => cluster.start(progress))).ok;
}
