import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { run } from '../../../scripts/lib/process.mjs';

const FOLDER = join(import.meta.dirname, '..', 'samples');

let component: Promise<Uint8Array> | undefined;
let module: Promise<Uint8Array> | undefined;
let program: Promise<Uint8Array> | undefined;

/** An HTTP component of a few kilobytes that answers with its path: `samples/http.wat`. */
export function httpComponent(): Promise<Uint8Array> {
  component ??= buildComponent();
  return component;
}

/** A preview 1 module, from Go, that says what it was given: `samples/job`. */
export function jobModule(): Promise<Uint8Array> {
  module ??= buildGo('job', { GOOS: 'wasip1', GOARCH: 'wasm' });
  return module;
}

/** A Linux program for the containers beside: `samples/helper`. */
export function helperProgram(): Promise<Uint8Array> {
  program ??= buildGo('helper', { GOOS: 'linux', CGO_ENABLED: '0' });
  return program;
}

async function buildComponent(): Promise<Uint8Array> {
  const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
  const binary = await parse(read('http.wat'));
  return componentNew(await componentEmbed({ binary, witSource: read('world.wit'), world: 'http' }), []);
}

async function buildGo(name: string, env: Record<string, string>): Promise<Uint8Array> {
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-sample-'));
  try {
    const file = join(scratch, name);
    await run('go', ['build', '-trimpath', '-buildvcs=false', '-o', file, '.'], {
      cwd: join(FOLDER, name),
      env,
    });
    return readFileSync(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
