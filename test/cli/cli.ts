import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  /** The current folder. */
  readonly cwd: string;
  /** What it reads from standard input. */
  readonly input?: string;
  /** Variables of its own. */
  readonly env?: { readonly [name: string]: string };
  /** Sees it when it has started. */
  readonly onStart?: (child: ChildProcess) => void;
}

let command: Promise<string> | undefined;

/** The command as it is packed, but alone in its folder. */
function builtCommand(): Promise<string> {
  command ??= buildCommand();
  return command;
}

async function buildCommand(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-command-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'bundle', 'cli.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  return file;
}

/** Runs `cdk8s-wasm` as a shell does. */
export async function cli(
  args: readonly string[],
  { cwd, input = '', env, onStart }: RunOptions,
): Promise<Outcome> {
  const child = spawn(process.execPath, [await builtCommand(), ...args], {
    cwd,
    // It finds no credentials of whoever runs the tests.
    env: { PATH: process.env.PATH, DOCKER_CONFIG: join(cwd, '.docker'), ...env },
  });
  onStart?.(child);
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** A folder with files, which goes when the test has ended. */
export function folderOf(files: { readonly [path: string]: string | Uint8Array }): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-push-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

/** Writes files into a folder. */
export function put(folder: string, files: { readonly [path: string]: string | Uint8Array }): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
