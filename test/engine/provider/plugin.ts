import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../scripts/lib/build.mjs';
import { cachePath } from '../../../scripts/lib/cache.mjs';
import { npm, run } from '../../../scripts/lib/process.mjs';
import { root } from '../../../scripts/lib/root.mjs';

/** Languages whose generators come with the engine of the tests; those of the others are programs of their own. */
const OF_THE_ENGINE = ['nodejs', 'python', 'go'];

/**
 * Packs this package and the plugin, and installs both as a user does, into a folder that keeps what they depend on.
 *
 * @returns the folder with the plugin's program, for a PATH
 */
export async function installPlugin(): Promise<string> {
  await build(root);
  const pins = readFileSync(join(root, 'provider', 'package.json'));
  const key = createHash('sha256').update(process.version).update(pins).digest('hex').slice(0, 12);
  const folder = cachePath('engine', `plugin-${key}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  for (const name of ['cdk8s-wasm', 'pulumi-resource-cdk8s-wasm']) {
    // npm would take one of the same version for the same.
    rmSync(join(folder, 'node_modules', name), { recursive: true, force: true });
  }
  // The build above stands in for the script that builds before a package is packed.
  const pack = ['pack', '--ignore-scripts', '--pack-destination', folder];
  await npm(pack, { cwd: root });
  await npm(pack, { cwd: join(root, 'provider') });
  const { version } = JSON.parse(pins.toString());
  const packed = ['cdk8s-wasm', 'pulumi-resource-cdk8s-wasm'].map((name) => `./${name}-${version}.tgz`);
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline'];
  await npm(['install', ...quiet, ...packed], { cwd: folder });
  return join(folder, 'node_modules', '.bin');
}

/**
 * Generates the SDK of a language, by the command of Pulumi from what the plugin says of itself where it has the generator.
 *
 * @param bin the folder with the plugin's program
 * @returns its folder
 */
export async function generateSdk(bin: string, language: string, folder: string): Promise<string> {
  if (!OF_THE_ENGINE.includes(language)) {
    const schema = join(root, 'provider', 'schema.json');
    await run('pulumi-generators', [language, schema, join(folder, language)]);
    return join(folder, language);
  }
  const program = join(bin, 'pulumi-resource-cdk8s-wasm');
  await run('pulumi', ['package', 'gen-sdk', program, '--language', language, '--out', folder]);
  return join(folder, language);
}
