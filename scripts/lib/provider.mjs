import { chmodSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The folder of the provider plugin, a package of its own. */
export const PROVIDER = 'provider';

/** What the engine starts, and the package's main file: made of its sources. */
export const PROVIDER_PROGRAM = `${PROVIDER}/bin/pulumi-resource-cdk8s-wasm`;

/**
 * Makes one file of the plugin's sources. What they work with are packages that it depends on.
 *
 * @param {string} dir the checkout
 */
export async function bundleProvider(dir) {
  const entry = join(PROVIDER, 'src', 'main.ts');
  if (!existsSync(join(dir, entry))) return;
  const { build } = createRequire(join(dir, 'package.json'))('esbuild');
  await build({
    absWorkingDir: dir,
    entryPoints: [entry],
    outfile: PROVIDER_PROGRAM,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    packages: 'external',
    banner: { js: '#!/usr/bin/env node' },
    tsconfigRaw: { compilerOptions: { target: 'es2023', useDefineForClassFields: true } },
    logLevel: 'error',
  });
  chmodSync(join(dir, PROVIDER_PROGRAM), 0o755);
}
