import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { committedFacts, differences } from '../../scripts/lib/samples/facts.mjs';
import { keepBuild, restoreBuild } from '../../scripts/lib/samples/kept.mjs';

const { 'c-http': committed, 'python-http': varying } = committedFacts();

describe('a build of a sample', () => {
  test('is held against all that is committed of it where the tools are the same', () => {
    expect(differences(committed, committed)).toEqual([]);
    const binary = { ...committed.binary, imports: ['wasi:random/random@0.2.12'] };
    const [imports, size, ...more] = differences(committed, { ...committed, size: 1, binary });
    expect(imports).toMatch(
      /^imports: \["wasi:.*\] is committed, \["wasi:random\/random@0.2.12"\] was built$/,
    );
    expect(size).toBe(`size: ${committed.size} is committed, 1 was built`);
    expect(more).toEqual([]);
  });

  test('of other tools may differ in all but what it is', () => {
    const other = { ...committed, toolchain: 'zig 9.9.9', size: 1, digest: 'sha256:0' };
    expect(differences(committed, { ...other, binary: { ...committed.binary, imports: [] } })).toEqual([]);
    expect(differences(committed, { ...other, binary: varying.binary })).toEqual([]);
    const command = committedFacts()['c-command'].binary;
    expect(differences(committed, { ...other, binary: command })).toEqual([
      'kind: "component" is committed, "module" was built',
      'wasi: "0.2" is committed, "preview1" was built',
      'role: "http" is committed, "command" was built',
    ]);
  });

  test('of which nothing is committed says so', () => {
    expect(differences(undefined, committed)).toEqual(['nothing is committed']);
  });

  test('whose bytes differ from build to build has no size that could', () => {
    expect([varying.size, varying.digest]).toEqual(['varies', 'varies']);
  });
});

describe('what was built of a sample', () => {
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-samples-'));
    vi.stubEnv('XDG_CACHE_HOME', join(scratch, 'cache'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(scratch, { recursive: true, force: true });
  });

  function built(content: string): string {
    const folder = mkdtempSync(join(scratch, 'build-'));
    mkdirSync(join(folder, 'wit'));
    writeFileSync(join(folder, 'app.wasm'), content);
    return folder;
  }

  test('serves another checkout, without what the build only looked at', () => {
    keepBuild('go-command-1', built('bytes'));
    const other = join(scratch, 'other');
    expect(restoreBuild('go-command-1', other)).toBe(true);
    expect(readdirSync(other)).toEqual(['app.wasm']);
    expect(readFileSync(join(other, 'app.wasm'), 'utf8')).toBe('bytes');
  });

  test('serves none of other sources or tools', () => {
    keepBuild('go-command-1', built('bytes'));
    const other = join(scratch, 'other');
    expect(restoreBuild('go-command-2', other)).toBe(false);
    expect(readdirSync(scratch)).not.toContain('other');
  });

  test('stays as it is where two checkouts build at once', () => {
    keepBuild('go-command-1', built('first'));
    keepBuild('go-command-1', built('second'));
    const other = join(scratch, 'other');
    restoreBuild('go-command-1', other);
    expect(readFileSync(join(other, 'app.wasm'), 'utf8')).toBe('first');
    expect(readdirSync(join(scratch, 'cache', 'cdk8s-wasm', 'samples'))).toEqual(['go-command-1']);
  });
});

test('a sample that does not exist is refused with the ones that do', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/run.mjs'), 'samples', 'cobol-command'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toContain("unknown argument 'cobol-command'");
  expect(stderr).toContain('names: go-command, rust-command');
});
