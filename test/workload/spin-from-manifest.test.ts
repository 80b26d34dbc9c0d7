import { Lazy } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { SpinApp, type SpinFromManifestProps, SpinManifest, WasmImage, WasmRuntime } from '../../src';
import { at } from '../support/json';
import { chartOn, envOf, guestOf, MAKE, only, refusalOf, synthApp } from './make';

const HTTP = '[[trigger.http]]\nroute = "/..."\ncomponent = "web"';
const REDIS = '[[trigger.redis]]\naddress = "redis://redis:6379"\nchannel = "orders"\ncomponent = "orders"';
const SQS =
  '[[trigger.sqs]]\nqueue_url = "https://sqs.eu-central-1.amazonaws.com/1/orders"\ncomponent = "orders"';
const MQTT = `[[trigger.mqtt]]\ntopic = "orders"\nqos = "1"\ncomponent = "orders"
[application.trigger.mqtt]
address = "mqtt://mqtt:1883"\nusername = ""\npassword = ""\nkeep_alive_interval = "30"`;
const COMMAND = '[[trigger.command]]\ncomponent = "nightly"';
const CRON = '[[trigger.cron]]\ncomponent = "nightly"\ncron_expression = "0 0 3 * * *"';

function imageOf(...triggers: readonly string[]): WasmImage {
  const used = ['web', 'orders', 'nightly'].filter((id) => triggers.join().includes(`component = "${id}"`));
  const components = used.map((id) => `[component.${id}]\nsource = "${id}.wasm"`);
  const toml = ['spin_manifest_version = 2\n[application]\nname = "shop"', ...triggers, ...components].join(
    '\n',
  );
  return WasmImage.of('ghcr.io/acme/shop:1.4.0', {
    binarySize: 2_100_000,
    manifest: SpinManifest.fromToml(toml).toSpec(),
  });
}

const from = (image: WasmImage, props: Partial<SpinFromManifestProps> = {}) =>
  SpinApp.fromManifest(chartOn(), 'shop', { name: 'shop', image, ...props });

