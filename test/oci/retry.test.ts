import { RegistryError } from 'cdk8s-wasm/oci';
import { describe, expect, test } from 'vitest';
import { Backoff, retryAfter } from '../../src/oci/retry';

const passing = (retryAfterMs?: number) =>
  new RegistryError('busy', { transient: true, ...(retryAfterMs !== undefined && { retryAfterMs }) });

/** Runs what always fails so, and gives the waits between. */
async function waitsFor(error: Error, options: object = {}): Promise<number[]> {
  const waits: number[] = [];
  const backoff = new Backoff({ wait: async (ms) => void waits.push(ms), ...options });
  await expect(backoff.run(undefined, () => Promise.reject(error))).rejects.toBe(error);
  return waits;
}

describe('what fails', () => {
  test('is tried five times, with waits that grow and differ', async () => {
    const waits = await waitsFor(passing());
    expect(waits).toHaveLength(4);
    for (const [index, ms] of waits.entries()) expect(ms).toBeLessThanOrEqual(250 * 2 ** index);
    expect(await waitsFor(passing())).not.toEqual(waits);
  });

  test('is not waited for longer than is allowed', async () => {
    const waits = await waitsFor(passing(), { attempts: 30, maxMs: 1000 });
    expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
  });

  test('is waited for as long as it asks', async () => {
    expect(await waitsFor(passing(3000))).toEqual([3000, 3000, 3000, 3000]);
    expect(await waitsFor(passing(3000), { maxMs: 2000 })).toEqual([]);
  });

  test('for good is not tried again', async () => {
    expect(await waitsFor(new RegistryError('no', { status: 404 }))).toEqual([]);
    expect(await waitsFor(new TypeError('a bug'))).toEqual([]);
  });

  test('is not tried again when the signal has fired', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const run = new Backoff({ baseMs: 60_000 }).run(controller.signal, () => Promise.reject(passing()));
    controller.abort(reason);
    await expect(run).rejects.toBe(reason);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    [undefined, undefined],
    ['0', 0],
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
  ])('%j is %j ms', (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms);
  });
});
