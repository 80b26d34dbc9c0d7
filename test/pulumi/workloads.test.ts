import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { PathType, ServiceType, WasmImage, WasmPlatform, WasmRuntime } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { BLAZOR } from '../workload/blazor';
import { known, record, secret, withoutSecrets } from './monitor';

const platform = WasmPlatform.k3s();
const DIGEST = `sha256:${'a'.repeat(64)}`;
const image = { repository: 'ghcr.io/acme/api', digest: pulumi.output(DIGEST), binarySize: 1000 };
const MINIMAL = { platform, image };

describe('the resources of a component', () => {
  it('are named after it and their construct: these names are a contract', async () => {
    const all = { identity: { create: true }, ingress: {}, files: { '/etc/a': { content: 'a' } } };
    const { replicas, ...blazor } = BLAZOR;
    const recording = await record(() => {
      new wasm.WasmService('service', {
        ...MINIMAL,
        ...all,
        autoscale: { max: 3, memory: 80 },
        runtime: WasmRuntime.spin(),
      });
      new wasm.SpinApp('spin', MINIMAL);
      new wasm.WasmWorker('worker', MINIMAL);
      new wasm.WasmJob('job', MINIMAL);
      new wasm.WasmCronJob('cron', { ...MINIMAL, schedule: '@daily' });
      new wasm.BlazorApp('site', { ...blazor, autoscale: { max: 3, memory: 80 } });
      new wasm.WasmRuntimeClass('class', { className: 'wasmtime', handler: 'wasmtime' });
      new wasm.Shim('shim', {
        name: 'spin-v2',
        className: 'spin',
        amd64: { location: pulumi.output('https://example.com/a.tar.gz'), sha256: 'a'.repeat(64) },
      });
    });
    expect(recording.types).toEqual({
      service: 'cdk8s-wasm:index:WasmService',
      'service/Autoscaler': 'kubernetes:autoscaling/v2:HorizontalPodAutoscaler',
      'service/Deployment': 'kubernetes:apps/v1:Deployment',
      'service/DisruptionBudget': 'kubernetes:policy/v1:PodDisruptionBudget',
      'service/File-etc-a': 'kubernetes:core/v1:ConfigMap',
      'service/Ingress': 'kubernetes:networking.k8s.io/v1:Ingress',
      'service/Service': 'kubernetes:core/v1:Service',
      'service/ServiceAccount': 'kubernetes:core/v1:ServiceAccount',
      spin: 'cdk8s-wasm:index:SpinApp',
      'spin/Deployment': 'kubernetes:apps/v1:Deployment',
      'spin/DisruptionBudget': 'kubernetes:policy/v1:PodDisruptionBudget',
      'spin/Service': 'kubernetes:core/v1:Service',
      worker: 'cdk8s-wasm:index:WasmWorker',
      'worker/Deployment': 'kubernetes:apps/v1:Deployment',
      'worker/DisruptionBudget': 'kubernetes:policy/v1:PodDisruptionBudget',
      job: 'cdk8s-wasm:index:WasmJob',
      'job/Job': 'kubernetes:batch/v1:Job',
      cron: 'cdk8s-wasm:index:WasmCronJob',
      'cron/CronJob': 'kubernetes:batch/v1:CronJob',
      site: 'cdk8s-wasm:index:BlazorApp',
      'site/Autoscaler': 'kubernetes:autoscaling/v2:HorizontalPodAutoscaler',
      'site/ConfigMap': 'kubernetes:core/v1:ConfigMap',
      'site/Deployment': 'kubernetes:apps/v1:Deployment',
      'site/DisruptionBudget': 'kubernetes:policy/v1:PodDisruptionBudget',
      'site/Ingress': 'kubernetes:networking.k8s.io/v1:Ingress',
      'site/Service': 'kubernetes:core/v1:Service',
      'site/ServiceAccount': 'kubernetes:core/v1:ServiceAccount',
      class: 'cdk8s-wasm:index:WasmRuntimeClass',
      'class/RuntimeClass': 'kubernetes:node.k8s.io/v1:RuntimeClass',
      shim: 'cdk8s-wasm:index:Shim',
      'shim/Shim': 'kubernetes:runtime.spinkube.dev/v1alpha1:Shim',
    });
    for (const { name, parent } of recording.resources)
      expect(parent).toBe(name.includes('/') ? name.split('/')[0] : '');
  });

  it('are at hand, each of its class', async () => {
    await record(() => {
      const api = new wasm.SpinApp('api', { ...MINIMAL, ingress: {}, identity: { create: true } });
      const { deployment, service, ingress, disruptionBudget, autoscaler, serviceAccount, resources } = api;
      expect(deployment).toBeInstanceOf(k8s.apps.v1.Deployment);
      expect([service, ingress, disruptionBudget, serviceAccount]).toEqual(
        ['Service', 'Ingress', 'DisruptionBudget', 'ServiceAccount'].map((name) => resources[name]),
      );
      expect(autoscaler).toBeUndefined();
      const shim = new wasm.Shim('shim', {
        name: 'spin-v2',
        className: 'spin',
        amd64: { location: 'https://example.com/a.tar.gz', sha256: 'a'.repeat(64) },
      });
      expect(shim.shim).toBe(shim.resources.Shim);
    });
  });

  it('lie in the namespace of the component, and wait for it', async () => {
    const recording = await record(() => {
      const namespace = new k8s.core.v1.Namespace('shop', { metadata: { name: 'shop' } });
      new wasm.SpinApp('api', { ...MINIMAL, namespace: namespace.metadata.name });
    });
    for (const name of ['api/Deployment', 'api/Service', 'api/DisruptionBudget']) {
      const { inputs, inputDependencies } = recording.get(name);
      expect(inputs.metadata).toMatchObject({ namespace: 'shop' });
      expect(inputDependencies.metadata).toEqual(['shop']);
    }
  });

  it('wait for what the component waits for', async () => {
    const recording = await record(() => {
      const first = new k8s.core.v1.ConfigMap('first', {});
      new wasm.WasmJob('job', MINIMAL, { dependsOn: first });
    });
    expect(recording.get('job/Job').dependencies).toEqual(['first']);
  });

  it('without a name are called after the component, and otherwise in another stack', async () => {
    const nameIn = async (stack: string) => {
      const recording = await record(() => new wasm.WasmJob('Nightly_report', MINIMAL), { stack });
      return Object(recording.get('Nightly_report/Job').inputs.metadata).name;
    };
    const [dev, again, live] = [await nameIn('dev'), await nameIn('dev'), await nameIn('live')];
    expect(dev).toMatch(/^nightly-report-[0-9a-f]{10}$/);
    expect([again === dev, live === dev]).toEqual([true, false]);
  });
});

