import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Yaml } from 'cdk8s';
import { isObject, type Json } from '../support/json';

const root = join(import.meta.dirname, '..', '..');

/** What a program of `examples/` left behind. */
export interface Run {
  /** What it wrote, by the name of the file, in the order in which `kubectl apply -f` takes them. */
  readonly files: { readonly [name: string]: string };
  /** All objects, in that order. */
  readonly objects: Json[];
  /** What it printed on standard error. */
  readonly warnings: string;
}

/**
 * Runs a program of `examples/` as a user does, on the sources of the library.
 *
 * @param before a module that is loaded first
 */
export async function runExample(program: string, before?: string): Promise<Run> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-example-'));
  try {
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [
        ...['tsx/cjs', ...(before === undefined ? [] : [before])].flatMap((module) => ['--require', module]),
        join('examples', program),
      ],
      {
        cwd: root,
        // Its `paths` lead to src/, where those of the package lead to what was built.
        env: { ...process.env, CDK8S_OUTDIR: outdir, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' },
      },
    );
    const names = readdirSync(outdir).sort();
    return {
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(outdir, name), 'utf8')])),
      objects: names.flatMap((name) => objectsIn(join(outdir, name))),
      warnings: stderr,
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The objects of a file of manifests. */
export function objectsIn(file: string): Json[] {
  return Yaml.load(file).filter(isObject);
}
