import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';

/** A project of someone who installed the package: it has cdk8s, constructs, ours, and nothing else. */
export interface Consumer {
  /** Runs a Node program in the project and gives what it wrote and how it ended. */
  run(args: string[]): Promise<{ code: number; output: string }>;
}

/** Sets up a consumer's project for one test. The packages are copied, so none can see this repository's. */
export function consumer(files: Record<string, string>): Consumer {
  // It goes with the packed files: of tests that run at once, none knows which of them has ended.
  const dir = mkdtempSync(join(dirname(inject('packedFolder')), 'consumer-'));
  const modules = join(dir, 'node_modules');
  for (const peer of ['cdk8s', 'constructs']) {
    cpSync(join(root, 'node_modules', peer), join(modules, peer), { recursive: true });
  }
  cpSync(inject('packedFolder'), join(modules, 'cdk8s-wasm'), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return { run: (args) => runNode(args, dir) };
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
