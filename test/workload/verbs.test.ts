import { describe, expect, it, test } from 'vitest';
import { EnvValue, PathType, Volume, WasmPlatform, WasmRuntime } from '../../src';
import { at, type Json } from '../support/json';
import { chartOn, IMAGE, KINDS, MAKE, make, only, refusalOf, synthApp } from './make';

const BUSYBOX = 'docker.io/library/busybox:1.37.0';
const byKind = (manifests: readonly Json[]): Json[] =>
  [...manifests].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

describe.each(KINDS)('a verb of %s', (kind) => {
  const verbs: readonly [name: string, props: object, act: (w: ReturnType<typeof make>) => void][] = [
    ['addEnv', { env: { A: EnvValue.of('x') } }, (w) => w.addEnv('A', EnvValue.of('x'))],
    ['addVariable', { variables: { a: EnvValue.of('x') } }, (w) => w.addVariable('a', EnvValue.of('x'))],
    [
      'addSidecar',
      { sidecars: { proxy: { image: BUSYBOX } } },
      (w) => w.addSidecar('proxy', { image: BUSYBOX }),
    ],
    [
      'addInitContainer',
      { initContainers: { fetch: { image: BUSYBOX } } },
      (w) => w.addInitContainer('fetch', { image: BUSYBOX }),
    ],
    [
      'mountVolume',
      { volumes: { '/data': Volume.claim('d') } },
      (w) => w.mountVolume('/data', Volume.claim('d')),
    ],
    ['addFile', { files: { '/etc/a': { content: 'x' } } }, (w) => w.addFile('/etc/a', { content: 'x' })],
  ];
  const runtime = kind === 'SpinApp' ? {} : { runtime: WasmRuntime.spin() };

  test.each(verbs)('%s does what the prop does', (_, props, act) => {
    const [said, done] = [chartOn(), chartOn()];
    make(kind, said, 'hello', { ...runtime, ...props });
    act(make(kind, done, 'hello', runtime));
    expect(byKind(sorted(synthApp(done)))).toEqual(byKind(sorted(synthApp(said))));
  });

  test.each<[string, (w: ReturnType<typeof make>) => void, string]>([
    [
      'addEnv',
      (w) => w.addEnv('A', EnvValue.of('y')),
      'env "A": the variable is set already; fix: set it once',
    ],
    ['addEnv', (w) => w.addEnv('1A', EnvValue.of('y')), 'env name "1A": not valid here'],
    ['addEnv', (w) => w.addEnv('B', {}), 'env.B {}: says nothing'],
    [
      'addVariable',
      (w) => w.addVariable('b', EnvValue.of('y')),
      'variables "SPIN_VARIABLE_B": the variable is set',
    ],
    ['addVariable', (w) => w.addVariable('A', EnvValue.of('y')), 'variables name "A": not valid here'],
    ['addVariable', (w) => w.addVariable('home', EnvValue.of('y')), 'spin-variable-name: '],
    [
      'addSidecar',
      (w) => w.addSidecar('proxy', { image: BUSYBOX }),
      'sidecars "proxy": the pod has a container',
    ],
    ['addSidecar', (w) => w.addSidecar('app', { image: BUSYBOX }), 'sidecars "app": the pod has a container'],
    ['addSidecar', (w) => w.addSidecar('x', Object({ img: BUSYBOX })), 'sidecars.x.img '],
    [
      'addSidecar',
      (w) => w.addSidecar('x', { image: BUSYBOX, env: { A: EnvValue.of('') } }),
      'linux-environment: ',
    ],
    [
      'addInitContainer',
      (w) => w.addInitContainer('proxy', { image: BUSYBOX }),
      'initContainers "proxy": the pod has',
    ],
    [
      'mountVolume',
      (w) => w.mountVolume('/data', Volume.emptyDir()),
      'volumes "/data": container app has volume data',
    ],
    [
      'mountVolume',
      (w) => w.mountVolume('data', Volume.emptyDir()),
      'volumes mount path "data": not valid here',
    ],
    ['mountVolume', (w) => w.mountVolume('/x', {}), 'volumes./x {}: says nothing'],
    ['addFile', (w) => w.addFile('/etc/a', { content: 'y' }), 'files "/etc/a": container app has volume'],
    ['addFile', (w) => w.addFile('etc/b', { content: 'y' }), 'files path "etc/b": not valid here'],
  ])('%s is refused where the prop would be', (_, act, message) => {
    const workload = make(kind, chartOn(), 'hello', {
      ...runtime,
      env: { A: EnvValue.of('x') },
      variables: { b: EnvValue.of('x') },
      sidecars: { proxy: { image: BUSYBOX } },
      volumes: { '/data': Volume.claim('data') },
      files: { '/etc/a': { content: 'x' } },
    });
    expect(refusalOf(() => act(workload))).toContain(`[chart/hello] ${message}`);
  });

  it('that was refused for its value leaves the workload as it was', () => {
    const chart = chartOn();
    const workload = make(kind, chart, 'hello', {
      ...runtime,
      env: { A: EnvValue.of('x') },
      volumes: { '/etc/a': Volume.emptyDir() },
    });
    const before = synthApp(chart);
    for (const act of [
      () => workload.addEnv('A', EnvValue.of('y')),
      () => workload.addEnv('B', {}),
      () => workload.addSidecar('x', { image: BUSYBOX, ports: { stats: 0 } }),
      () => workload.mountVolume('/x', { emptyDir: {}, name: 'X' }),
      () => workload.addFile('/etc/b', {}),
      () => workload.addFile('/etc/a', { content: 'x' }),
    ])
      refusalOf(act);
    expect(synthApp(chart)).toEqual(before);
  });

  it('that was refused by a check is refused at synth too, should somebody catch the error', () => {
    const chart = chartOn();
    const workload = make(kind, chart, 'hello', runtime);
    const message = refusalOf(() => workload.addVariable('home', EnvValue.of('y')));
    expect(message).toMatch(/^\[chart\/hello\] spin-variable-name: /);
    expect(refusalOf(() => synthApp(chart))).toContain(message);
  });
});

