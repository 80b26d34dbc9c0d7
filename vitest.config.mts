import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** What needs more than Node: a registry, a server, a browser, helm, kubectl and PyYAML. `.ci/run` brings them all. */
const withTools = [
  'test/browser/**/*.test.ts',
  'test/cli/{credentials,faults,push,synth}.test.ts',
  'test/oci/{auth,faults,registry}.test.ts',
  'test/pulumi/image-push.test.ts',
  'test/synth/{helm,kubectl,pyyaml}.test.ts',
  'test/workload/{blazor-nginx,record-tools}.test.ts',
];

// A machine that is busy with something else fails no test.
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve: {
    // Tests and the examples that they run see the sources; test/package sees what is packed.
    alias: [
      { find: /^cdk8s-wasm$/, replacement: source('index.ts') },
      { find: /^cdk8s-wasm\/oci$/, replacement: source('oci/index.ts') },
      { find: /^cdk8s-wasm\/plus$/, replacement: source('plus/index.ts') },
      { find: /^cdk8s-wasm\/pulumi$/, replacement: source('pulumi/index.ts') },
    ],
  },
  test: {
    // A fresh module registry for each file would load cdk8s for each file: four times the time.
    isolate: false,
    // Vitest keeps a core for itself, and half of two is the whole of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: 'test/support/fast-check.ts',
          include: ['test/**/*.test.ts'],
          // test/cluster and test/engine have a configuration of their own: a Kubernetes, and Pulumi's engine.
          exclude: ['test/package/**', 'test/cluster/**', 'test/engine/**', ...withTools],
          ...patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'tools',
          setupFiles: 'test/support/fast-check.ts',
          include: withTools,
          ...patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/setup.ts',
          ...patience,
        },
      },
    ],
  },
});
