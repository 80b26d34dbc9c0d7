import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cachePath } from '../../../scripts/lib/cache.mjs';
import { withLock } from '../../../scripts/lib/lock.mjs';
import { CommandFailed, run } from '../../../scripts/lib/process.mjs';
import { root } from '../../../scripts/lib/root.mjs';
import type { Run } from '../run';

const FOLDER = join(root, 'test', 'engine', 'provider');
const REQUIREMENTS = join(FOLDER, 'requirements.txt');

/** What a step has come to: `failed` where the engine refused. */
export interface PythonRun extends Run {
  readonly failed: boolean;
}

/** A value of the configuration; a list of one is a secret. */
export type Config = { readonly [key: string]: string | readonly [string] };

/** The Python of this machine, with its version; `undefined` where there is none that can make environments. */
export function findPython(): string | undefined {
  try {
    // Debian has these apart.
    const code = 'import ensurepip, venv, sys; print(sys.version)';
    return execFileSync('python3', ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/** A Python with Pulumi's SDK and that of the plugin. */
export class Python {
  private constructor(
    private readonly program: string,
    private readonly path: string,
  ) {}

  /**
   * @param version of the Python of this machine
   * @param sdk the folder of the generated SDK
   * @param folder into which that is installed; what it needs lies in an environment that is kept
   */
  public static async withSdk(version: string, sdk: string, folder: string): Promise<Python> {
    const program = join(await environment(version), 'bin', 'python');
    await pip(program, ['--no-deps', '--no-build-isolation', '--target', folder, sdk]);
    return new Python(program, folder);
  }

  /** Takes programs through the engine, one step after the other, in the stack of a folder. */
  public async run(
    folder: string,
    config: Config,
    steps: readonly (readonly [step: 'preview' | 'up', program: string])[],
  ): Promise<PythonRun[]> {
    mkdirSync(folder, { recursive: true });
    const args = [join(FOLDER, 'run.py'), folder, JSON.stringify(config), ...steps.flat()];
    const env = { PYTHONPATH: [this.path, process.env.PYTHONPATH].filter(Boolean).join(delimiter) };
    const { stdout } = await run(this.program, args, { env });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}

async function environment(version: string): Promise<string> {
  const key = createHash('sha256').update(version).update(readFileSync(REQUIREMENTS));
  const folder = cachePath('engine', `python-${key.digest('hex').slice(0, 12)}`);
  // An environment holds its own path, so it cannot be made elsewhere and moved.
  await withLock(`${folder}.lock`, {}, async () => {
    if (existsSync(join(folder, 'done'))) return;
    rmSync(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder]);
    await pip(join(folder, 'bin', 'python'), ['--requirement', REQUIREMENTS]);
    mkdirSync(join(folder, 'done'));
  });
  return folder;
}

async function pip(python: string, args: readonly string[]): Promise<void> {
  try {
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args]);
  } catch (error) {
    throw error instanceof CommandFailed ? new Error(`${error.message}\n${error.output}`) : error;
  }
}
