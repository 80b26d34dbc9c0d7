import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { Cluster } from '../../../scripts/lib/cluster/cluster.mjs';
import { builtFolder, goParts } from '../../../scripts/lib/cluster/parts.mjs';
import { REGISTRY } from '../../../scripts/lib/cluster/programs.mjs';

// What the tests run against: the cluster of `npm run cluster`, or the one that KUBECONFIG names.

const own = new Cluster();
const named = process.env.KUBECONFIG;

/** The project's own cluster, whose node is this machine; undefined where KUBECONFIG names another. */
export const ownCluster: Cluster | undefined =
  named === undefined || named === '' || named === own.kubeconfig ? own : undefined;

if (ownCluster !== undefined && !ownCluster.isRunning) {
  throw new Error('no cluster runs: use `npm run test:cluster`, or set KUBECONFIG to one that does');
}

/** The file that says how to reach it. */
export const kubeconfig: string = ownCluster?.kubeconfig ?? String(named);

/** The kubectl of the cluster's own release; elsewhere the one on the path. */
export const kubectlProgram: string = kubectlOfCluster();

/** A registry of the cluster: where this machine pushes, and under which name the nodes pull. */
export const registry: { readonly push: string; readonly pull: string } | undefined = registryOfCluster();

/** The registry by a name that this machine and the nodes both know; undefined where they call it by two. */
export const sharedRegistry: string | undefined =
  ownCluster?.registry ?? (registry?.push === registry?.pull ? registry?.push : undefined);

/** Describes what only a look at the node's processes and logs can show, or says why it was skipped. */
export function describeOnNode(title: string, body: (cluster: Cluster) => void): void {
  describe(title, () => {
    if (ownCluster !== undefined) return body(ownCluster);
    test('is seen on the node', (context) => {
      context.skip('KUBECONFIG names a cluster whose node is not this machine');
    });
  });
}

/** Describes what needs images of ours on the cluster, or says why it was skipped. */
export function describeWithImages(title: string, body: () => void): void {
  describe(title, () => {
    if (registry !== undefined) return body();
    test('runs on the cluster', (context) => {
      context.skip('CLUSTER_REGISTRY_PUSH and CLUSTER_REGISTRY_PULL name no registry');
    });
  });
}

/** Describes what needs images that are pushed under the name by which the nodes pull them, or says why it was skipped. */
export function describeWithPush(title: string, body: () => void): void {
  describe(title, () => {
    if (ownCluster !== undefined || (registry !== undefined && registry.push === registry.pull))
      return body();
    test('runs on the cluster', (context) => {
      context.skip('this machine and the nodes call the registry by two names, or there is none');
    });
  });
}

/** The variable that says at which socket `kubectl proxy` listens: `setup.ts` starts it. */
export const API_SOCKET = 'CLUSTER_TESTS_API_SOCKET';

/** Where the API server answers without a word of who asks. */
export function apiSocket(): string {
  const socket = process.env[API_SOCKET];
  if (socket === undefined) throw new Error('no proxy to the API server runs: use `npm run test:cluster`');
  return socket;
}

function kubectlOfCluster(): string {
  const kubernetes = goParts.find(({ name }) => name === 'kubernetes');
  if (ownCluster === undefined || kubernetes === undefined) return 'kubectl';
  const built = join(builtFolder(kubernetes), 'kubectl');
  return existsSync(built) ? built : 'kubectl';
}

function registryOfCluster() {
  const { CLUSTER_REGISTRY_PUSH: push, CLUSTER_REGISTRY_PULL: pull = push } = process.env;
  if (push !== undefined && pull !== undefined) return { push, pull };
  return ownCluster?.registry === undefined ? undefined : { push: ownCluster.registry, pull: REGISTRY };
}
