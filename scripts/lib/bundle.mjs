import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

/** Where the bundles go: beside what jsii compiled, which its next run would not find changed. */
export const BUNDLES = 'bundle';

/** The files that users load: the package and its subpaths. */
const ENTRIES = ['src/index.ts', 'src/oci/index.ts', 'src/plus/index.ts'];

/**
 * Makes one file of each entry: Node takes half the time to load it that well over a hundred small files take. It is
 * made of the sources that jsii checked, not of what it compiled, as CommonJS modules do not share one scope; types
 * stay a file each.
 *
 * @param {string} dir the checkout, built by jsii
 */
export async function bundle(dir) {
  // From the checkout's own modules: the run with the newest peers builds a copy.
  const { build } = createRequire(join(dir, 'package.json'))('esbuild');
  await build({
    absWorkingDir: dir,
    entryPoints: ENTRIES.filter((entry) => existsSync(join(dir, entry))),
    outbase: 'src',
    outdir: BUNDLES,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // What jsii's own settings come down to for a compiler that looks at no types.
    tsconfigRaw: { compilerOptions: { target: 'es2023', useDefineForClassFields: true } },
    external: ['cdk8s', 'constructs'],
    logLevel: 'error',
    plugins: [jsiiNames(dir)],
  });
}

/**
 * Marks each class of the public API with its name for jsii, as jsii's compiler does: other languages' programs ask an
 * object for it.
 *
 * @param {string} dir
 * @returns {import('esbuild').Plugin}
 */
function jsiiNames(dir) {
  /** @type {import('@jsii/spec').Assembly} */
  const { version, types = {} } = JSON.parse(readFileSync(join(dir, '.jsii'), 'utf8'));
  const classes = Object.values(types).filter(({ kind }) => kind === 'class');
  return {
    name: 'jsii-names',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const file = relative(dir, path).replaceAll('\\', '/').replace(/\.ts$/, '');
        const marks = classes
          .filter(({ symbolId }) => symbolId?.startsWith(`${file}:`))
          .map(({ name, fqn }) => `${name}[Symbol.for('jsii.rtti')] = ${JSON.stringify({ fqn, version })};`);
        return { contents: [await readFile(path, 'utf8'), ...marks].join('\n'), loader: 'ts' };
      });
    },
  };
}
