import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachePath } from '../../../scripts/lib/cache.mjs';
import { run } from '../../../scripts/lib/process.mjs';
import { root } from '../../../scripts/lib/root.mjs';

/** Has the releases of what Pulumi's SDK needs: what is compiled for the engine serves here too. */
const MODULES = join(root, 'test', 'engine', 'parts', 'pulumi-language');

const SDK = 'github.com/cdk8s-wasm/cdk8s-wasm/sdk/go';

/**
 * Compiles a program with a generated SDK. What it comes to is kept until one of the two changes.
 *
 * @param sdk folder of the SDK
 * @param program its only file
 * @param folder for the module
 * @returns the file of the program
 */
export async function compileGo(sdk: string, program: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const modules = readFileSync(join(MODULES, 'go.mod'), 'utf8').replace(/^module .*/, 'module shop');
  const own = `\nrequire ${SDK} v0.0.0\n\nreplace ${SDK} => ./sdk\n`;
  writeFileSync(join(folder, 'go.mod'), `${modules}${own}`);
  cpSync(join(MODULES, 'go.sum'), join(folder, 'go.sum'));
  cpSync(sdk, join(folder, 'sdk'), { recursive: true });
  writeFileSync(join(folder, 'main.go'), program);
  const built = cachePath('engine', `go-program-${contentOf(folder)}`);
  if (!existsSync(built)) {
    const flags = ['-trimpath', '-tags', 'grpcnotrace', '-ldflags', '-s -w', '-o', join(folder, 'program')];
    // The generated SDK asks for an older release of Pulumi's, whose go.sum is not ours.
    await run('go', ['build', '-mod=mod', ...flags, '.'], { cwd: folder, env: { CGO_ENABLED: '0' } });
    mkdirSync(dirname(built), { recursive: true });
    // In one step, for a run that is cut short leaves half of a copy.
    cpSync(join(folder, 'program'), `${built}.${process.pid}`);
    renameSync(`${built}.${process.pid}`, built);
  }
  return built;
}

function contentOf(folder: string): string {
  const hash = createHash('sha256').update(process.arch);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(go|mod|sum)$/.test(file)) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
