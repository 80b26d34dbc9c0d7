import { type ApiObject, App, Chart, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, it, test } from 'vitest';
import { WasmPlatform } from '../../src';
import { at } from '../support/json';
import { chartOn, IMAGE, KINDS, MAKE, make, refusalOf, synthApp } from './make';

const DNS_1035 = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

describe('a workload that is given a name', () => {
  it.each(KINDS)('%s bears it in all of its objects', (kind) => {
    const chart = chartOn(WasmPlatform.k3s());
    const workload = make(kind, chart, 'some-id', { name: 'hello' });
    expect(workload.name).toBe('hello');
    expect(synthApp(chart).map((manifest) => at(manifest, 'metadata', 'name'))).toEqual(
      workload.apiObjects.map(() => 'hello'),
    );
  });

  test.each([
    'Hello',
    'hello_api',
    'hello.api',
    '1hello',
    '-hello',
    'hello-',
    '',
    'a b',
    'x'.repeat(64),
    'héllo',
  ])('is refused as "%s"', (name) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'id', { name }))).toBe(
      `[chart/id] name "${name}": not valid here; allowed: lower-case letters, digits and "-", from a letter on, at most 63`,
    );
  });

  it('may be as long as a label for all but a CronJob, whose Jobs get eleven characters more', () => {
    const chart = chartOn();
    const name = 'x'.repeat(63);
    for (const kind of ['WasmService', 'WasmJob'] as const) make(kind, chart, kind, { name });
    make('WasmCronJob', chart, 'cron', { name: name.slice(0, 52) });
    synthApp(chart);
    expect(refusalOf(() => make('WasmCronJob', chart, 'long', { name: name.slice(0, 53) }))).toContain(
      `[chart/long] name "${name.slice(0, 53)}": not valid here; allowed: lower-case letters, digits and "-", from a letter on, at most 52`,
    );
  });
});

describe('a workload without a name', () => {
  const nameAt = (...ids: string[]): string => {
    const app = new App();
    WasmPlatform.k3s().bind(app);
    let scope: Construct = new Chart(app, ids[0] ?? 'chart');
    for (const id of ids.slice(1, -1)) scope = new Construct(scope, id);
    const workload = MAKE.WasmService(scope, ids.at(-1) ?? 'id', { name: undefined });
    synthApp(scope);
    return workload.name;
  };

  it('has the one that cdk8s would give the construct', () => {
    expect(nameAt('chart', 'hello')).toMatch(/^chart-hello-c[0-9a-f]{7}$/);
  });

  test.each([
    ['digits first', ['1chart', '2go'], /^w-1chart-2go-c[0-9a-f]{7}$/],
    ['dots and underscores', ['my.chart', 'a_b.c'], /^my-chart-a-b-c-c[0-9a-f]{7}$/],
    ['upper case', ['Chart', 'HelloApi'], /^chart-helloapi-c[0-9a-f]{7}$/],
    ['an id that repeats the chart’s', ['web', 'web'], /^web-c[0-9a-f]{7}$/],
    ['a construct between', ['chart', 'Team', 'api'], /^chart-team-api-c[0-9a-f]{7}$/],
  ])('has a DNS label with %s', (_, ids, expected) => {
    const name = nameAt(...ids);
    expect(name).toMatch(expected);
    expect(name).toMatch(DNS_1035);
  });

  it('has a DNS label that differs, however long and alike the ids are', () => {
    const long = 'x'.repeat(80);
    const names = ['a', 'b'].map((end) => nameAt('chart', `${long}${end}`));
    for (const name of names) expect(name).toMatch(DNS_1035);
    expect(new Set(names).size).toBe(2);
  });

  it('has one of at most 52 characters as a CronJob', () => {
    const chart = chartOn();
    const names = ['a', 'b'].map(
      (end) => make('WasmCronJob', chart, `${'y'.repeat(80)}${end}`, { name: undefined }).name,
    );
    synthApp(chart);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(52);
    expect(new Set(names).size).toBe(2);
  });

  it('has no hash where the chart wants none, and collisions are found', () => {
    const chart = chartOn(WasmPlatform.k3s(), { disableResourceNameHashes: true });
    expect(MAKE.WasmService(chart, 'hello', { name: undefined }).name).toBe('chart-hello');
    const message = refusalOf(() => MAKE.WasmService(chart, 'Hello', { name: undefined }));
    expect(message).toContain('[chart/Hello] Deployment chart-hello: chart/hello has one of that name');
  });

  it('has the one that an overridden generateObjectName gives, which sees what it is', () => {
    class Named extends Chart {
      public readonly seen: string[] = [];
      public override generateObjectName(object: ApiObject): string {
        this.seen.push(`${object.kind} ${object.node.path}`);
        return `team-${Names.toDnsLabel(object, { includeHash: false })}`;
      }
    }
    const app = new App();
    WasmPlatform.k3s().bind(app);
    const chart = new Named(app, 'c');
    expect(MAKE.WasmService(chart, 'web', { name: undefined }).name).toBe('team-c-web');
    expect(MAKE.WasmCronJob(chart, 'night', { name: undefined }).name).toBe('team-c-night');
    expect(chart.seen).toEqual(['Deployment c/web', 'CronJob c/night']);
    synthApp(chart);
  });

  it('has the same one for its objects as for its pods', () => {
    const chart = chartOn();
    const workload = MAKE.WasmService(chart, 'hello', { name: undefined, image: IMAGE });
    expect(workload.matchLabels['app.kubernetes.io/name']).toBe(workload.name);
    expect(workload.serviceName).toBe(workload.name);
  });
});
