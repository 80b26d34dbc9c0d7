import { App, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { Checks, checkError, checkWorkload } from '../../src/check/checks';
import { packageVersion } from '../../src/check/package-version';
import { RULES } from '../../src/check/rules';
import type { Subject } from '../../src/check/subject';
import { TREE_RULES } from '../../src/check/tree-rules';
import { SPIN_APP } from './spin-subject';
import { type Draft, subject } from './subject';

let app: App;
let chart: Chart;
let stderr: MockInstance<typeof process.stderr.write>;

beforeEach(() => {
  app = new App();
  chart = new Chart(app, 'chart');
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  stderr.mockRestore();
});

const ttyOn = ({ guest }: Draft): void => {
  guest.tty = true;
};
const stdinOn = ({ guest }: Draft): void => {
  guest.stdin = true;
};

/** Checks a workload that stands below `scope`. */
function check(scope: Construct, id: string, change?: (draft: Draft) => void, known: Partial<Subject> = {}) {
  const by = new Construct(scope, id);
  return checkWorkload(by, 'change', subject(change, { path: by.node.path, ...known })).errors;
}

describe('a workload', () => {
  test('without faults passes without a word', () => {
    expect(check(chart, 'hello')).toEqual([]);
    expect(Checks.of(app).findings).toEqual([]);
    expect(stderr).not.toHaveBeenCalled();
  });

  test('with an error gives it back, and says it with path, id and fix', () => {
    const open = check(chart, 'hello', ttyOn);
    expect(open).toMatchObject([{ id: 'tty', path: 'chart/hello' }]);
    expect(checkError(open).message).toMatch(
      /^\[chart\/hello\] tty: Deployment hello \/spec\/template\/spec\/containers\/0\/tty true: .*; fix: leave tty out$/,
    );
  });

  test('with two errors says both, each on a line', () => {
    const open = check(chart, 'hello', (draft) => {
      ttyOn(draft);
      draft.deployment.replicas = 0;
    });
    expect(checkError(open).message.split('\n')).toEqual([
      expect.stringMatching(/^\[chart\/hello\] replicas-and-autoscaler: /),
      expect.stringMatching(/^\[chart\/hello\] tty: /),
    ]);
  });

  test('with a warning goes on, and says it on standard error', () => {
    expect(check(chart, 'hello', stdinOn)).toEqual([]);
    expect(stderr.mock.calls).toEqual([
      [expect.stringMatching(/^warning: \[chart\/hello\] stdin-unread: .*\n$/)],
    ]);
  });

  test('that is checked twice says a warning once, and has one result', () => {
    const by = new Construct(chart, 'hello');
    checkWorkload(by, 'change', subject(stdinOn));
    checkWorkload(by, 'change', subject(stdinOn));
    expect(stderr).toHaveBeenCalledTimes(1);
    expect(Checks.of(app).findings).toHaveLength(1);
  });

  test('with a value that is not known yet passes', () => {
    const later = ({ guest }: Draft) => Object.assign(guest, { tty: Lazy.any({ produce: () => true }) });
    expect(check(chart, 'hello', later)).toEqual([]);
  });

  test('says what could not be looked at, and for want of what', () => {
    check(chart, 'hello', undefined, { runtime: undefined, imageFormat: undefined, binarySize: undefined });
    const { notChecked, findings } = Checks.of(app);
    expect(findings).toEqual([]);
    expect(notChecked).toContainEqual({ id: 'tty', path: 'chart/hello', missing: 'the runtime' });
    expect(notChecked).toContainEqual({
      id: 'memory-for-size',
      path: 'chart/hello',
      missing: 'the runtime, how the image carries the WebAssembly, the size of the binary',
    });
    expect(notChecked.map(({ id }) => id)).not.toContain('image-tag');
  });
});

describe('results', () => {
  test('are those of a scope and all below it', () => {
    const other = new Chart(app, 'chart-2');
    check(chart, 'one', stdinOn);
    check(other, 'two', stdinOn);
    const paths = (scope: Construct) => Checks.of(scope).findings.map(({ path }) => path);
    expect(paths(app)).toEqual(['chart/one', 'chart-2/two']);
    expect(paths(chart)).toEqual(['chart/one']);
    expect(paths(other)).toEqual(['chart-2/two']);
  });
});

describe('an acknowledgement', () => {
  test('at the workload’s scope lets an error pass and keeps it with its reason', () => {
    Checks.of(chart).acknowledge('tty', 'a fork of the shim has terminals');
    expect(check(chart, 'hello', ttyOn)).toEqual([]);
    expect(Checks.of(chart).findings).toMatchObject([
      { id: 'tty', severity: 'error', acknowledged: 'a fork of the shim has terminals' },
    ]);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('keeps a warning from standard error', () => {
    Checks.of(app).acknowledge('stdin-unread', 'nobody writes to it');
    check(chart, 'hello', stdinOn);
    expect(stderr).not.toHaveBeenCalled();
  });

  test('holds for all below its scope and for nothing beside it', () => {
    const team = new Construct(chart, 'team');
    Checks.of(team).acknowledge('tty', 'theirs has terminals');
    expect(check(team, 'inside', ttyOn)).toEqual([]);
    expect(check(chart, 'beside', ttyOn)).toMatchObject([{ id: 'tty', path: 'chart/beside' }]);
  });

  test('nearest to the workload gives the reason', () => {
    Checks.of(app).acknowledge('tty', 'of the app').acknowledge('stdin-unread', 'of the app too');
    Checks.of(chart).acknowledge('tty', 'of the chart');
    check(chart, 'hello', ttyOn);
    expect(Checks.of(app).findings.map(({ acknowledged }) => acknowledged)).toEqual(['of the chart']);
  });

  test('lets only its own check pass', () => {
    Checks.of(chart).acknowledge('stdin-unread', 'nobody writes to it');
    expect(check(chart, 'hello', ttyOn)).toMatchObject([{ id: 'tty' }]);
  });

  test('of an unknown check is an error that lists all checks', () => {
    expect(() => Checks.of(chart).acknowledge('ttys', 'because')).toThrow(
      /^\[chart\] no check has the id "ttys"; allowed: autoscaler-cpu, .*name-collision.*, workload-name$/,
    );
  });

  test.each(['', ' \n'])('without a reason is an error: %j', (reason) => {
    expect(() => Checks.of(app).acknowledge('tty', reason)).toThrow(
      /^\[App\] acknowledging tty needs a reason; fix: /,
    );
  });

  test('that matches nothing fails the synth', () => {
    Checks.of(chart).acknowledge('tty', 'a fork of the shim has terminals');
    check(chart, 'hello');
    expect(() => app.synthYaml()).toThrow(
      /chart.*acknowledges tty, which finds nothing here or below; fix: /s,
    );
  });

  test('that comes after the workload fails the synth', () => {
    check(chart, 'hello', stdinOn);
    Checks.of(chart).acknowledge('stdin-unread', 'nobody writes to it');
    expect(() => app.synthYaml()).toThrow(/say it before the workload is made/);
  });
});

describe('a report', () => {
  beforeEach(() => {
    Checks.of(chart).acknowledge('stdin-unread', 'nobody writes to it');
    check(
      chart,
      'hello',
      (draft) => {
        stdinOn(draft);
        ttyOn(draft);
        draft.pod.enableServiceLinks = true;
      },
      { ...SPIN_APP, binarySize: undefined },
    );
  });

  test('as text has a line for each result, errors first', () => {
    expect(Checks.of(app).toText().split('\n')).toEqual([
      expect.stringMatching(/^error: \[chart\/hello\] tty: .*; fix: /),
      expect.stringMatching(/^warning: \[chart\/hello\] service-links: .*; fix: /),
      expect.stringMatching(/^acknowledged \(nobody writes to it\): \[chart\/hello\] stdin-unread: /),
      'not checked: [chart/hello] memory-for-size: not known: the size of the binary',
      '',
    ]);
  });

  test('as JSON has what was found and what was not looked at', () => {
    const { findings, notChecked } = Checks.of(app);
    const text = Checks.of(app).toJson();
    expect(JSON.parse(text)).toEqual({ findings, notChecked });
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('as SARIF 2.1.0 is one run of this package', () => {
    const log = JSON.parse(Checks.of(app).toSarif());
    expect(Object.keys(log).sort()).toEqual(['$schema', 'runs', 'version']);
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0].tool.driver).toMatchObject({ name: 'cdk8s-wasm', version: packageVersion() });
    expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('as SARIF describes every check', () => {
    const { rules } = JSON.parse(Checks.of(app).toSarif()).runs[0].tool.driver;
    const all = [...RULES, ...TREE_RULES];
    expect(rules).toEqual(
      all.map(({ id, severity, title, why }) => ({
        id,
        shortDescription: { text: title },
        fullDescription: { text: why },
        defaultConfiguration: { level: severity },
      })),
    );
  });

  test('as SARIF has each finding where it was found, and what was acknowledged as suppressed', () => {
    const { results } = JSON.parse(Checks.of(app).toSarif()).runs[0];
    expect(results).toHaveLength(3);
    for (const result of results)
      expect(result).toMatchObject({
        ruleId: expect.stringMatching(/^[a-z-]+$/),
        level: expect.stringMatching(/^(error|warning)$/),
        message: { text: expect.stringContaining('fix: ') },
        locations: [
          {
            logicalLocations: [
              { fullyQualifiedName: 'chart/hello', name: expect.stringContaining('Deployment hello /spec/') },
            ],
          },
        ],
      });
    const suppressed = results.filter((result: object) => 'suppressions' in result);
    expect(suppressed).toMatchObject([
      {
        ruleId: 'stdin-unread',
        suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'nobody writes to it' }],
      },
    ]);
  });

  test('as SARIF notes what was not looked at', () => {
    const { invocations } = JSON.parse(Checks.of(app).toSarif()).runs[0];
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'note',
            descriptor: { id: 'memory-for-size' },
            message: { text: '[chart/hello] not checked: not known: the size of the binary' },
          },
        ],
      },
    ]);
  });
});
