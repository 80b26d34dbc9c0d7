import { describe, expect, test } from 'vitest';
import { consumer, PULUMI } from './consumer';

const subpaths = [
  'cdk8s-wasm',
  'cdk8s-wasm/oci',
  'cdk8s-wasm/plus',
  'cdk8s-wasm/pulumi',
  'cdk8s-wasm/package.json',
  'cdk8s-wasm/.jsii',
];

describe('an installed package', () => {
  test.concurrent('resolves each of its subpaths', async () => {
    const paths = JSON.stringify(subpaths);
    const project = consumer({ 'main.cjs': `for (const path of ${paths}) require.resolve(path);` });
    expect(await project.run(['main.cjs'])).toEqual({ code: 0, output: '' });
  });

  test.concurrent('gives the same exports to require and to import', async () => {
    const main = `
      import assert from 'node:assert';
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      for (const path of ['cdk8s-wasm', 'cdk8s-wasm/oci', 'cdk8s-wasm/plus', 'cdk8s-wasm/pulumi']) {
        const required = require(path);
        const imported = await import(path);
        assert(Object.keys(required).length > 0, path);
        for (const name of Object.keys(required)) {
          assert.notStrictEqual(required[name], undefined, name);
          assert.strictEqual(imported[name], required[name], name);
        }
      }`;
    const project = consumer({ 'main.mjs': main }, PULUMI);
    expect(await project.run(['main.mjs'])).toEqual({ code: 0, output: '' });
  });

  test.concurrent.each(['require', 'import'])(
    'loads one file by %s: what only functions use waits until they run',
    async (way) => {
      const project = consumer({
        'main.mjs': `
        import assert from 'node:assert';
        import { createRequire } from 'node:module';
        import { basename, dirname } from 'node:path';
        const require = createRequire(import.meta.url);
        const wasm = ${way === 'import' ? "await import('cdk8s-wasm')" : "require('cdk8s-wasm')"};
        const folder = dirname(require.resolve('cdk8s-wasm'));
        const loaded = () => Object.keys(require.cache).filter((file) => dirname(file) === folder).map((file) => basename(file));
        assert.deepStrictEqual(loaded(), ['index.js']);
        wasm.WasmPlatform.k3s();
        assert(loaded().includes('platforms.js'));`,
      });
      expect(await project.run(['main.mjs'])).toEqual({ code: 0, output: '' });
    },
  );

  test.concurrent('has no file that only loads after others', async () => {
    const project = consumer({
      'main.cjs': `
        const { readdirSync } = require('node:fs');
        const { dirname, join } = require('node:path');
        const folder = dirname(require.resolve('cdk8s-wasm'));
        const files = readdirSync(folder).filter((file) => file.endsWith('.js') && !['cli.js', 'pulumi.js'].includes(file));
        if (files.length < 10) throw new Error('where are they?');
        for (const file of files) {
          for (const loaded of Object.keys(require.cache)) delete require.cache[loaded];
          require(join(folder, file));
        }`,
    });
    expect(await project.run(['main.cjs'])).toEqual({ code: 0, output: '' });
  });

  test.concurrent('knows each of its classes by the name that jsii gives it', async () => {
    const project = consumer({
      'main.cjs': `
        const assert = require('node:assert');
        const { readFileSync } = require('node:fs');
        const wasm = require('cdk8s-wasm');
        const { version, types } = JSON.parse(readFileSync(require.resolve('cdk8s-wasm/.jsii'), 'utf8'));
        const classes = Object.values(types).filter(({ kind }) => kind === 'class');
        assert(classes.length > 0);
        for (const { name, fqn } of classes) {
          assert.deepStrictEqual(wasm[name][Symbol.for('jsii.rtti')], { fqn, version });
        }`,
    });
    expect(await project.run(['main.cjs'])).toEqual({ code: 0, output: '' });
  });

  test.concurrent('shows a line of code, and not itself, where nobody catches what it refuses', async () => {
    const project = consumer({ 'main.cjs': `require('cdk8s-wasm').WasmImage.of('ghcr.io/acme/hello');` });
    const { code, output } = await project.run(['main.cjs']);
    expect(code).toBe(1);
    expect(output).toContain('[WasmImage] reference "ghcr.io/acme/hello": no tag');
    expect(Math.max(...output.split('\n').map(({ length }) => length))).toBeLessThan(500);
  });

  test.concurrent('hides every other file', async () => {
    const project = consumer({ 'main.cjs': `require('cdk8s-wasm/lib/index.js');` });
    expect((await project.run(['main.cjs'])).output).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test.concurrent('speaks to registries without loading cdk8s and constructs', async () => {
    const project = consumer({
      'main.cjs': `
        require('cdk8s-wasm/oci');
        const peers = Object.keys(require.cache).filter((file) => /node_modules.(cdk8s|constructs).lib/.test(file));
        if (peers.length > 0) throw new Error(peers.join());`,
    });
    expect(await project.run(['main.cjs'])).toEqual({ code: 0, output: '' });
  });

  test.concurrent('loads without cdk8s-plus', async () => {
    const project = consumer({
      'main.cjs': `
        require('cdk8s-wasm');
        require('cdk8s-wasm/plus');
        const plus = Object.keys(require.cache).filter((file) => file.includes('cdk8s-plus'));
        if (plus.length > 0) throw new Error(plus.join());`,
    });
    expect(await project.run(['main.cjs'])).toEqual({ code: 0, output: '' });
  });

  test.concurrent.each(['require', 'import'])(
    'says by %s what to install for Pulumi where it is not, and needs it nowhere else',
    async (way) => {
      const load = way === 'import' ? "await import('cdk8s-wasm/pulumi')" : "require('cdk8s-wasm/pulumi')";
      const main = `
        import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);
        require('cdk8s-wasm');
        try {
          ${load};
        } catch ({ message }) {
          console.log(message);
        }`;
      const missing = (packages: string) =>
        `cdk8s-wasm/pulumi works with ${packages} not installed; fix: npm install @pulumi/pulumi@^3.142.0 @pulumi/kubernetes@^4.18.0`;
      expect(await consumer({ 'main.mjs': main }).run(['main.mjs'])).toEqual({
        code: 0,
        output: missing('@pulumi/pulumi and @pulumi/kubernetes, which are'),
      });
      expect(await consumer({ 'main.mjs': main }, ['@pulumi/pulumi']).run(['main.mjs'])).toEqual({
        code: 0,
        output: missing('@pulumi/kubernetes, which is'),
      });
    },
  );
});
