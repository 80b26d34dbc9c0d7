import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

// The tests with the real engine of Pulumi: `npm run test:engine`. They are no part of `npm test`.
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
    name: 'engine',
    include: ['test/engine/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
