import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

/** Where the bundles go: beside what jsii compiled, which its next run would not find changed. */
export const BUNDLES = 'bundle';

/** The files that users load: the package and its subpaths. */
const ENTRIES = ['src/index.ts', 'src/oci/index.ts', 'src/plus/index.ts'];

/**
 * Parts of the package that most programs never touch, by their file: each is a bundle of its own, loaded by who first
 * asks for one of its classes. What they share with the rest is pure, so that a copy of it is as good.
 */
const LAZY = [
  'artifact/spin-manifest',
  'artifact/wasm-binary',
  'check/lint/lint',
  'check/lint/wasm-validation',
];

/** Modules of the main entry that wait in a file of their own until something of them is used, and what they export. */
const DEFERRED = [
  { module: /^\.\/rules$/, entry: 'src/check/rules/index.ts', file: 'check/rules/index', names: ['RULES'] },
  {
    module: /^smol-toml$/,
    entry: 'smol-toml',
    file: 'smol-toml',
    names: ['parse', 'stringify', 'TomlError'],
  },
];

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
  const assembly = JSON.parse(readFileSync(join(dir, '.jsii'), 'utf8'));
  const lazy = LAZY.map((file) => ({
    file,
    names: classesOf(assembly, `src/${file}`).map(({ name }) => name),
  }));
  const [main, ...others] = ENTRIES;
  const whole = [
    ...others.filter((entry) => existsSync(join(dir, entry))),
    ...LAZY.map((file) => `src/${file}.ts`),
  ];
  const entryPoints = Object.fromEntries([
    ...whole.map((entry) => [entry.replace(/^src\/|\.ts$/g, ''), entry]),
    ...DEFERRED.map(({ file, entry }) => [file, entry]),
  ]);
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: dir,
    outdir: BUNDLES,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    minifyWhitespace: true,
    // What jsii's own settings come down to for a compiler that looks at no types.
    tsconfigRaw: { compilerOptions: { target: 'es2023', useDefineForClassFields: true } },
    external: ['cdk8s', 'constructs'],
    logLevel: 'error',
  };
  const names = publicNames(assembly, dir);
  await build({ ...options, entryPoints, plugins: [names] });
  await build({ ...options, entryPoints: { index: main }, plugins: [deferred, names] });
  appendFileSync(join(dir, BUNDLES, 'index.js'), lazyExports(lazy));
}

/**
 * Puts in place of a deferred module one that loads it when something of it is used.
 *
 * @type {import('esbuild').Plugin}
 */
const deferred = {
  name: 'deferred',
  setup({ onResolve, onLoad }) {
    for (const { module, file, names } of DEFERRED) {
      onResolve({ filter: module }, () => ({ path: file, namespace: 'deferred' }));
      onLoad({ filter: new RegExp(`^${file}$`), namespace: 'deferred' }, () => ({
        contents: `const later = require;\n${names
          .map(
            (name) =>
              `Object.defineProperty(exports, '${name}', { get: () => later('./${file}.js').${name} });`,
          )
          .join('\n')}`,
      }));
    }
  },
};

/**
 * Getters for the classes that are loaded when they are asked for. The last line is for Node, which reads the names
 * that a program can import out of the text.
 *
 * @param {{ file: string, names: string[] }[]} lazy
 */
function lazyExports(lazy) {
  const getters = lazy.flatMap(({ file, names }) =>
    names.map((name) => `  ${name}: { enumerable: true, get: () => require('./${file}.js').${name} },\n`),
  );
  const all = lazy.flatMap(({ names }) => names).join(', ');
  return `Object.defineProperties(module.exports, {\n${getters.join('')}});\n0 && (module.exports = { ${all} });\n`;
}

/**
 * @param {import('@jsii/spec').Assembly} assembly
 * @param {string} file without its extension
 */
function classesOf({ types = {} }, file) {
  return Object.values(types).filter(
    ({ kind, symbolId }) => kind === 'class' && symbolId?.startsWith(`${file}:`),
  );
}

/**
 * Marks each class of the public API with its name for jsii, as jsii's compiler does: other languages' programs ask an
 * object for it. Leaves out of the main entry what is loaded when it is asked for.
 *
 * @param {import('@jsii/spec').Assembly} assembly
 * @param {string} dir
 * @returns {import('esbuild').Plugin}
 */
function publicNames(assembly, dir) {
  const { version } = assembly;
  return {
    name: 'public-names',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const file = relative(dir, path).replaceAll('\\', '/').replace(/\.ts$/, '');
        const source = await readFile(path, 'utf8');
        const marks = classesOf(assembly, file).map(
          ({ name, fqn }) => `${name}[Symbol.for('jsii.rtti')] = ${JSON.stringify({ fqn, version })};`,
        );
        const kept = file === 'src/index' ? withoutLazy(source) : source;
        return { contents: [kept, ...marks].join('\n'), loader: 'ts' };
      });
    },
  };
}

/** @param {string} source */
function withoutLazy(source) {
  return source.replace(/^export \{[^}]*\} from '\.\/([^']+)';$/gm, (line, file) =>
    LAZY.includes(file) ? '' : line,
  );
}
