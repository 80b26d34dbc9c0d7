import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where the bundles go: beside what jsii compiled, which its next run would not find changed. */
export const BUNDLES = 'bundle';

/** The files that users load: the package and its subpaths. */
const ENTRIES = ['index', 'plus/index'];

/**
 * Makes one file of each entry, of what jsii compiled: loading well over a hundred small files takes Node twice as long
 * as loading one with the same code. Types stay a file each.
 *
 * @param {string} dir the checkout
 * @param {string[]} compiled every compiled file, relative to lib/ and without its extension
 */
export async function bundle(dir, compiled) {
  const lib = join(dir, 'lib');
  // From the checkout's own modules: the run with the newest peers builds a copy.
  const { build } = createRequire(join(dir, 'package.json'))('esbuild');
  await build({
    entryPoints: ENTRIES.filter((entry) => compiled.includes(entry)).map((entry) => join(lib, `${entry}.js`)),
    outbase: lib,
    outdir: join(dir, BUNDLES),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external: ['cdk8s', 'constructs'],
    logLevel: 'error',
  });
}
