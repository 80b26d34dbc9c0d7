import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { type ImageFormat, WasmImage } from 'cdk8s-wasm';
import { run } from '../../../scripts/lib/process.mjs';
import { root } from '../../../scripts/lib/root.mjs';
import { buildPath } from '../../../scripts/lib/samples/catalogue.mjs';
import { kubectl } from './kubernetes';
import { platform } from './platform';
import { ownCluster, registry } from './target';

/** The image of a sample that `npm run samples` has built. */
export function sampleImage(name: string, format: ImageFormat): WasmImage {
  const repository = `${registry?.pull}/samples/${name}/${format}`;
  return WasmImage.fromFile(buildPath(name, 'app.wasm'), { repository, tag: '1.0.0', format, root });
}

/** Writes manifests to a folder, pushes the images that they have the record of, and applies the folder. */
export async function release(namespace: string, build: (app: App) => void): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-release-'));
  try {
    const app = new App({ outdir });
    platform.bind(app);
    build(app);
    app.synth();
    await push(outdir);
    await kubectl(['apply', '--server-side', '--validate=strict', '-n', namespace, '-f', outdir]);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** With the command that users run, from where the registry has the name that the nodes know it by. */
async function push(folder: string): Promise<void> {
  const command = [process.execPath, join(root, 'bundle', 'cli.js'), 'push', '--root', root, folder];
  await (ownCluster === undefined ? run(command[0], command.slice(1)) : ownCluster.sandbox.run(command));
}
