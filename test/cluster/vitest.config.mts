import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

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
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