describe('what a component has come to', () => {
  async function outputsOf(args: Partial<wasm.WasmServiceArgs>, status?: unknown) {
    const recording = await record(() => new wasm.WasmService('api', { ...MINIMAL, name: 'api', ...args }), {
      status,
    });
    return recording.get('api').outputs;
  }

  it('is its names, its URL and its image', async () => {
    expect(await outputsOf({ namespace: 'shop' })).toEqual({
      deploymentName: 'api',
      serviceName: 'api',
      url: 'http://api.shop.svc/',
      imageReference: `ghcr.io/acme/api@${DIGEST}`,
      imageDigest: DIGEST,
    });
  });

  const URLS: readonly [what: string, url: string, args: Partial<wasm.WasmServiceArgs>, status?: unknown][] =
    [
      [
        'of its Service in the default namespace',
        'http://api.default.svc:8080/',
        { service: { port: 8080 } },
      ],
      [
        'of its Ingress',
        'http://api.example.com/',
        { ingress: { hosts: [pulumi.output('api.example.com')] } },
      ],
      [
        'of its Ingress, with TLS and a path',
        'https://api.example.com/v1',
        { ingress: { hosts: ['api.example.com'], tls: {}, paths: { '/v1': PathType.PREFIX } } },
      ],
      [
        'of an Ingress without a host',
        'http://192.0.2.7/',
        { ingress: {} },
        { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } },
      ],
      [
        'of its load balancer',
        'http://lb.example.com/',
        { service: { type: ServiceType.LOAD_BALANCER } },
        { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } },
      ],
    ];

  it.each(URLS)('has the URL %s', async (_, url, args, status) => {
    expect(await outputsOf(args, status)).toMatchObject({ url });
  });

  it('keeps a secret in its URL', async () => {
    expect(await outputsOf({ ingress: { hosts: [pulumi.secret('hidden.example.com')] } })).toMatchObject({
      url: secret('http://hidden.example.com/'),
    });
  });

  it('is known of jobs and classes too', async () => {
    await record(async () => {
      const job = new wasm.WasmCronJob('cron', { ...MINIMAL, name: 'cron', schedule: '@daily' });
      const { className } = new wasm.WasmRuntimeClass('class', {
        className: 'wasmtime',
        handler: 'wasmtime',
      });
      expect(await Promise.all([known(job.cronJobName), known(className), known(job.imageDigest)])).toEqual([
        'cron',
        'wasmtime',
        DIGEST,
      ]);
    });
  });
});

