import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { type App, Chart } from 'cdk8s';
import { RuntimeClassOwner, WasmImage, WasmJob, WasmPlatform } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { afterEach, describe, expect, it, test } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { findPlatform } from '../../src/pulumi/platform';
import { record } from './monitor';

const image = WasmImage.of('ghcr.io/acme/job:1', { binarySize: 1000 });

/** The runtime class of a job that a program makes. */
async function classOf(make: () => unknown): Promise<unknown> {
  const recording = await record(make);
  const job = recording.resources.find(({ type }) => type === 'kubernetes:batch/v1:Job');
  return Object(job?.inputs.spec).template?.spec.runtimeClassName;
}

class Team extends pulumi.ComponentResource {
  public constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:index:Team', name, {}, opts);
  }
}

function configure(value: string | undefined): void {
  pulumi.runtime.setAllConfig(value === undefined ? {} : { 'cdk8s-wasm:platform': value });
}

afterEach(() => configure(undefined));

const named = (className: string) =>
  WasmPlatform.custom({
    name: className,
    runtimes: { wasmtime: { className, handler: 'wasmtime' } },
    runtimeClasses: RuntimeClassOwner.EMITTED,
    source: 'a test',
  });
const other = named('other');

describe('the platform of a component', () => {
  it('is its own, as an instance or as plain data', async () => {
    configure('k3s');
    expect(await classOf(() => new wasm.WasmJob('job', { image, platform: other }))).toBe('other');
    expect(await classOf(() => new wasm.WasmJob('job', { image, platform: other.toSpec() }))).toBe('other');
  });

  it('is that of the nearest parent that has one', async () => {
    const nearest = await classOf(() => {
      const outer = wasm.bindPlatform(new Team('outer'), named('outer'));
      const inner = wasm.bindPlatform(new Team('inner', { parent: outer }), named('inner'));
      const between = new Team('between', { parent: inner });
      new wasm.WasmJob('job', { image }, { parent: between });
    });
    expect(nearest).toBe('inner');
  });

  it('is that of a component of this package above it', async () => {
    const found = await classOf(() => {
      const parent = new wasm.Chart('chart', { build: () => undefined, platform: other });
      new wasm.WasmJob('job', { image }, { parent });
    });
    expect(found).toBe('other');
  });

  it('is that of the configuration of the stack: a name, or more as JSON', async () => {
    const job = () => new wasm.WasmJob('job', { image });
    configure('k3s');
    expect(await classOf(job)).toBe(WasmPlatform.k3s().toSpec().runtimes.wasmtime.className);
    configure(JSON.stringify({ name: 'k3s', kubernetesVersion: '1.34' }));
    expect(await classOf(job)).toBe(WasmPlatform.k3s().toSpec().runtimes.wasmtime.className);
    configure(JSON.stringify(other.toSpec()));
    expect(await classOf(job)).toBe('other');
  });

  it('is missed with all the ways to say it', async () => {
    await record(() => {
      expect(() => new wasm.WasmJob('job', { image })).toThrow(
        /^\[job\] platform: none is said, .*; fix: platform: WasmPlatform\.k3s\(\) among the arguments, .*, or bindPlatform\(parent, .*\) .*, or `pulumi config set cdk8s-wasm:platform k3s` for the stack; one of aks, /,
      );
    });
  });

  it.each([
    [
      'k4s',
      '[configuration of the stack] cdk8s-wasm:platform "k4s": no platform of that name; allowed: aks, ',
    ],
    ['{ "name"', '[configuration of the stack] cdk8s-wasm:platform { "name": no JSON: '],
    ['{ "name": "k3s", "version": "1.34" }', '[WasmPlatform k3s] version "1.34": no such field'],
    ['{ "name": "mine", "runtimes": {} }', '[WasmPlatform mine] '],
  ])('is refused in the configuration with what is wrong: %s', async (value, message) => {
    configure(value);
    await record(() => {
      expect(() => new wasm.WasmJob('job', { image })).toThrow(message);
    });
  });

  it("makes no RuntimeClass: it is the cluster's, and other stacks use it", async () => {
    const recording = await record(() => {
      new wasm.WasmJob('job', { image, platform: other });
      new wasm.Chart('chart', {
        platform: other,
        build: (app) => new WasmJob(new Chart(app, 'jobs'), 'job', { image }),
      });
    });
    expect(recording.names).toEqual(['chart', 'chart/jobs/job/Job', 'job', 'job/Job']);
  });

  it('may be bound in the chart itself, and is asked for there as everywhere', async () => {
    const build = (bind: boolean) => (app: App) => {
      if (bind) other.bind(app);
      new WasmJob(new Chart(app, 'jobs'), 'job', { image });
    };
    expect(await classOf(() => new wasm.Chart('chart', { build: build(true) }))).toBe('other');
    await record(() => {
      expect(() => new wasm.Chart('chart', { build: build(false) })).toThrow(
        '[jobs/job] platform missing: none is bound',
      );
    });
  });
});

test('every platform that needs no more than a name may be configured by that name', async () => {
  const assembly: unknown = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  const methods: { name: string; static?: boolean; parameters?: { name: string }[] }[] =
    Object(assembly).types['cdk8s-wasm.WasmPlatform'].methods;
  const factories = methods.filter(
    ({ static: isStatic, parameters }) => isStatic && parameters?.[0]?.name === 'options',
  );
  expect(factories.length).toBeGreaterThan(10);
  await record(() => {
    for (const { name } of factories) {
      configure(name);
      const make: () => WasmPlatform = Reflect.get(WasmPlatform, name);
      expect([name, findPlatform(new Team(name), name, undefined)?.name]).toEqual([name, make().name]);
    }
  });
});
