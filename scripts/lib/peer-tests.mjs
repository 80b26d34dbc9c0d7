import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** cdk8s, constructs, and the packages that are built on them. */
const PEER = /^(cdk8s|constructs)([-/]|$)/;

/** By these a file loads or starts what its imports do not tell. */
const UNSEEN = /^(node:)?(child_process|cluster|module|worker_threads)$/;

/**
 * Files that start or load something unseen in which no peer is: registries, git, tar, helm, a browser, the command of
 * src/cli alone in a folder, a reader of binaries, the scripts of this repository. A file that is not here may start a
 * program that has the peers.
 */
const WITHOUT_PEERS = [
  'bench/synth/patience.mjs',
  'src/oci/credential-helper.ts',
  'test/artifact/local-image/spin-plain.test.ts',
  'test/artifact/oci-image/formats.test.ts',
  'test/artifact/oci-image/tar.test.ts',
  'test/artifact/wasm/memory.test.ts',
  'test/cli/cli.ts',
  'test/cli/manifests/read-sources.test.ts',
  'test/cli/manifests/untar.test.ts',
  'test/cli/push.test.ts',
  'test/oci/registry.ts',
  'test/scripts/cluster/relay.test.ts',
  'test/scripts/peer-tests.test.ts',
  'test/scripts/run.test.ts',
  'test/scripts/samples.test.ts',
  'test/scripts/steps.test.ts',
  'test/support/builtin-kinds.ts',
  'test/support/chromium.ts',
  'test/support/kubernetes-tools.ts',
  'test/support/nginx.ts',
];

/** What looks at the package as it was built, which is done with the peers. */
const OF_THE_BUILD = 'test/package/';

/**
 * The tests whose outcome may depend on which cdk8s and constructs are installed: those that load one of them by what
 * they import, through as many files as it takes, or may start a program that does, or look at what was built with them.
 * The others run the same code with any: readers of binaries and manifests, rules, registries, the command.
 *
 * @param {string} dir the checkout
 * @param {readonly string[]} tests as paths from it
 * @returns {Promise<string[]>}
 */
export async function peerTests(dir, tests) {
  const inputs = await graphOf(dir, tests);
  const unseen = Object.keys(inputs).filter((file) => isUnseen(dir, file, inputs[file]));
  const stale = WITHOUT_PEERS.filter((file) => file in inputs && !unseen.includes(file));
  if (stale.length > 0) throw new Error(`peer-tests.mjs: these start nothing any more: ${stale.join(', ')}`);
  const peered = new Set(
    unseen.filter((file) => !WITHOUT_PEERS.includes(file) && !file.startsWith('scripts/')),
  );
  for (const [file, { imports }] of Object.entries(inputs)) {
    if (imports.some(({ path, external }) => external && PEER.test(path))) peered.add(file);
  }
  /** @param {string} file @param {Set<string>} [seen] @returns {boolean} */
  const reaches = (file, seen = new Set()) => {
    if (peered.has(file)) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return inputs[file].imports.some(({ path, external }) => !external && reaches(path, seen));
  };
  return tests.filter((file) => file.startsWith(OF_THE_BUILD) || reaches(file));
}

/**
 * What each file imports when it runs, of the tests and of all that they import; types are gone.
 *
 * @param {string} dir
 * @param {readonly string[]} tests
 */
async function graphOf(dir, tests) {
  /** @type {typeof import('esbuild')} */
  const { build } = createRequire(join(dir, 'package.json'))('esbuild');
  const { metafile } = await build({
    absWorkingDir: dir,
    // One that imports all: each for itself would be put together anew.
    stdin: { contents: tests.map((file) => `import './${file}';`).join('\n'), resolveDir: dir },
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    // Its `paths` lead from the package's name to the sources, as in the tests.
    tsconfig: 'tsconfig.dev.json',
    logLevel: 'error',
  });
  const { '<stdin>': _, ...inputs } = metafile.inputs;
  return inputs;
}

/**
 * @param {string} dir
 * @param {string} file
 * @param {import('esbuild').Metafile['inputs'][string]} input
 */
function isUnseen(dir, file, { imports }) {
  return (
    imports.some(({ path, external }) =>
      external ? UNSEEN.test(path) : path === 'scripts/lib/process.mjs',
    ) ||
    // Of a name that is not written there.
    /(?:await|return|[=(>,]) ?import\(\s*[^'"\s)]/.test(readFileSync(join(dir, file), 'utf8'))
  );
}
