import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { committedFacts, differences } from '../../scripts/lib/samples/facts.mjs';

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
