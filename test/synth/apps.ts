import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { App, AppProps } from 'cdk8s';
import { onTestFinished } from 'vitest';

/** How an app is made; the same each time. */
export type MakeApp = (props: AppProps) => App;

/** What somebody does with an app in the end. */
export type Synth = (app: App) => void;

/** The files that a synth leaves, by their paths. They go away then, so that the next one finds its `outdir` as this one did. */
export function filesOf(make: MakeApp, synth: Synth, props: AppProps = {}): Record<string, string> {
  const { outdir = folder() } = props;
  try {
    synth(make({ ...props, outdir }));
    return contentOf(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** All files below a folder, by their paths. */
export function contentOf(dir: string): Record<string, string> {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(dir, path)).isFile());
  return Object.fromEntries(
    files.map((path) => [relative('.', path), readFileSync(join(dir, path), 'utf8')]),
  );
}

/** A folder for this test. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-synth-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'dist');
}

/** What a call is refused with. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'not refused';
}
