import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { install, isInstalled } from '../../scripts/lib/install.mjs';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-install-'));
  mkdirSync(join(dir, 'node_modules'));
  lock('{"lockfileVersion": 3}');
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

function lock(content: string) {
  writeFileSync(join(dir, 'package-lock.json'), content);
}

function stamp(content: string) {
  const hash = createHash('sha256').update(content).digest('hex');
  writeFileSync(join(dir, 'node_modules/.package-lock.sha256'), hash);
}

describe('an install', () => {
  test('is due when none was finished', () => {
    expect(isInstalled(dir)).toBe(false);
  });

  test('is not repeated while the lockfile stays as it was', async () => {
    stamp('{"lockfileVersion": 3}');
    expect(isInstalled(dir)).toBe(true);
    expect(await install(undefined, dir)).toBe('unchanged');
  });

  test('is due again when the lockfile has changed', () => {
    stamp('{"lockfileVersion": 3}');
    lock('{"lockfileVersion": 3, "packages": {}}');
    expect(isInstalled(dir)).toBe(false);
  });
});
