import { readFileSync } from 'node:fs';
import { ApiObject, App } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { FastSynth } from '../../src';
import { sayWhereUntested, TESTED } from '../../src/synth/tested-range';

const RTTI = Symbol.for('jsii.rtti');
const json = (file: string): Record<string, Record<string, string>> =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What is said of a release of cdk8s. */
function saidOf(version: string): string {
  sayWhereUntested(version);
  return stderr.mock.calls.map(([line]) => String(line)).join('');
}

/** Does something while cdk8s tells this of itself. */
function marked(mark: unknown, act: () => void): void {
  const own = Reflect.get(ApiObject, RTTI);
  Reflect.set(ApiObject, RTTI, mark);
  try {
    act();
  } finally {
    Reflect.set(ApiObject, RTTI, own);
  }
}

describe('the releases of cdk8s that were tried', () => {
  test('are the oldest that this package takes, and those up to the newest that its tests run with', () => {
    expect(`^${TESTED.oldest}`).toBe(json('package.json').peerDependencies.cdk8s);
    expect(String(json('scripts/newest.json').cdk8s)).toMatch(
      new RegExp(`^${TESTED.newestLine.replace('.', '\\.')}\\.\\d+$`),
    );
  });

  test.each([['2.68.12'], ['2.69.0'], ['2.70.0'], ['2.70.999'], ['v2.70.1']])(
    'need no word: %s',
    (version) => {
      expect(saidOf(version)).toBe('');
    },
  );

  test.each([
    ['2.68.11', 'older', 'update cdk8s,'],
    ['1.10.0', 'older', 'update cdk8s,'],
    ['2.71.0', 'newer', 'update cdk8s-wasm,'],
    ['3.0.0', 'newer', 'update cdk8s-wasm,'],
  ])('are not %s, which is said with a fix', (version, how, fix) => {
    const said = saidOf(version);
    expect(said).toContain(
      `warning: cdk8s ${version} is ${how} than those that FastSynth was compared with, 2.68.12 to 2.70.x`,
    );
    expect(said).toContain(`; fix: ${fix} or compare them once`);
  });

  test('are not asked for where a release does not tell which it is', () => {
    for (const mark of [undefined, {}, { version: 'main' }]) {
      marked(mark, () => sayWhereUntested());
    }
    expect(stderr).not.toHaveBeenCalled();
  });
});

test('a synth says it, once', () => {
  marked({ version: '2.98.1' }, () => {
    for (const _ of [1, 2]) FastSynth.toYaml(new App());
  });
  expect(stderr.mock.calls.map(([line]) => line)).toEqual([expect.stringContaining('cdk8s 2.98.1 is newer')]);
  FastSynth.toYaml(new App());
  expect(stderr).toHaveBeenCalledTimes(1);
});
