import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { page } from '../../bench/page.mjs';
import { isMet, row } from '../../bench/row.mjs';
import { benchmarks, type Result } from '../../bench/run.mjs';

const folder = join(import.meta.dirname, '..', '..', 'bench');
const results: Result[] = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));

const what = { name: 'write', size: 10, peer: 'other', unit: 'ms' };

describe('a line of the results', () => {
  test.each([
    ['less is better', { ours: 2, peerValue: 24 }, 12],
    ['more is better', { ours: 24, peerValue: 2, higherIsBetter: true }, 12],
    ['it was measured round by round', { ours: 2, peerValue: 24, ratio: 11 }, 11],
    ['the peer was stopped', { ours: 2, peerValue: null }, null],
  ])('has how many times better ours is, where %s', (_where, values, ratio) => {
    expect(row({ ...what, ...values })).toMatchObject({ ratio });
  });

  test.each([
    ['met', { ours: 1, peerValue: 12, goal: 12 }, true],
    ['missed', { ours: 1, peerValue: 11.9, goal: 12 }, false],
    ['open, as the peer was stopped', { ours: 1, peerValue: null, goal: 12 }, undefined],
    ['not set', { ours: 1, peerValue: 1 }, undefined],
  ])('says whether its goal is %s', (_what, values, met) => {
    expect(isMet(row({ ...what, ...values }))).toBe(met);
  });
});

describe('the results that are kept', () => {
  test('are of benchmarks that there are, all in one shape', () => {
    expect([...new Set(results.map(({ benchmark }) => benchmark))].sort()).toEqual(
      Object.keys(benchmarks).sort(),
    );
    for (const line of results) {
      expect(line).toEqual({
        name: expect.any(String),
        size: expect.toSatisfy((size) => ['number', 'string'].includes(typeof size)),
        ours: expect.any(Number),
        peer: expect.any(String),
        peerValue: line.note === undefined ? expect.any(Number) : null,
        unit: expect.stringMatching(/^(ms|MB)$/),
        ratio: line.note === undefined ? expect.any(Number) : null,
        goal: expect.toSatisfy((goal) => goal === null || typeof goal === 'number'),
        higherIsBetter: false,
        ...(line.note !== undefined && { note: expect.stringMatching(/stopped after 300 s/) }),
        benchmark: expect.any(String),
        machine: expect.stringMatching(/^\d+ × /),
        versions: expect.stringMatching(/^Node \d+.*cdk8s-wasm/),
      });
    }
  });

  test('are those of the page', async () => {
    expect(readFileSync(join(folder, 'RESULTS.md'), 'utf8')).toBe(await page(results, benchmarks));
  });
});
