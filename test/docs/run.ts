import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as pulumi from '@pulumi/pulumi';
import { Yaml } from 'cdk8s';
import * as ours from 'cdk8s-wasm';
import * as oursForOci from 'cdk8s-wasm/oci';
import * as oursForPlus from 'cdk8s-wasm/plus';
import * as oursForPulumi from 'cdk8s-wasm/pulumi';
import ts from 'typescript';
import { vi } from 'vitest';
import { record, withoutSecrets } from '../pulumi/monitor';
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

/** What a program for Pulumi imports. */
const PULUMI = 'cdk8s-wasm/pulumi';

/** The package as it stands in the sources; all others as Node finds them. */
const OURS: { readonly [name: string]: object | undefined } = {
  'cdk8s-wasm': ours,
  'cdk8s-wasm/oci': oursForOci,
  'cdk8s-wasm/plus': oursForPlus,
  [PULUMI]: oursForPulumi,
};

const require = createRequire(import.meta.url);

/** Runs a program, with a folder of its own for what it writes. */
export async function run(snippet: Snippet): Promise<Outcome> {
  return snippet.program.includes(PULUMI) ? runForPulumi(snippet) : runForCdk8s(snippet);
}

/** Runs a program for Pulumi as an update without an engine; what it registers of Kubernetes is its output. */
async function runForPulumi({ place, program }: Snippet): Promise<Outcome> {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  pulumi.runtime.setAllConfig({ 'project:password': 's3cret' }, ['project:password']);
  try {
    let error: unknown;
    const { resources } = await record(() => {
      error = caught(() => evaluate(place, program));
    });
    const objects = resources
      .filter(({ custom, inputs }) => custom && 'apiVersion' in inputs)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ inputs: { apiVersion, kind, metadata, ...rest } }) => ({
        apiVersion,
        kind,
        metadata,
        ...rest,
      }));
    return {
      output:
        objects.length === 0
          ? ''
          : Yaml.stringify(...objects.map((object) => withoutSecrets(object, () => '[secret]'))),
      objects: objects.map((object) => withoutSecrets(object, (value) => value)),
      ...(error !== undefined && { error }),
    };
  } finally {
    stderr.mockRestore();
    pulumi.runtime.setAllConfig({});
  }
}

function runForCdk8s({ place, program }: Snippet): Outcome {
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