describe('a Spin application from its manifest', () => {
  test.each([
    ['http', [HTTP], {}, 'SpinApp', ['Deployment', 'Service', 'PodDisruptionBudget']],
    ['http and redis', [HTTP, REDIS], {}, 'SpinApp', ['Deployment', 'Service', 'PodDisruptionBudget']],
    ['redis', [REDIS], {}, 'WasmWorker', ['Deployment', 'PodDisruptionBudget']],
    ['mqtt', [MQTT], {}, 'WasmWorker', ['Deployment', 'PodDisruptionBudget']],
    ['sqs and redis', [SQS, REDIS], {}, 'WasmWorker', ['Deployment', 'PodDisruptionBudget']],
    ['command', [COMMAND], {}, 'WasmJob', ['Job']],
    ['command, with a schedule', [COMMAND], { schedule: '0 3 * * *' }, 'WasmCronJob', ['CronJob']],
    [
      'http, the components of which run alone',
      [HTTP, COMMAND],
      { components: ['web'] },
      'SpinApp',
      ['Deployment', 'Service', 'PodDisruptionBudget'],
    ],
    [
      'command, the components of which run alone',
      [HTTP, CRON, COMMAND],
      { components: ['nightly'] },
      undefined,
      [],
    ],
  ])('with triggers for %s is what they make of it', (_, triggers, props, construct, kinds) => {
    const image = imageOf(...triggers);
    if (construct === undefined) {
      expect(refusalOf(() => from(image, props))).toContain('spin-trigger-type');
      return;
    }
    const workload = from(image, props);
    expect(workload.constructor.name).toBe(construct);
    expect(workload.runtime.toSpec().name).toBe('spin');
    const made = synthApp(workload).map(({ kind }) => kind);
    expect(made.filter((kind) => kind !== 'RuntimeClass').sort()).toEqual([...kinds].sort());
  });

  it('is the same as the construct itself', () => {
    const props = { name: 'shop', image: imageOf(COMMAND), backoffLimit: 1, args: ['--all'] };
    const [one, other] = [chartOn(), chartOn()];
    SpinApp.fromManifest(one, 'shop', props);
    MAKE.WasmJob(other, 'shop', { ...props, runtime: WasmRuntime.spin() });
    expect(synthApp(one)).toEqual(synthApp(other));
  });

  it('has the schedule and all that a CronJob has', () => {
    const workload = from(imageOf(COMMAND), { schedule: '@daily', timeZone: 'Europe/Berlin', suspend: true });
    expect(at(only(synthApp(workload), 'CronJob'), 'spec')).toMatchObject({
      schedule: '@daily',
      timeZone: 'Europe/Berlin',
      suspend: true,
    });
  });

  it('runs the components that it is told', () => {
    const workload = from(imageOf(HTTP, REDIS), { components: ['orders'] });
    expect(workload.constructor.name).toBe('WasmWorker');
    expect(envOf(guestOf(synthApp(workload)), 'SPIN_COMPONENTS_TO_RETAIN')).toBe('orders');
  });

  it('hands on what is known later', () => {
    const later = <T>(value: T): T => Lazy.any({ produce: () => value });
    const values = { schedule: '0 3 * * *', timeZone: 'Europe/Berlin', backoffLimit: 2 };
    const props = { schedule: later('0 3 * * *'), timeZone: later('Europe/Berlin'), backoffLimit: later(2) };
    const image = imageOf(COMMAND);
    expect(synthApp(from(image, props))).toEqual(synthApp(from(image, values)));
  });

  it('cannot tell by components that are known later', () => {
    const components = [Lazy.any({ produce: () => 'web' })];
    expect(refusalOf(() => from(imageOf(HTTP, COMMAND), { components }))).toContain('when the command ends');
  });

  test.each([
    ['replicas', { replicas: 3 }, COMMAND, 'WasmJob'],
    ['ingress', { ingress: {} }, REDIS, 'WasmWorker'],
    ['backoffLimit', { backoffLimit: 3 }, HTTP, 'SpinApp'],
    ['timeZone', { timeZone: 'Europe/Berlin' }, COMMAND, 'WasmJob'],
    ['schedule', { schedule: '@daily' }, HTTP, 'SpinApp'],
    ['autoscale', { schedule: '@daily', autoscale: { max: 3, cpu: 60 } }, COMMAND, 'WasmCronJob'],
  ])('has no %s where the construct has none', (field, props, trigger, construct) => {
    const type = /trigger\.(\w+)/.exec(trigger)?.[1];
    expect(refusalOf(() => from(imageOf(trigger), props))).toContain(
      `[chart/shop] ${field} ${JSON.stringify(Object.values(props).at(-1))}: the triggers (${type}) make a ${construct} of the application, which has none`,
    );
  });

  it('cannot be both a command and something that stays', () => {
    expect(refusalOf(() => from(imageOf(HTTP, COMMAND)))).toMatch(
      /^\[chart\/shop\] image \["http","command"\]: when the command ends, .*fix: .*components/,
    );
  });

  it('is refused where the shim has none of its triggers', () => {
    expect(refusalOf(() => from(imageOf(CRON)))).toMatch(
      /^\[chart\/shop\] image \["cron"\]: .*allowed: http, redis, mqtt, sqs, command; fix: .*\[\[trigger\.command\]\] and the prop schedule/,
    );
  });

  it('is refused where the image does not know its manifest', () => {
    const image = WasmImage.of('ghcr.io/acme/shop:1.4.0', { binarySize: 1000 });
    expect(refusalOf(() => from(image))).toMatch(
      /^\[chart\/shop\] image "ghcr\.io\/acme\/shop:1\.4\.0": the image does not know its manifest/,
    );
  });

  it('refuses a field that no construct has', () => {
    expect(refusalOf(() => from(imageOf(HTTP), Object({ replica: 3 })))).toContain(
      'replica 3: no such field',
    );
  });
});

describe('a construct that does not fit the triggers', () => {
  const spin = { runtime: WasmRuntime.spin() };

  test.each([
    ['SpinApp', REDIS, {}, 'new WasmWorker with runtime: WasmRuntime.spin()'],
    ['SpinApp', COMMAND, {}, 'new WasmJob, or WasmCronJob'],
    ['WasmService', REDIS, spin, 'new WasmWorker'],
    ['WasmWorker', HTTP, spin, 'new SpinApp'],
    ['WasmWorker', COMMAND, spin, 'new WasmJob'],
    ['WasmJob', HTTP, spin, 'new SpinApp'],
    ['WasmCronJob', REDIS, spin, 'new WasmWorker'],
  ] as const)('is refused: a %s of %s', (kind, trigger, props, fix) => {
    const act = () => MAKE[kind](chartOn(), 'shop', Object({ image: imageOf(trigger), ...props }));
    expect(refusalOf(act)).toMatch(/^\[chart\/shop\] spin-trigger-kind: /);
    expect(refusalOf(act)).toContain(fix);
  });

  test.each([
    ['WasmWorker', REDIS],
    ['WasmJob', COMMAND],
    ['WasmCronJob', COMMAND],
  ] as const)('is taken where it fits: a %s of %s', (kind, trigger) => {
    const workload = MAKE[kind](chartOn(), 'shop', Object({ image: imageOf(trigger), ...spin }));
    expect(synthApp(workload)).not.toEqual([]);
  });

  it('is nobody’s matter on another runtime, where a manifest says nothing', () => {
    const workload = MAKE.WasmJob(chartOn(), 'shop', { image: imageOf(HTTP) });
    expect(synthApp(workload)).not.toEqual([]);
  });
});
