import { describe, expect, test } from 'vitest';
import { run } from '../../scripts/lib/process.mjs';
import { StepProblem, Steps } from '../../scripts/lib/steps.mjs';
import { Tally } from '../../scripts/lib/tally.mjs';

function recorded() {
  const written: string[] = [];
  const steps = new Steps({
    out: { write: (text: string) => written.push(text.replace(/\d+\.\d s/g, '0 s')) },
  });
  return { steps, output: () => written.join('') };
}

describe('a step', () => {
  test('is shown with its time and what it says of itself', async () => {
    const { steps, output } = recorded();
    await steps.run('install', async () => '300 packages');
    expect(output()).toMatch(/^✓ install +0 s {2}300 packages\n$/);
  });

  test('that fails shows what its command wrote', async () => {
    const { steps, output } = recorded();
    const script = 'console.log("out"); console.error("err"); process.exit(3)';
    const result = await steps.run('lint', () => run(process.execPath, ['-e', script]));
    expect(result.ok).toBe(false);
    expect(output()).toContain('✗ lint');
    expect(output()).toContain('out\nerr\n');
    expect(output()).toContain('exit code 3');
  });

  test('that fails for a known reason shows the reason alone', async () => {
    const { steps, output } = recorded();
    await steps.run('docs', () => Promise.reject(new StepProblem('API.md is stale')));
    expect(output()).toMatch(/^✗ docs +0 s\nAPI.md is stale\n$/);
  });

  test('that was not tried says why', () => {
    const { steps, output } = recorded();
    steps.omit('tests', 'the build failed');
    expect(output()).toBe('- tests  not run: the build failed\n');
  });
});

describe('the tally of the steps', () => {
  test('counts each step as one', async () => {
    const { steps } = recorded();
    await steps.run('a', async () => undefined);
    await steps.run('b', () => Promise.reject(new StepProblem('no')));
    expect(steps.tally.line()).toBe('1 passed, 1 failed, 0 skipped');
  });

  test('takes over the tally of a step that counts for itself', async () => {
    const { steps } = recorded();
    const own = new Tally(7, 0, [{ name: 'reads CRDs', reason: 'no ../shared' }]);
    await steps.run('tests', async () => ({ tally: own }));
    expect(steps.tally.line()).toBe('7 passed, 0 failed, 1 skipped');
  });

  test('takes over the tally of a step that failed after counting', async () => {
    const { steps } = recorded();
    const failure = Object.assign(new Error('tests failed'), { tally: new Tally(7, 2) });
    await steps.run('tests', () => Promise.reject(failure));
    expect(steps.tally.line()).toBe('7 passed, 2 failed, 0 skipped');
  });

  test('has a failure even when the step that failed counted none', async () => {
    const { steps } = recorded();
    const failure = Object.assign(new Error('crashed'), { tally: new Tally(7, 0) });
    await steps.run('tests', () => Promise.reject(failure));
    expect(steps.tally.failed).toBe(1);
  });

  test('lists what was skipped by its reason', () => {
    const skipped = [
      { name: 'a', reason: 'no ../shared' },
      { name: 'b', reason: 'no helm' },
      { name: 'c', reason: 'no ../shared' },
    ];
    expect(new Tally(0, 0, skipped).skippedLines()).toEqual([
      'skipped (no ../shared): a; c',
      'skipped (no helm): b',
    ]);
  });
});