/** The same with lists of variables, mounts and volumes in an order that says nothing. */
function sorted(manifests: readonly Json[]): Json[] {
  const order = (_: string, value: unknown): unknown =>
    Array.isArray(value)
      ? [...value].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
      : value;
  return manifests.map((manifest) => JSON.parse(JSON.stringify(manifest, order)));
}

describe('addVariable', () => {
  it('is refused on a runtime that knows none', () => {
    const service = MAKE.WasmService(chartOn(), 'hello');
    expect(refusalOf(() => service.addVariable('a', EnvValue.of('x')))).toBe(
      '[chart/hello] variables "a": only Spin reads it, and this workload runs on wasmtime; fix: env, or runtime: WasmRuntime.spin()',
    );
  });
});

describe('autoscale', () => {
  it('does what the prop does, and takes the number of replicas away', () => {
    const [said, done] = [chartOn(), chartOn()];
    const spec = { min: 3, max: 9, memory: 80 };
    MAKE.WasmService(said, 'hello', { autoscale: spec });
    const service = MAKE.WasmService(done, 'hello');
    expect(service.autoscaler).toBeUndefined();
    const scaler = service.autoscale(spec);
    expect(service.autoscaler).toBe(scaler);
    expect(byKind(synthApp(done))).toEqual(byKind(synthApp(said)));
    expect(at(only(synthApp(done), 'Deployment'), 'spec')).not.toHaveProperty('replicas');
  });

  it('is refused where the number of replicas is given', () => {
    const worker = MAKE.WasmWorker(chartOn(), 'hello', { replicas: 3 });
    expect(refusalOf(() => worker.autoscale({ max: 9, memory: 80 }))).toContain('[chart/hello] autoscale ');
    expect(refusalOf(() => worker.autoscale({ max: 9, memory: 80 }))).toContain('replicas is given too');
  });

  it('is refused a second time', () => {
    const worker = MAKE.WasmWorker(chartOn(), 'hello', { autoscale: { max: 9, memory: 80 } });
    expect(refusalOf(() => worker.autoscale({ max: 9, memory: 80 }))).toContain(
      'it scales already; fix: say it once',
    );
  });

  it('is refused with a field that there is not', () => {
    const worker = MAKE.WasmWorker(chartOn(), 'hello');
    expect(refusalOf(() => worker.autoscale(Object({ max: 9, mem: 80 })))).toContain(
      '[chart/hello] autoscale.mem 80: no such field',
    );
  });

  it('that was refused leaves the number of replicas', () => {
    const chart = chartOn();
    const worker = MAKE.WasmWorker(chart, 'hello');
    const before = synthApp(chart);
    refusalOf(() => worker.autoscale({ max: 1, memory: 80 }));
    refusalOf(() => worker.autoscale({ max: 3 }));
    expect(synthApp(chart)).toEqual(before);
  });
});

