import { JsonPatch, Lazy } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { Checks, EnvValue, WasmImage } from '../../src';
import { at } from '../support/json';
import { FULL } from './full-props';
import { chartOn, MAKE, make, refusalOf, synthApp } from './make';

const ANNOTATION = JsonPatch.add('/metadata/annotations', { 'example.com/patched': 'yes' });
const GUEST = '/spec/template/spec/containers/0';

describe('a JSON patch', () => {
  test.each(FULL)('on each object of $title shows in the output', ({ kind, platform, props }) => {
    const chart = chartOn(platform());
    const workload = make(kind, chart, 'full', props);
    for (const object of workload.apiObjects) object.addJsonPatch(ANNOTATION);
    const own = synthApp(chart).filter((manifest) => manifest.kind !== 'RuntimeClass');
    expect(own).toHaveLength(workload.apiObjects.length);
    for (const manifest of own)
      expect(at(manifest, 'metadata', 'annotations')).toEqual({ 'example.com/patched': 'yes' });
  });

  it('reaches any field of Kubernetes, also one that no prop says', () => {
    const chart = chartOn();
    const { deployment } = MAKE.WasmService(chart, 'hello');
    deployment.addJsonPatch(
      JsonPatch.add('/spec/paused', true),
      JsonPatch.add('/spec/template/spec/hostname', 'hello'),
      JsonPatch.add(`${GUEST}/terminationMessagePolicy`, 'FallbackToLogsOnError'),
    );
    const [manifest] = synthApp(chart);
    expect(manifest).toMatchObject({
      spec: {
        paused: true,
        template: {
          spec: { hostname: 'hello', containers: [{ terminationMessagePolicy: 'FallbackToLogsOnError' }] },
        },
      },
    });
  });

  it('works on what verbs add after it', () => {
    const chart = chartOn();
    const service = MAKE.WasmService(chart, 'hello');
    service.deployment.addJsonPatch(JsonPatch.replace(`${GUEST}/env/1/value`, 'patched'));
    service.addEnv('A', EnvValue.of('x'));
    expect(at(synthApp(chart)[0], 'spec', 'template', 'spec')).toMatchObject({
      containers: [{ env: [{}, { name: 'A', value: 'patched' }] }],
    });
  });
});

describe('a JSON patch that breaks a rule', () => {
  const RULES: readonly [id: string, patch: JsonPatch][] = [
    ['tty', JsonPatch.add(`${GUEST}/tty`, true)],
    ['exec-probe', JsonPatch.replace(`${GUEST}/readinessProbe`, { exec: { command: ['true'] } })],
    ['exec-hook', JsonPatch.add(`${GUEST}/lifecycle/postStart`, { exec: { command: ['true'] } })],
    ['listen-address', JsonPatch.replace(`${GUEST}/env/0/value`, ':8080')],
    ['drop-all-alone', JsonPatch.remove(`${GUEST}/securityContext/capabilities/add`)],
    ['missing-command', JsonPatch.remove(`${GUEST}/command`)],
    ['user-namespaces', JsonPatch.add('/spec/template/spec/hostUsers', false)],
    ['pre-stop-grace', JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 5)],
    ['image-tag', JsonPatch.replace(`${GUEST}/image`, 'ghcr.io/acme/hello:latest')],
  ];

  test.each(RULES)('%s fails the synth with the construct’s path', (id, patch) => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello').deployment.addJsonPatch(patch);
    expect(refusalOf(() => chart.toJson())).toMatch(
      new RegExp(`^Validation failed with the following errors:\n  \\[chart/hello\\] ${id}: .*; fix: `),
    );
  });

  test.each(RULES)('%s fails it for the one of three alike that has it, also after a synth', (id, patch) => {
    const chart = chartOn();
    const services = ['one', 'two', 'three'].map((name) => MAKE.WasmService(chart, name, { name }));
    expect(chart.toJson()).toHaveLength(9);
    services[1].deployment.addJsonPatch(patch);
    const refusal = refusalOf(() => chart.toJson());
    expect(refusal).toContain(`[chart/two] ${id}: `);
    expect(refusal).not.toMatch(/chart\/(?:one|three)/);
  });

  test.each(RULES)('%s can be lived with, for a reason', (id, patch) => {
    const chart = chartOn();
    Checks.of(chart).acknowledge(id, 'the shim of our nodes is another');
    MAKE.WasmService(chart, 'hello').deployment.addJsonPatch(patch);
    expect(chart.toJson()).toHaveLength(3);
    expect(Checks.of(chart).toText()).toContain(
      `acknowledged (the shim of our nodes is another): [chart/hello] ${id}: `,
    );
  });

  it('fails each synth until it is taken back', () => {
    const chart = chartOn();
    const { deployment } = MAKE.WasmService(chart, 'hello');
    deployment.addJsonPatch(JsonPatch.add(`${GUEST}/tty`, true));
    for (const _ of [1, 2]) expect(refusalOf(() => chart.toJson())).toContain('tty: ');
    deployment.addJsonPatch(JsonPatch.remove(`${GUEST}/tty`));
    expect(chart.toJson()).toHaveLength(3);
  });

  it('fails a synth that is not the first', () => {
    const chart = chartOn();
    const { deployment } = MAKE.WasmService(chart, 'hello');
    chart.toJson();
    deployment.addJsonPatch(JsonPatch.add(`${GUEST}/tty`, true));
    expect(refusalOf(() => chart.toJson())).toContain('[chart/hello] tty: ');
  });

  it('that mends what a prop could not say passes', () => {
    const chart = chartOn();
    const { service } = MAKE.WasmService(chart, 'hello');
    service.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 0));
    expect(refusalOf(() => chart.toJson())).toContain('[chart/hello] port-range: ');
    service.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 8000));
    expect(chart.toJson()).toHaveLength(3);
  });
});

describe('a value that is known at synth alone', () => {
  const lazy = (value: unknown) => Lazy.any({ produce: () => value });

  test('is held against the rules for each of the workloads that share it', () => {
    const chart = chartOn();
    const env = { WASMTIME_HTTP_PROXY_SOCKET_ADDR: EnvValue.of(lazy(':8080')) };
    for (const name of ['one', 'two', 'three']) MAKE.WasmService(chart, name, { name, env });
    const refusal = refusalOf(() => chart.toJson());
    for (const name of ['one', 'two', 'three']) expect(refusal).toContain(`[chart/${name}] listen-address: `);
  });

  test.each([
    ['listen-address', { env: { WASMTIME_HTTP_PROXY_SOCKET_ADDR: EnvValue.of(lazy(':8080')) } }],
    ['pre-stop-grace', { rollout: { terminationGracePeriodSeconds: lazy(3) } }],
    [
      'memory-for-size',
      { resources: { limits: { memory: lazy('1Mi') }, requests: { memory: lazy('1Mi') } } },
    ],
    ['image-tag', { image: WasmImage.of(lazy('ghcr.io/acme/hello'), { binarySize: 2_100_000 }) }],
    ['replicas-and-autoscaler', { replicas: lazy(0) }],
  ])('is held against %s then', (id, props) => {
    const chart = chartOn();
    make('WasmService', chart, 'hello', props);
    expect(refusalOf(() => chart.toJson())).toContain(`[chart/hello] ${id}: `);
  });
});
