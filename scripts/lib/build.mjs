import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUNDLES, bundle } from './bundle.mjs';
import { run } from './process.mjs';
import { bundleProvider, PROVIDER } from './provider.mjs';
import { root } from './root.mjs';

/** Keeps jsii and jsii-docgen from printing a banner about the age of Node 20, which the project supports. */
export const jsiiEnv = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

/**
 * Compiles src/ to lib/ and .jsii, and the provider plugin, unless what lies there is what the last build made of the same content.
 *
 * @param {string} [dir] the checkout
 */
export async function build(dir = root) {
  const stamp = join(dir, 'node_modules', '.cache', 'cdk8s-wasm', 'build');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === contentOf(dir)) return 'unchanged';
  rmSync(stamp, { force: true });
  // Without this, TypeScript would not write again an output file that someone removed.
  rmSync(join(dir, 'lib', 'tsconfig.tsbuildinfo'), { force: true });
  // JSII5018 warns of names that are reserved in Go or C#: `type` and `operator` are Kubernetes' own words.
  const flags = ['--fail-on-warnings', '--silence-warnings=JSII5018'];
  await run(process.execPath, [join(dir, 'node_modules/jsii/bin/jsii'), ...flags], {
    cwd: dir,
    env: jsiiEnv,
  });
  removeOrphans(dir);
  await bundle(dir);
  await bundleProvider(dir);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, contentOf(dir));
  return `${sources(dir).length} files`;
}

/**
 * A hash of what goes into a build and what came out.
 *
 * @param {string} dir
 */
function contentOf(dir) {
  const hash = createHash('sha256');
  const scripts = ['bundle', 'provider'].map((name) => `scripts/lib/${name}.mjs`);
  const documents = ['package.json', 'package-lock.json', 'README.md', '.jsii', ...scripts];
  const code = ['src', 'lib', BUNDLES, `${PROVIDER}/src`, `${PROVIDER}/bin`].flatMap((folder) =>
    files(join(dir, folder)).map((file) => `${folder}/${file}`),
  );
  for (const name of [...documents, ...code.sort()]) {
    const content = existsSync(join(dir, name)) ? readFileSync(join(dir, name)) : '';
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Removes what was compiled from source files that are gone: it would be packed.
 *
 * @param {string} dir
 */
function removeOrphans(dir) {
  const known = new Set(sources(dir));
  for (const path of files(join(dir, 'lib'))) {
    const name = path.replace(/(\.d\.ts|\.js)$/, '');
    if (name !== path && !known.has(name)) rmSync(join(dir, 'lib', path));
  }
}

/**
 * The TypeScript files of src/, relative to it, without their extension.
 *
 * @param {string} dir
 */
function sources(dir) {
  return files(join(dir, 'src'))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.slice(0, -'.ts'.length));
}

/**
 * Every file below a folder, relative to it, with forward slashes.
 *
 * @param {string} dir
 */
function files(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    );
}
