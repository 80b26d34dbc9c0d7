import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';

/** Where the bundles go: beside what jsii compiled, which its next run would not find changed. */
export const BUNDLES = 'bundle';

/** The files that users load: the package and its subpaths. */
const ENTRIES = {
  index: 'src/index.ts',
  oci: 'src/oci/index.ts',
  plus: 'src/plus/index.ts',
  pulumi: 'src/pulumi/index.ts',
};

/** The programs that users run: `bin` in package.json. Their first line says that Node runs them. */
const PROGRAMS = { cli: 'src/cli/main.ts' };

/**
 * Modules that only functions use, by the file that holds them: it is loaded when something of it is used. None of them
 * keeps a state that another file would have to share.
 *
 * @type {Record<string, string[]>}
 */
const DEFERRED = {
  blazor: [
    'artifact/blazor/read-site',
    'workload/blazor-config',
    'workload/blazor-pod',
    'workload/blazor-settings',
  ],
  checks: [
    'check/container',
    'check/fields',
    'check/report',
    'check/rule',
    'check/rules/index',
    'check/spin/application',
    'check/subject',
    'check/tree-rules',
    'runtime/memory',
  ],
  images: ['artifact/local-image/index', 'artifact/local-spec', 'artifact/repository-root'],
  lint: [
    'check/lint/acknowledgements',
    'check/lint/lint-manifests',
    'check/lint/validation-platform',
    'check/lint/violations',
    'runtime/platform-factories',
  ],
  platforms: ['runtime/platforms/all', 'runtime/platforms/index'],
  releases: ['runtime/releases/index'],
  'runtime-config': ['artifact/runtime-config/rules', 'artifact/runtime-config/document'],
  runtimes: ['runtime/runtimes/crun-spec', 'runtime/runtimes/runwasi', 'runtime/runtimes/spin'],
  shapes: ['value/formats', 'value/relations', 'value/shape', 'value/shapes'],
  spin: [
    'artifact/spin/load',
    'artifact/spin/parse-outbound-host',
    'artifact/spin/template',
    'artifact/spin/toml-document',
    'artifact/spin/write-document',
  ],
  synth: [
    'synth/graph',
    'synth/output-files',
    'synth/render',
    'synth/tested-range',
    'synth/tree-reading',
    'synth/yaml',
  ],
  toml: ['smol-toml'],
  wasm: [
    'artifact/wasm/bytes',
    'artifact/wasm/format-error',
    'artifact/wasm/preamble',
    'artifact/wasm/read-wasm',
  ],
  workload: [
    'artifact/image-checks',
    'artifact/image-manifest',
    'artifact/image-record',
    'artifact/image-reference',
    'expose/autoscaler',
    'expose/disruption-budget',
    'expose/ingress',
    'expose/route-paths',
    'expose/service',
    'runtime/cluster-object',
    'runtime/runtime-classes',
    'runtime/shim-manifest',
    'value/demand',
    'workload/artifact-annotations',
    'workload/checked-props',
    'workload/cron',
    'workload/files',
    'workload/job',
    'workload/linux-container',
    'workload/name',
    'workload/placement',
    'workload/pod',
    'workload/rehearsal',
    'workload/rollout',
    'workload/runtime-config',
    'workload/shared-parts',
    'workload/spin',
    'workload/spin-pick',
    'workload/spin-routes',
    'workload/tree',
    'workload/workload-object',
  ],
};

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
  rmSync(join(dir, BUNDLES), { recursive: true, force: true });
  const entries = Object.fromEntries(
    Object.entries(ENTRIES).filter(([, source]) => existsSync(join(dir, source))),
  );
  const later = Object.keys(DEFERRED).map((name) => [name, `later:${name}`]);
  const entryPoints = { ...entries, ...PROGRAMS, ...Object.fromEntries(later) };
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: dir,
    outdir: BUNDLES,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    minifyWhitespace: true,
    // Node prints the line that an error comes from where nobody catches it.
    lineLimit: 120,
    // What jsii's own settings come down to for a compiler that looks at no types.
    tsconfigRaw: { compilerOptions: { target: 'es2023', useDefineForClassFields: true } },
    external: ['@pulumi/kubernetes', '@pulumi/pulumi', 'cdk8s', 'constructs'],
    logLevel: 'error',
  };
  const names = await exportsOf(build, { ...options, entryPoints, plugins: [groups(dir)] });
  const marked = publicNames(assembly, dir);
  for (const [name, source] of Object.entries(entryPoints)) {
    await build({
      ...options,
      entryPoints: { [name]: source },
      format: 'cjs',
      plugins: [groups(dir), deferred(dir, name, names), marked],
    });
  }
  for (const entry of Object.keys(entries)) {
    writeFileSync(join(dir, BUNDLES, `${entry}.mjs`), asModule(entry, names[entry]));
  }
}

