import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineEvent, LocalWorkspace, type OutputMap, type Stack } from '@pulumi/pulumi/automation';
import { vi } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { engineEnvironment, filesIn } from './environment';
import { didIn, type Run, textOf } from './run';

const PROJECT = 'engine';
const STACK = 'test';

/** A stack of its own, with state, home and plugins of its own, in the real engine. */
export class EngineStack {
  /** Its folder. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-engine-'));
  /** The folder of the project. */
  public readonly project = join(this.folder, 'project');
  /** Where objects are written that would go to a cluster. */
  public readonly rendered = join(this.folder, 'rendered');
  private program: () => unknown = () => undefined;
  private stack?: Stack;
  private texts: string[] = [];

  /**
   * Makes it; it goes with `remove`.
   *
   * @param packages a folder whose packages the provider of Node programs is of; this repository's where nothing is said
   */
  public static async create(packages = root): Promise<EngineStack> {
    const made = new EngineStack();
    await made.start(packages);
    return made;
  }

  /** What would be done by a program. */
  public preview(program: () => unknown): Promise<Run> {
    return this.run(program, (stack, options) => stack.preview(options).then(() => ({})));
  }

  /**
   * Does what a program says.
   *
   * @param signal interrupts it, as somebody at the terminal does
   */
  public up(program: () => unknown, signal?: AbortSignal): Promise<Run> {
    return this.run(program, (stack, options) =>
      stack.up({ ...options, ...(signal && { signal }) }).then(({ outputs }) => outputs),
    );
  }

  /**
   * Takes over what has happened without it.
   *
   * @param urn of the one resource that is asked about; all of them where nothing is said
   */
  public refresh(urn?: string): Promise<Run> {
    return this.run(this.program, (stack, options) =>
      stack.refresh({ ...options, ...(urn && { target: [urn] }) }).then(() => ({})),
    );
  }

  /** Destroys all that it has. */
  public destroy(): Promise<Run> {
    return this.run(this.program, (stack, options) => stack.destroy(options).then(() => ({})));
  }

  /** Sets a secret of the configuration. */
  public async setSecret(key: string, value: string): Promise<void> {
    await this.stack?.setConfig(key, { value, secret: true });
  }

  /** Puts a file into its folder, beside what the engine keeps, and gives its path. */
  public write(name: string, content: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, content);
    return file;
  }

  /** Everything that the engine has kept, printed and told so far: state, history, configuration and logs, as they are stored. */
  public get kept(): string {
    const files = ['state', 'home', 'project'].flatMap((folder) => filesIn(join(this.folder, folder)));
    return [...files, ...this.texts].join('\n');
  }

  /** The objects as they would go to a cluster, one file each. */
  public get objects(): string {
    return filesIn(this.rendered).join('---\n');
  }

  /** Ends it. */
  public remove(): void {
    process.chdir(root);
    vi.unstubAllEnvs();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(packages: string): Promise<void> {
    // As an installed project has it: what the provider of Node programs loads is the package that was built.
    mkdirSync(join(this.project, 'node_modules'), { recursive: true });
    symlinkSync(root, join(this.project, 'node_modules', 'cdk8s-wasm'), 'junction');
    const envVars = engineEnvironment(this.folder, packages);
    for (const [name, value] of Object.entries(envVars)) vi.stubEnv(name, value);
    // There the engine starts providers for a program that runs in its caller's process.
    process.chdir(this.project);
    this.stack = await LocalWorkspace.createOrSelectStack(
      {
        stackName: STACK,
        projectName: PROJECT,
        program: async () => this.program() as Record<string, unknown>,
      },
      { workDir: this.project, envVars },
    );
    // After each step, Pulumi's SDK would ask the command for the history, which no test looks at by this way.
    this.stack.info = async () => undefined;
  }

  private async run(
    program: () => unknown,
    act: (
      stack: Stack,
      options: { onEvent: (event: EngineEvent) => void; onOutput: (text: string) => void; color: 'never' },
    ) => Promise<OutputMap>,
  ): Promise<Run> {
    if (this.stack === undefined) throw new Error('the stack was not started');
    this.program = program;
    const events: EngineEvent[] = [];
    const printed: string[] = [];
    try {
      const outputs = await act(this.stack, {
        onEvent: (event) => events.push(event),
        onOutput: (text) => printed.push(text),
        color: 'never',
      });
      return { did: didIn(events), outputs, text: printed.join('') };
    } finally {
      this.texts.push(printed.join(''), textOf(events));
    }
  }
}
