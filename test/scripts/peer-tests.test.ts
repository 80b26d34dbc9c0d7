import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { peerTests } from '../../scripts/lib/peer-tests.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { filesBelow, importsOf } from '../support/imports';

const tests = filesBelow('test', /^test\/(?!cluster\/|engine\/).*\.test\.ts$/);

describe('the tests that run with the newest cdk8s and constructs', () => {
  test('are all that import one of them, all of the package, and those that start its programs', async () => {
    const chosen = await peerTests(root, tests);
    const peers = tests.filter((file) =>
      importsOf(file).some(
        ({ target, typeOnly }) => /^(cdk8s|constructs)(-plus-\d+)?$/.test(target) && !typeOnly,
      ),
    );
    expect(peers.length).toBeGreaterThan(30);
    const started = ['test/examples/examples.test.ts', 'test/workload/record-cli.test.ts'];
    const all = [...peers, ...tests.filter((file) => file.startsWith('test/package/')), ...started];
    expect(all.filter((file) => !chosen.includes(file))).toEqual([]);
  });

  test('are none that read binaries, speak to registries or run the command', async () => {
    const left = ['test/artifact/wasm/fuzz.test.ts', 'test/oci/registry.test.ts', 'test/cli/push.test.ts'];
    expect(await peerTests(root, left)).toEqual([]);
  });
});

describe('a test that is new', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-peer-tests-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    return file;
  };
  put('package.json', '{}');
  put('tsconfig.dev.json', '{ "compilerOptions": { "paths": { "cdk8s-wasm": ["./src/index.ts"] } } }');
  put('src/index.ts', "export { App } from 'cdk8s';");

  test.each([
    ['imports one through the sources', "import { App } from '../src/index'; new App();"],
    ['imports one through the name of the package', "import { App } from 'cdk8s-wasm'; new App();"],
    ['imports what is built on one', "import * as kplus from 'cdk8s-plus-33'; console.log(kplus);"],
    ['starts a program', "import { spawn } from 'node:child_process'; spawn('cdk8s');"],
    ['loads by a name', "import { createRequire } from 'node:module'; createRequire('/')('cdk8s');"],
    ['imports what is named elsewhere', "const name = 'cdk8s'; await import(name);"],
  ])('runs where it %s', async (what, text) => {
    const file = put(`test/${what.replaceAll(' ', '-')}.test.ts`, text);
    expect(await peerTests(folder, [file])).toEqual([file]);
  });

  test('does not run where it only has their types', async () => {
    const file = put('test/types.test.ts', "import type { App } from 'cdk8s'; export const app: App[] = [];");
    expect(await peerTests(folder, [file])).toEqual([]);
  });

  test('is told where a file that is said to start programs without them starts none', async () => {
    const file = put('test/oci/registry.ts', 'export const nothing = 1;');
    await expect(peerTests(folder, [file])).rejects.toThrow(`these start nothing any more: ${file}`);
  });
});
