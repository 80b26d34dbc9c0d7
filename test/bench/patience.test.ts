import { describe, expect, test, vi } from 'vitest';
import { PATIENCE_S, Patience, runFor } from '../../bench/synth/patience.mjs';

/** A way that takes so many seconds a time, by a clock of its own. */
function taking(secondsOf: (size: number) => number) {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const runs: number[] = [];
  const patience = new Patience('way', false);
  const measure = (size: number) =>
    patience.measure(size, async (limit) => {
      runs.push(size);
      const seconds = secondsOf(size);
      vi.setSystemTime(Date.now() + Math.min(seconds * 1000, limit));
      return seconds * 1000 > limit ? undefined : { time: seconds + runs.length };
    });
  return { measure, runs };
}

describe('a way that is measured', () => {
  test('runs more often where it is short, and gives the median', async () => {
    const { measure, runs } = taking((size) => size / 1000);
    expect(await measure(10)).toEqual({ figures: { time: 0.01 + 3 } });
    expect(await measure(2000)).toEqual({ figures: { time: 2 + 7 } });
    expect(await measure(20_000)).toEqual({ figures: { time: 20 + 9 } });
    expect(runs).toEqual([...Array(5).fill(10), ...Array(3).fill(2000), 20_000]);
  });

  test('is stopped when it takes too long, and not run at a larger size', async () => {
    const { measure, runs } = taking((size) => size);
    expect(await measure(200)).toHaveProperty('figures');
    expect(await measure(299)).toHaveProperty('figures');
    expect(await measure(10_000)).toEqual({
      note: `not run: after 299 s with 299, it would be stopped after ${PATIENCE_S} s`,
    });
    expect(runs).toEqual([200, 299]);
  });

  test('is expected to grow as it has grown', async () => {
    const { measure, runs } = taking((size) => (size / 100) ** 2);
    await measure(100);
    await measure(1000);
    // In proportion, 200 s; squared, 400 s.
    expect(await measure(2000)).toMatchObject({
      note: expect.stringContaining('not run: after 100 s with 1000'),
    });
    expect(runs.filter((size) => size === 2000)).toEqual([]);
  });

  test('that was stopped says so', async () => {
    const { measure } = taking(() => PATIENCE_S + 1);
    expect(await measure(10)).toEqual({ note: `stopped after ${PATIENCE_S} s` });
  });
});

describe('a program that is measured', () => {
  const node = (program: string, milliseconds: number) =>
    runFor(process.execPath, ['-e', program], milliseconds);

  test('gives what it printed', async () => {
    expect(await node('console.log(1)', 60_000)).toMatchObject({ stdout: '1\n' });
  });

  test('ends after its time', async () => {
    expect(await node('setInterval(() => {}, 1000)', 200)).toBeUndefined();
  });

  test('ends with what it has started, which would hold its streams', async () => {
    const started = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600_000)'], { stdio: 'inherit' })`;
    expect(await node(`${started}; setInterval(() => {}, 1000)`, 500)).toBeUndefined();
  });

  test('that fails says how', async () => {
    await expect(node('console.error("no such chart"); process.exit(3)', 60_000)).rejects.toThrow(
      /exit code 3\nno such chart/,
    );
  });
});
