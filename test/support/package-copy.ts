import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/lib/root.mjs';

/** The real `cdk8s` command. */
export const CDK8S_CLI = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

/** Puts the package into a project as `./package`, made of the sources, beside the packages of this checkout. */
export async function copyPackage(project: string): Promise<void> {
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    outfile: join(project, 'package', 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['cdk8s', 'constructs'],
    logLevel: 'error',
  });
  writeFileSync(
    join(project, 'package', 'package.json'),
    '{ "name": "cdk8s-wasm", "version": "0.1.0", "main": "index.js" }',
  );
}
