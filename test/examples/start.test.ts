import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Yaml } from 'cdk8s';
import { describe, expect, onTestFinished, test } from 'vitest';
import { text } from '../support/json';

const root = join(import.meta.dirname, '..', '..');

/** What cdk8s.yaml starts programs with, without `node` and the program. */
function flags(): string[] {
  const [config] = Yaml.load(join(root, 'cdk8s.yaml'));
  const [node, ...rest] = (text(config, 'app') ?? '').split(' ');
  expect([node, rest.at(-1)]).toEqual(['node', 'examples/main.ts']);
  return rest.slice(0, -1);
}

/** Runs a program of TypeScript as cdk8s.yaml runs the examples. */
async function run(program: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-start-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'main.ts');
  writeFileSync(file, program);
  const env = { ...process.env, NODE_COMPILE_CACHE: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, [...flags(), file], { cwd: root, env });
  return stdout.trim();
}

describe('cdk8s.yaml', () => {
  test('runs TypeScript without a check of its types', async () => {
    expect(await run("const count: number = 'no number'; console.log(count);")).toBe('no number');
  });

  test('leaves lines where they are', async () => {
    const place = 'new Error().stack?.match(/main\\.ts:(\\d+)/)?.[1]';
    expect(await run(`interface A {\n  readonly a: string;\n}\nconsole.log(${place});`)).toBe('4');
  });

  test('keeps what was compiled, where Node can', async () => {
    const isKept = await run(
      "import m from 'node:module'; console.log('getCompileCacheDir' in m && m.getCompileCacheDir() !== undefined);",
    );
    expect(isKept).toBe(String('enableCompileCache' in nodeModule));
  });

  test('is what the docs and the examples say', () => {
    expect(readFileSync(join(root, 'docs/fast-synth.md'), 'utf8')).toContain(
      'app: node --require sucrase/register/ts main.ts',
    );
    expect(flags().slice(-2)).toEqual(['--require', 'sucrase/register/ts']);
  });
});
