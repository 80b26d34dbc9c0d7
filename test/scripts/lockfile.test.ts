import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completeLockfile, missingBuilds } from '../../scripts/lib/lockfile.mjs';
import { root } from '../../scripts/lib/root.mjs';

function tool(...builds: string[]) {
  const optionalDependencies = Object.fromEntries(builds.map((name) => [name, '2.6.8']));
  return { version: '2.6.8', dev: true, license: 'MIT', engines: { node: '>=18' }, optionalDependencies };
}

describe('completing a lockfile', () => {
  test('adds the builds of a tool that have no entry', () => {
    const { packages, added, unknown } = completeLockfile({
      'node_modules/tool': tool('@tool/linux-x64', '@tool/cli-linux-arm64-musl', '@tool/win32-x64-msvc'),
      'node_modules/@tool/linux-x64': { version: '2.6.8' },
    });
    expect(unknown).toEqual([]);
    expect(added).toEqual(['node_modules/@tool/cli-linux-arm64-musl', 'node_modules/@tool/win32-x64-msvc']);
    const common = { version: '2.6.8', dev: true, license: 'MIT', optional: true, engines: { node: '>=18' } };
    expect(packages['node_modules/@tool/cli-linux-arm64-musl']).toEqual({
      ...common,
      cpu: ['arm64'],
      os: ['linux'],
      libc: ['musl'],
    });
    expect(packages['node_modules/@tool/win32-x64-msvc']).toEqual({ ...common, cpu: ['x64'], os: ['win32'] });
  });

  test('leaves a complete one as it is', () => {
    const packages = { 'node_modules/tool': tool('@tool/linux-x64'), 'node_modules/@tool/linux-x64': {} };
    const completed = completeLockfile(packages);
    expect(completed.added).toEqual([]);
    expect(Object.keys(completed.packages).sort()).toEqual(Object.keys(packages).sort());
  });

  test('says which it knows no platform of', () => {
    expect(completeLockfile({ 'node_modules/tool': tool('fsevents') }).unknown).toEqual(['fsevents']);
  });
});

describe('the lockfile of this project', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');

  test('has every build for every platform (`npm run lock` adds what npm left out)', () => {
    expect(missingBuilds(JSON.parse(text).packages)).toEqual([]);
  });

  test('names no registry', () => {
    expect(text).not.toContain('"resolved"');
  });
});
