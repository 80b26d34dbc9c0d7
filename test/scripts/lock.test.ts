import { existsSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withLock } from '../../scripts/lib/lock.mjs';

describe('a lock', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-lock-'));
    path = join(folder, 'below', 'a.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('lets one at a time do something, and tells the others once that they wait', async () => {
    let inside = 0;
    let most = 0;
    let told = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 30));
      inside -= 1;
    };
    const waiting = () => {
      told += 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(path, { waiting, beatMs: 20 }, work)));
    expect([most, told]).toEqual([1, 2]);
    expect(existsSync(path)).toBe(false);
  });

  test('is let go where what was done under it fails', async () => {
    const fail = () => Promise.reject(new Error('no space left'));
    await expect(withLock(path, {}, fail)).rejects.toThrow('no space left');
    expect(await withLock(path, {}, async () => 'done')).toBe('done');
  });

  test('of a process that was killed is lost after a while', async () => {
    await withLock(path, {}, async () => {});
    writeFileSync(path, '');
    const before = new Date(Date.now() - 120_000);
    utimesSync(path, before, before);
    expect(await withLock(path, {}, async () => 'done')).toBe('done');
  });

  test('is touched as long as it is held, so that nobody takes it for lost', async () => {
    await withLock(path, { beatMs: 10 }, async () => {
      const before = new Date(Date.now() - 120_000);
      utimesSync(path, before, before);
      await vi.waitUntil(() => Date.now() - statSync(path).mtimeMs < 60_000, { timeout: 60_000 });
    });
  });
});
