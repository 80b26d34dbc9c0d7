import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests and the examples that they run see the sources; test/package sees what is packed.
    alias: [
      { find: /^cdk8s-wasm$/, replacement: source('index.ts') },
      { find: /^cdk8s-wasm\/oci$/, replacement: source('oci/index.ts') },
      { find: /^cdk8s-wasm\/plus$/, replacement: source('plus/index.ts') },
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
          // test/cluster has a configuration of its own: it needs a Kubernetes.
          exclude: ['test/package/**', 'test/cluster/**'],
          // A machine that is busy with something else fails no test.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/setup.ts',
          testTimeout: 120_000,
        },
      },
    ],
  },
});