describe('exposeViaIngress', () => {
  it('does what the prop does', () => {
    const [said, done] = [chartOn(), chartOn()];
    const spec = { hosts: ['a.example.com'], paths: { '/api': PathType.PREFIX }, tls: {} };
    MAKE.WasmService(said, 'hello', { ingress: spec });
    const service = MAKE.WasmService(done, 'hello');
    expect(service.ingress).toBeUndefined();
    const ingress = service.exposeViaIngress(spec);
    expect(service.ingress).toBe(ingress);
    expect(byKind(synthApp(done))).toEqual(byKind(synthApp(said)));
  });

  it('leads everything to the Service where nothing is said', () => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello').exposeViaIngress();
    expect(only(synthApp(chart), 'Ingress')).toHaveProperty('spec.rules.0.http.paths.0.path', '/');
  });

  it('is refused a second time', () => {
    const service = MAKE.WasmService(chartOn(), 'hello', { ingress: {} });
    expect(refusalOf(() => service.exposeViaIngress())).toBe(
      '[chart/hello] ingress {}: the workload has an Ingress already; fix: say all hosts and paths at once',
    );
  });
});

describe('the objects of a workload', () => {
  it('are there by their names, and all together', () => {
    const chart = chartOn();
    const service = MAKE.WasmService(chart, 'hello', {
      ingress: {},
      autoscale: { max: 4, memory: 80 },
      identity: { create: true },
      files: { '/etc/a': { content: 'x' } },
    });
    expect(service.deployment.kind).toBe('Deployment');
    expect(service.service.kind).toBe('Service');
    expect(service.ingress?.kind).toBe('Ingress');
    expect(service.autoscaler?.kind).toBe('HorizontalPodAutoscaler');
    expect(service.disruptionBudget?.kind).toBe('PodDisruptionBudget');
    expect(service.serviceAccount?.kind).toBe('ServiceAccount');
    expect(service.apiObjects.map(({ kind }) => kind)).toEqual(synthApp(chart).map(({ kind }) => kind));
    expect(MAKE.WasmJob(chart, 'job').job.kind).toBe('Job');
    expect(MAKE.WasmCronJob(chart, 'cron').cronJob.kind).toBe('CronJob');
  });

  it('are not there where nobody asked for them', () => {
    const service = MAKE.WasmService(chartOn(), 'hello', { disruption: { enabled: false } });
    expect([service.ingress, service.autoscaler, service.disruptionBudget, service.serviceAccount]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('tell what others need to know of the workload', () => {
    const service = MAKE.SpinApp(chartOn(WasmPlatform.kind()), 'hello', { port: 3000 });
    expect(service).toMatchObject({
      name: 'hello',
      serviceName: 'hello',
      port: 3000,
      runtimeClassName: 'wasmtime-spin-v2',
      matchLabels: { 'app.kubernetes.io/name': 'hello', 'wasmcd.dev/workload': 'deployment' },
    });
    expect([service.runtime.name, service.platform.name, service.image]).toEqual(['spin', 'kind', IMAGE]);
  });
});
