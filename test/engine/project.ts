import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEvent } from '@pulumi/pulumi/automation';
import { CommandFailed, run } from '../../scripts/lib/process.mjs';
import { didIn, type Run, textOf } from './run';

/** A stack of a project folder, at the command line, as a user has it. */
export class ProjectStack {
  private readonly texts: string[] = [];
  private runs = 0;

  /**
   * @param folder with a Pulumi.yaml
   * @param name of the stack
   * @param scratch a folder for what is written beside
   * @param env of the engine
   */
  public constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly scratch: string,
    private readonly env: Record<string, string>,
  ) {}

  /** Makes it, with a configuration. */
  public async init(config: Readonly<Record<string, string>>): Promise<void> {
    await this.pulumi(['stack', 'init']);
    for (const [key, value] of Object.entries(config)) await this.pulumi(['config', 'set', key, value]);
  }

  /** What `pulumi preview`, `up` or `destroy` does. */
  public async run(
    command: 'preview' | 'up' | 'destroy',
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Run> {
    this.runs += 1;
    const log = join(this.scratch, `${this.name}-${this.runs}.events`);
    const how = command === 'preview' ? [] : ['--yes', '--skip-preview'];
    // The flag is one for programs that drive the command.
    const debugging = { PULUMI_DEBUG_COMMANDS: 'true' };
    const text = await this.pulumi([command, ...how, '--event-log', log, ...args], { ...debugging, ...env });
    const events = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line): EngineEvent => JSON.parse(line));
    this.texts.push(textOf(events));
    const outputs = await this.pulumi(['stack', 'output', '--json']);
    const values = Object.entries(Object(JSON.parse(outputs)));
    return {
      did: didIn(events),
      outputs: Object.fromEntries(values.map(([name, value]) => [name, { value, secret: false }])),
      text,
    };
  }

  /** Everything that was printed and told so far, and the configuration as it is stored. */
  public get kept(): string {
    return [
      ...this.texts,
      ...(existsSync(this.configFile) ? [readFileSync(this.configFile, 'utf8')] : []),
    ].join('\n');
  }

  /** Removes its configuration, which Pulumi puts beside the project. */
  public remove(): void {
    rmSync(this.configFile, { force: true });
  }

  private get configFile(): string {
    return join(this.folder, `Pulumi.${this.name}.yaml`);
  }

  private async pulumi(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const command = [...args, '--non-interactive', '--stack', this.name, '--cwd', this.folder];
    try {
      const { output } = await run('pulumi', command, { env: { ...this.env, ...env } });
      this.texts.push(output);
      return output;
    } catch (error) {
      if (error instanceof CommandFailed) {
        this.texts.push(error.output);
        throw new Error(`${error.message}\n${error.output}`);
      }
      throw error;
    }
  }
}