describe('an image', () => {
  const IMAGES: readonly [what: string, image: wasm.ImageInput<wasm.ImageSpecArgs>][] = [
    ['of the core', WasmImage.of(`ghcr.io/acme/api@${DIGEST}`, { binarySize: 1000 })],
    ['as plain data', { repository: 'ghcr.io/acme/api', digest: DIGEST, binarySize: 1000 }],
    [
      'as plain data with Outputs',
      { repository: pulumi.output('ghcr.io/acme/api'), digest: pulumi.output(DIGEST), binarySize: 1000 },
    ],
    ['as a reference', `ghcr.io/acme/api@${DIGEST}`],
    ['as a reference that is known later', pulumi.output(`ghcr.io/acme/api@${DIGEST}`)],
  ];
  const resources = { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } };

  it.each(IMAGES)('may be given %s', async (_, given) => {
    const recording = await record(() => new wasm.WasmJob('job', { platform, image: given, resources }));
    expect(JSON.stringify(recording.get('job/Job').inputs)).toContain(`"image":"ghcr.io/acme/api@${DIGEST}"`);
  });
});

describe('a runtime configuration of Spin', () => {
  it('may be plain data with secrets in it, and is a Secret then', async () => {
    const url = pulumi.secret('redis://:it\'s "a" \\ secret@db');
    const recording = await record(() => {
      const keyValueStores = { default: { redis: { url } } };
      new wasm.SpinApp('api', { ...MINIMAL, name: 'api', runtimeConfig: { keyValueStores } });
    });
    const { type, inputs } = recording.get('api/RuntimeConfig');
    expect(type).toBe('kubernetes:core/v1:Secret');
    const text = Object(withoutSecrets(inputs, (value) => value)).stringData['runtime-config.toml'];
    expect(parse(text)).toMatchObject({
      key_value_store: { default: { type: 'redis', url: 'redis://:it\'s "a" \\ secret@db' } },
    });
    expect(JSON.stringify(recording.get('api/Deployment').inputs)).not.toContain('secret@db');
  });
});

describe('wrong arguments', () => {
  const WRONG: readonly [what: string, args: object, message: string | RegExp][] = [
    ['a field that there is not', { imagee: 1 }, '[SpinApp/api] imagee 1: no such field; allowed: '],
    [
      'a value of another type',
      { replicas: 'two' },
      '[SpinApp/api] replicas "two": of the wrong type, string; allowed: a number',
    ],
    ['a wrong value', { port: 99999 }, '[SpinApp/api] port 99999: out of range'],
    [
      'an Output for the structure',
      { port: pulumi.output(80) },
      '[SpinApp/api] port (known at deploy): not known at synth',
    ],
    [
      'an Output for a list',
      { args: pulumi.output(['a']) },
      '[SpinApp/api] args (known at deploy): not known at synth',
    ],
    ['no image', { image: undefined }, '[SpinApp/api] image missing: it is required'],
    ['what a check finds', { variables: { HOME: { value: 'a' } } }, /^\[SpinApp\/api\] /],
  ];

  it.each(WRONG)('are refused with the component and the field: %s', async (_, args, message) => {
    const recording = await record(() => {
      expect(() => Reflect.construct(wasm.SpinApp, ['api', { ...MINIMAL, ...args }])).toThrow(message);
    });
    expect(recording.names).toEqual(['api']);
  });
});
