import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { build } from '../../scripts/lib/build.mjs';
import { npm } from '../../scripts/lib/process.mjs';
import { root } from '../../scripts/lib/root.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The paths of the packed files, relative to the package. */
    packedFiles: string[];
    /** The folder that holds the unpacked package. */
    packedFolder: string;
  }
}

/** Packs what was built, once for all package tests. */
export default async function setup(project: TestProject): Promise<() => void> {
  await build(root);
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-pack-'));
  // The build above stands in for the prepack script.
  const { stdout } = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', scratch], {
    cwd: root,
  });
  const [{ filename, files }] = packReport(stdout);
  await promisify(execFile)('tar', ['-xzf', filename], { cwd: scratch });
  project.provide('packedFiles', files.map(({ path }) => path).sort());
  project.provide('packedFolder', join(scratch, 'package'));
  return () => rmSync(scratch, { recursive: true, force: true });
}

function packReport(json: string): { filename: string; files: { path: string }[] }[] {
  const report = JSON.parse(json);
  // npm 12 keys the report by package name; before, it was a list.
  return Array.isArray(report) ? report : Object.values(report);
}
