import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../scripts/lib/build.mjs';
import { cachePath } from '../../../scripts/lib/cache.mjs';
import { withLock } from '../../../scripts/lib/lock.mjs';
import { npm, run } from '../../../scripts/lib/process.mjs';
import { root } from '../../../scripts/lib/root.mjs';

/** Languages whose generators come with the engine of the tests; those of the others are programs of their own. */
const OF_THE_ENGINE = ['nodejs', 'python', 'go'];

const PACKAGES = ['cdk8s-wasm', 'pulumi-resource-cdk8s-wasm'];

/**
 * Packs this package and the plugin, and installs both with npm as a user does. What they depend on lies in a folder that is
 * kept, and is linked; they themselves are copied from there, as another run may have others.
 *
 * @param folder in which they come to lie
 * @returns the folder of the plugin
 */
export async function installPlugin(folder: string): Promise<string> {
  await build(root);
  const pins = readFileSync(join(root, 'provider', 'package.json'));
  const key = createHash('sha256').update(process.version).update(pins).digest('hex').slice(0, 12);
  const kept = cachePath('engine', `plugin-${key}`);
  const modules = join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  await withLock(`${kept}.lock`, {}, async () => {
    await install(kept, JSON.parse(pins.toString()).version);
    for (const name of readdirSync(join(kept, 'node_modules'))) {
      const from = join(kept, 'node_modules', name);
      if (PACKAGES.includes(name)) cpSync(from, join(modules, name), { recursive: true });
      else if (!name.startsWith('.')) symlinkSync(from, join(modules, name), 'junction');
    }
  });
  return join(modules, 'pulumi-resource-cdk8s-wasm');
}

async function install(folder: string, version: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  // npm would take one of the same version for the same.
  for (const name of PACKAGES) rmSync(join(folder, 'node_modules', name), { recursive: true, force: true });
  // What was built stands in for the script that builds before a package is packed.
  const pack = ['pack', '--ignore-scripts', '--pack-destination', folder];
  await npm(pack, { cwd: root });
  await npm(pack, { cwd: join(root, 'provider') });
  const packed = PACKAGES.map((name) => `./${name}-${version}.tgz`);
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline'];
  await npm(['install', ...quiet, ...packed], { cwd: folder });
}

/**
 * Generates the SDK of a language, by the command of Pulumi from what the plugin says of itself where it has the generator.
 *
 * @param plugin its folder
 * @returns its folder
 */
export async function generateSdk(plugin: string, language: string, folder: string): Promise<string> {
  if (!OF_THE_ENGINE.includes(language)) {
    const schema = join(root, 'provider', 'schema.json');
    await run('pulumi-generators', [language, schema, join(folder, language)]);
    return join(folder, language);
  }
  const program = join(plugin, 'bin', 'pulumi-resource-cdk8s-wasm');
  await run('pulumi', ['package', 'gen-sdk', program, '--language', language, '--out', folder]);
  return join(folder, language);
}
