import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';
import { NEW_PARTS } from '../../../src/artifact/runtime-config/releases';
import { FULL } from './samples';

const page = readFileSync(join(root, 'docs/runtime-config.md'), 'utf8');

describe.each(NEW_PARTS)('$field, which older shims do not know', ({ field, isGiven, since, source }) => {
  test('is found where it is given, and only there', () => {
    expect([isGiven(FULL), isGiven({ stateDir: '' })]).toEqual([true, false]);
  });

  test('says from which release on, and from where that is known', () => {
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(source).toMatch(/pull \d+ .*; containerd-shim-spin CHANGELOG\.md: .*\d+\.\d+\.\d+ has Spin /);
  });

  test('stands with its release in the documentation', () => {
    const row = page
      .split('\n')
      .find((line) => line.startsWith('|') && line.includes(`| ${since} |`) && line.includes(`\`${field}\``));
    expect(row).toBeDefined();
  });
});
