import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { FastSynth } from '../../src';
import { folder } from './apps';

const OBJECTS = 200;
/** What an object has of text. */
const TEXT = 50_000;
/** The most that may wait to be written: a chunk of a megabyte, and the object at hand. */
const HELD = 2 ** 20 + 2 * TEXT;

/** The bytes of all files below a folder. */
function bytesBelow(dir: string): number {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(dir, path)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

describe('a synth', () => {
  test.each([
    ['one chart', 1],
    ['many charts', OBJECTS],
  ])('of %s has written all but a chunk of what it rendered', (_what, charts) => {
    const outdir = folder();
    const held: number[] = [];
    let rendered = 0;
    const app = new App({ outdir });
    const scopes = Array.from({ length: charts }, (_, index) => new Chart(app, `chart-${index}`));
    for (let index = 0; index < OBJECTS; index++) {
      const produce = (): string => {
        held.push(rendered - bytesBelow(dirname(outdir)));
        rendered += TEXT;
        return 'x'.repeat(TEXT);
      };
      const data = { text: Lazy.any({ produce }) };
      new ApiObject(scopes[index % charts], `object-${index}`, { apiVersion: 'v1', kind: 'A', ...{ data } });
    }
    FastSynth.write(app);
    expect(held).toHaveLength(OBJECTS);
    expect(rendered).toBeGreaterThan(5 * HELD);
    expect(Math.max(...held)).toBeLessThan(HELD);
  });
});
