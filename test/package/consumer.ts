import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';

/** What `cdk8s-wasm/pulumi` works with. */
export const PULUMI = ['@pulumi/kubernetes', '@pulumi/pulumi'];

/** A project of someone who installed the package: it has cdk8s, constructs, ours, and nothing else. */
export interface Consumer {
  /** Where it lies. */
  readonly dir: string;
  /** Runs a Node program in the project and gives what it wrote and how it ended. */
  run(args: string[]): Promise<{ code: number; output: string }>;
}

/**
 * Sets up a consumer's project for one test. The packages are copied, so none can see this repository's.
 *
 * @param files what is in it
 * @param linked packages that it has besides, which see this repository's: they have many of their own, and are large
 */
export function consumer(files: Record<string, string>, linked: readonly string[] = []): Consumer {
  // It goes with the packed files: of tests that run at once, none knows which of them has ended.
  const dir = mkdtempSync(join(dirname(inject('packedFolder')), 'consumer-'));
  const modules = join(dir, 'node_modules');
  for (const peer of ['cdk8s', 'constructs']) {
    cpSync(join(root, 'node_modules', peer), join(modules, peer), { recursive: true });
  }
  cpSync(inject('packedFolder'), join(modules, 'cdk8s-wasm'), { recursive: true });
  for (const name of linked) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return { dir, run: (args) => runNode(args, dir) };
}

/** The script of a tool that this repository has installed. */
export function tool(path: string): string {
  return join(root, 'node_modules', path);
}

function runNode(args: string[], cwd: string): Promise<{ code: number; output: string }> {
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd, env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? 1, output: `${stdout}${stderr}`.trim() });
    });
  });
}
