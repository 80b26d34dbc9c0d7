import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { Yaml } from 'cdk8s';
import * as ours from 'cdk8s-wasm';
import * as oursForOci from 'cdk8s-wasm/oci';
import * as oursForPlus from 'cdk8s-wasm/plus';
import ts from 'typescript';
import { vi } from 'vitest';
import type { Snippet } from './markdown';

/** What a program did. */
export interface Outcome {
  /** The files that it wrote, in the order of their names, as one YAML text. */
  readonly output: string;
  /** The objects in them. */
  readonly objects: unknown[];
  /** What it threw. */
  readonly error?: unknown;
}

/** The package as it stands in the sources; all others as Node finds them. */
const OURS: { readonly [name: string]: object | undefined } = {
  'cdk8s-wasm': ours,
  'cdk8s-wasm/oci': oursForOci,
  'cdk8s-wasm/plus': oursForPlus,
};

const require = createRequire(import.meta.url);

/** Runs a program, with a folder of its own for what it writes. */
export function run({ place, program }: Snippet): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-snippet-'));
  vi.stubEnv('CDK8S_OUTDIR', folder);
  // A page says what it shows; warnings of checks would only fill the report of the tests.
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const error = caught(() => evaluate(place, program));
    const files = readdirSync(folder)
      .sort()
      .map((file) => join(folder, file));
    return {
      output: files.map((file) => readFileSync(file, 'utf8')).join('---\n'),
      objects: files.flatMap((file): unknown[] => Yaml.load(file)),
      ...(error !== undefined && { error }),
    };
  } finally {
    stderr.mockRestore();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
}

function evaluate(place: string, program: string): void {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const module = compileFunction(outputText, ['require', 'exports'], { filename: place });
  module((name: string): unknown => OURS[name] ?? require(name), {});
}

function caught(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}
