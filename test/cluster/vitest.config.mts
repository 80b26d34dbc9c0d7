import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/**
 * What waits longest, first: where one of these came last, all would wait for it. The autoscaler comes after the samples
 * have begun: while they are compiled, the node takes seconds to measure.
 */
const FIRST = ['samples', 'rollout', 'pulumi', 'failures', 'autoscale', 'pulumi-faults'];

class LongestFirst extends BaseSequencer {
  public override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = FIRST.indexOf(basename(moduleId, '.test.ts'));
      return index === -1 ? FIRST.length : index;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

// The tests against a real Kubernetes: `npm run test:cluster`. They are no part of `npm test`.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: {
    alias: [
      { find: /^cdk8s-wasm$/, replacement: source('index.ts') },
      { find: /^cdk8s-wasm\/oci$/, replacement: source('oci/index.ts') },
      { find: /^cdk8s-wasm\/pulumi$/, replacement: source('pulumi/index.ts') },
    ],
  },
  test: {
    name: 'cluster',
    globalSetup: 'test/cluster/setup.ts',
    include: ['test/cluster/**/*.test.ts'],
    isolate: false,
    // Most of the time is spent waiting, for rollouts, back-offs and autoscalers: not for the cores of the one node.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
