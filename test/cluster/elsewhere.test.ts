import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programPath } from '../../scripts/lib/cluster/build.mjs';
import { REGISTRY } from '../../scripts/lib/cluster/programs.mjs';
import { run } from '../../scripts/lib/process.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { describeOnNode } from './support/target';

/** Each worker loads the library anew, and there is little for them to do. */
const ONE = '--maxWorkers=1';

// This cluster by another file's name: nothing but the API server and the registry is taken for known.
describeOnNode('a cluster that KUBECONFIG names', (cluster) => {
  test('runs the same tests, but for those that look at the node, which say so', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-elsewhere-'));
    try {
      const KUBECONFIG = join(scratch, 'kubeconfig');
      copyFileSync(cluster.kubeconfig, KUBECONFIG);
      // Where its own kubectl is found.
      const PATH = programPath();
      const names = { CLUSTER_REGISTRY_PUSH: cluster.registry, CLUSTER_REGISTRY_PULL: REGISTRY };
      const command = [
        join(root, 'scripts', 'run.mjs'),
        'test-cluster',
        'references',
        'security',
        'samples',
        ONE,
      ];
      const { stdout } = await run(process.execPath, command, {
        cwd: root,
        env: { KUBECONFIG, PATH, ...names },
      });
      expect(stdout).toMatch(/^[1-9]\d* passed, 0 failed, 2 skipped$/m);
      expect(stdout).toContain('KUBECONFIG names a cluster whose node is not this machine');
      expect(stdout).toContain('this machine and the nodes call the registry by two names');
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
