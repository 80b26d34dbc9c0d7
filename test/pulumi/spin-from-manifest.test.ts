import * as pulumi from '@pulumi/pulumi';
import { SpinManifest, WasmPlatform, WasmRuntime } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { describe, expect, it, test } from 'vitest';
import { record, secret } from './monitor';

const HTTP = '[[trigger.http]]\nroute = "/..."\ncomponent = "web"';
const REDIS = '[[trigger.redis]]\naddress = "redis://redis:6379"\nchannel = "orders"\ncomponent = "orders"';
const COMMAND = '[[trigger.command]]\ncomponent = "nightly"';

function argsOf(...triggers: readonly string[]) {
  const used = ['web', 'orders', 'nightly'].filter((id) => triggers.join().includes(`component = "${id}"`));
  const components = used.map((id) => `[component.${id}]\nsource = "${id}.wasm"`);
  const head = 'spin_manifest_version = 2\n[application]\nname = "shop"';
  const manifest = SpinManifest.fromToml([head, ...triggers, ...components].join('\n')).toSpec();
  return {
    name: 'shop',
    platform: WasmPlatform.k3s(),
    image: { repository: pulumi.output('ghcr.io/acme/shop'), tag: '1.4.0', binarySize: 2_100_000, manifest },
  };
}

describe('a Spin application from its manifest', () => {
  test.each([
    ['http', argsOf(HTTP), wasm.SpinApp, ['shop/Deployment', 'shop/DisruptionBudget', 'shop/Service']],
    ['redis', argsOf(REDIS), wasm.WasmWorker, ['shop/Deployment', 'shop/DisruptionBudget']],
    ['command', argsOf(COMMAND), wasm.WasmJob, ['shop/Job']],
    [
      'command, with a schedule',
      { ...argsOf(COMMAND), schedule: pulumi.output('@daily') },
      wasm.WasmCronJob,
      ['shop/CronJob'],
    ],
  ])('with triggers for %s is the component that they make of it', async (_, args, component, resources) => {
    const recording = await record(() => {
      expect(wasm.SpinApp.fromManifest('shop', args)).toBeInstanceOf(component);
    });
    expect(recording.names).toEqual(['shop', ...resources]);
  });

  it('has what the component has that is written out, and keeps secrets', async () => {
    const args = {
      ...argsOf(`${COMMAND}\n[variables]\ntoken = { required = true }`),
      namespace: 'jobs',
      backoffLimit: 1,
      variables: { token: { value: pulumi.secret('hunter2') } },
    };
    const [picked, written] = [
      await record(() => wasm.SpinApp.fromManifest('shop', args)),
      await record(() => new wasm.WasmJob('shop', { ...args, runtime: WasmRuntime.spin() })),
    ];
    expect(picked.get('shop/Job').inputs).toEqual(written.get('shop/Job').inputs);
    expect(JSON.stringify(picked.get('shop/Job').inputs)).toContain(JSON.stringify(secret('hunter2')));
  });

  const WRONG: readonly [what: string, args: object, message: string][] = [
    [
      'an image that knows no manifest',
      { image: 'ghcr.io/acme/shop:1' },
      'the image does not know its manifest',
    ],
    ['no image', { image: undefined }, '[SpinApp/shop] image missing: it is required'],
    ['an argument that there is not', { imagee: 1 }, '[SpinApp/shop] imagee 1: no such field'],
    [
      'triggers that do not go together',
      argsOf(HTTP, COMMAND),
      'when the command ends, the other triggers end',
    ],
    [
      'an argument that its component does not have',
      { ...argsOf(COMMAND), replicas: pulumi.output(2) },
      '[SpinApp/shop] replicas (known at deploy): the triggers (command) make a WasmJob of the application, which has none',
    ],
  ];

  test.each(WRONG)('refuses %s before anything is registered', async (_, args, message) => {
    const recording = await record(() => {
      const call = () =>
        Reflect.apply(wasm.SpinApp.fromManifest, undefined, ['shop', { ...argsOf(HTTP), ...args }]);
      expect(call).toThrow(message);
    });
    expect(recording.names).toEqual([]);
  });
});