/**
 * The names that each entry exports: esbuild knows them of ECMAScript modules.
 *
 * @param {typeof import('esbuild').build} build
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<Record<string, string[]>>} by the entry's name
 */
async function exportsOf(build, options) {
  const { metafile } = await build({ ...options, format: 'esm', metafile: true, write: false });
  return Object.fromEntries(
    Object.entries(metafile?.outputs ?? {}).map(([file, { exports }]) => [basename(file, '.js'), exports]),
  );
}

/**
 * The entries that are no file of the sources: all that some modules export.
 *
 * @param {string} dir
 * @returns {import('esbuild').Plugin}
 */
function groups(dir) {
  return {
    name: 'groups',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^later:/ }, ({ path }) => ({
        path: path.slice('later:'.length),
        namespace: 'group',
      }));
      onLoad({ filter: /./, namespace: 'group' }, ({ path: name }) => ({
        contents: DEFERRED[name].map((module) => `export * from '${specifier(module)}';`).join('\n'),
        resolveDir: dir,
      }));
    },
  };
}

/** @param {string} module as DEFERRED has it */
function specifier(module) {
  return module.includes('/') ? `./src/${module}` : module;
}

/**
 * Puts in place of a deferred module one that loads its file when something of it is used, but in that file.
 *
 * @param {string} dir
 * @param {string} own name of the file
 * @param {Record<string, string[]>} names
 * @returns {import('esbuild').Plugin}
 */
function deferred(dir, own, names) {
  return {
    name: 'deferred',
    setup({ onLoad, onResolve, onStart, resolve }) {
      /** @type {Map<string, string>} */
      const groupOf = new Map();
      onStart(async () => {
        for (const [name, modules] of Object.entries(DEFERRED)) {
          for (const module of modules) {
            const how = {
              kind: /** @type {const} */ ('import-statement'),
              resolveDir: dir,
              pluginData: 'resolved',
            };
            groupOf.set((await resolve(specifier(module), how)).path, name);
          }
        }
      });
      onResolve({ filter: /^[^:]+$/ }, async ({ path, pluginData, ...rest }) => {
        if (rest.kind === 'entry-point' || pluginData === 'resolved') return undefined;
        const found = await resolve(path, { ...rest, pluginData: 'resolved' });
        const name = groupOf.get(found.path);
        return name === undefined || name === own ? found : { path: name, namespace: 'deferred' };
      });
      onLoad({ filter: /./, namespace: 'deferred' }, ({ path: name }) => ({
        contents: [
          // Spelt so that esbuild leaves it for the program to do.
          'const later = require;',
          'let file;',
          // Who has asked for a member once finds it without a function from then on.
          'const found = (by, member) => {',
          `  const value = (file ??= later('./${name}.js'))[member];`,
          // A file that is being loaded may not have it yet.
          '  if (value !== undefined) Object.defineProperty(by, member, { value });',
          '  return value;',
          '};',
          // On a prototype: esbuild copies an imported module's own members for each file that imports it.
          `module.exports = Object.create({ ${names[name].map((member) => `get ${member}() { return found(this, '${member}'); }`).join(', ')} });`,
        ].join('\n'),
      }));
    },
  };
}

/**
 * An entry for programs of ECMAScript modules. Node would read the names of a CommonJS file out of its text, which takes
 * as long as to compile it.
 *
 * @param {string} entry
 * @param {string[]} names
 */
function asModule(entry, names) {
  return [
    "import { createRequire } from 'node:module';",
    `const exported = createRequire(import.meta.url)('./${entry}.js');`,
    `export const { ${names.join(', ')} } = exported;`,
    'export default exported;',
    '',
  ].join('\n');
}

/**
 * Marks each class of the public API with its name for jsii, as jsii's compiler does: other languages' programs ask an
 * object for it.
 *
 * @param {import('@jsii/spec').Assembly} assembly
 * @param {string} dir
 * @returns {import('esbuild').Plugin}
 */
function publicNames({ types = {}, version }, dir) {
  const classes = Object.values(types).filter(({ kind }) => kind === 'class');
  return {
    name: 'public-names',
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
