import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../../scripts/lib/process.mjs';
import { makePythonWith, pip } from '../../../scripts/lib/python.mjs';
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
    const program = await makePythonWith(version, REQUIREMENTS);
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
