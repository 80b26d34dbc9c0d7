import { describe, expect, it, test } from 'vitest';
import { ImageFormat, Volume, WasmImage, WasmPlatform, WasmRuntime } from '../../src';
import { at, objects } from '../support/json';
import { chartOn, guestOf, MAKE, podOf, refusalOf, synthApp } from './make';

const image = (format?: ImageFormat, binarySize = 2_100_000): WasmImage =>
  WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize, ...(format && { format }) });
const RESOURCES = { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } };

describe('a Spin app', () => {
  test.each([
    [ImageFormat.ARTIFACT, ['/.cache', '/.spin'], []],
    [ImageFormat.SPIN, ['/.cache', '/.spin', '/assets', '/spin.json'], ['writable-files']],
    [ImageFormat.PLAIN, ['/.spin'], []],
  ])('may write just the paths that an image of format %s needs', (format, paths, initContainers) => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello', { image: image(format) });
    const pod = podOf(synthApp(chart));
    const [guest] = objects(pod, 'containers');
    expect(objects(guest, 'volumeMounts').map(({ mountPath }) => mountPath)).toEqual(paths);
    expect(objects(guest, 'volumeMounts').every(({ readOnly }) => readOnly === undefined)).toBe(true);
    expect(objects(pod, 'initContainers').map(({ name }) => name)).toEqual(initContainers);
    expect(at(guest, 'securityContext', 'readOnlyRootFilesystem')).toBe(true);
  });

  it('makes its one file before it starts, with an image of the user’s choice', () => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello', { spinLockImage: 'registry.example.com/busybox:1.37.0' });
    const pod = podOf(synthApp(chart));
    expect(objects(pod, 'initContainers')).toMatchObject([
      {
        image: 'registry.example.com/busybox:1.37.0',
        command: ['touch', '/writable-files/spin.json'],
        volumeMounts: [{ name: 'writable-files', mountPath: '/writable-files' }],
      },
    ]);
    expect(objects(objects(pod, 'containers')[0], 'volumeMounts')).toContainEqual({
      name: 'writable-files',
      mountPath: '/spin.json',
      subPath: 'spin.json',
    });
  });

  it('uses the volume that somebody mounts where it writes', () => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello', { volumes: { '/.cache': Volume.claim('compiled') } });
    const guest = guestOf(synthApp(chart));
    expect(objects(guest, 'volumeMounts').filter(({ mountPath }) => mountPath === '/.cache')).toEqual([
      { name: expect.any(String), mountPath: '/.cache' },
    ]);
  });

  it('is refused where the volume that somebody mounts there can only be read', () => {
    const act = () =>
      MAKE.SpinApp(chartOn(WasmPlatform.kind()), 'hello', {
        volumes: { '/.cache': { emptyDir: {}, readOnly: true } },
      });
    expect(refusalOf(act)).toMatch(/^\[chart\/hello\] read-only-root: .*\/\.cache/);
  });

  it('takes a Spin application image for what its image is', () => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello', { image: image() });
    expect(objects(podOf(synthApp(chart)), 'initContainers')).toHaveLength(1);
  });
});

describe('the command of a workload', () => {
  test.each<[string, () => WasmRuntime, ImageFormat | undefined, string[] | undefined]>([
    ['spin', () => WasmRuntime.spin(), undefined, ['/']],
    ['spin', () => WasmRuntime.spin(), ImageFormat.PLAIN, ['/']],
    ['wasmtime', () => WasmRuntime.wasmtime(), undefined, ['app.wasm']],
    ['wasmtime', () => WasmRuntime.wasmtime(), ImageFormat.RUNWASI, undefined],
    ['wasmtime', () => WasmRuntime.wasmtime(), ImageFormat.PLAIN, undefined],
    ['wasmedge', () => WasmRuntime.wasmedge(), ImageFormat.ARTIFACT, ['app.wasm']],
    ['crun', () => WasmRuntime.crun(), undefined, undefined],
  ])('is what %s needs for the format of its image', (_, runtime, format, command) => {
    const chart = chartOn();
    MAKE.WasmWorker(chart, 'hello', { runtime: runtime(), image: image(format), resources: RESOURCES });
    expect(guestOf(synthApp(chart)).command).toEqual(command);
  });

  it('is what somebody says, with arguments', () => {
    const chart = chartOn();
    MAKE.WasmWorker(chart, 'hello', { command: ['job.wasm'], args: ['--once'] });
    expect(guestOf(synthApp(chart))).toMatchObject({ command: ['job.wasm'], args: ['--once'] });
  });
});

describe('a pod on crun', () => {
  it('carries the annotation by which crun knows WebAssembly', () => {
    const chart = chartOn(WasmPlatform.openShift());
    MAKE.WasmWorker(chart, 'hello', {
      runtime: WasmRuntime.crun(),
      resources: RESOURCES,
      podAnnotations: { 'example.com/scrape': 'true' },
    });
    const [, worker] = synthApp(chart);
    expect(at(worker, 'spec', 'template', 'metadata', 'annotations')).toEqual({
      'module.wasm.image/variant': 'compat-smart',
      'example.com/scrape': 'true',
    });
  });
});

describe('the labels and annotations of a workload', () => {
  it('stand where each belongs', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      labels: { team: 'web' },
      podLabels: { tier: 'front' },
      annotations: { 'example.com/owner': 'web' },
      podAnnotations: { 'example.com/scrape': 'true' },
      ingress: {},
    });
    const manifests = synthApp(chart);
    for (const manifest of manifests) {
      expect(at(manifest, 'metadata', 'labels')).toEqual({ 'app.kubernetes.io/name': 'hello', team: 'web' });
      const isMain = manifest.kind === 'Deployment';
      const expected = isMain ? { 'example.com/owner': 'web' } : undefined;
      expect(at(manifest, 'metadata', 'annotations')).toEqual(expected);
    }
    const [deployment] = manifests.filter(({ kind }) => kind === 'Deployment');
    expect(at(deployment, 'spec', 'template', 'metadata')).toEqual({
      labels: {
        'app.kubernetes.io/name': 'hello',
        'wasmcd.dev/workload': 'deployment',
        team: 'web',
        tier: 'front',
      },
      annotations: { 'example.com/scrape': 'true' },
    });
    expect(at(deployment, 'spec', 'selector', 'matchLabels')).toEqual({
      'app.kubernetes.io/name': 'hello',
      'wasmcd.dev/workload': 'deployment',
    });
  });

  test.each([
    [
      { labels: { 'app.kubernetes.io/name': 'x' } },
      'labels.app.kubernetes.io/name "x": the workload selects',
    ],
    [
      { podLabels: { 'wasmcd.dev/workload': 'x' } },
      'podLabels.wasmcd.dev/workload "x": the workload selects',
    ],
    [{ labels: { '-a': 'x' } }, 'labels key "-a": not valid here'],
    [{ podLabels: { a: 'not a value' } }, 'podLabels.a "not a value": not valid here'],
  ])('are refused as %o', (props, message) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', props))).toContain(
      `[chart/hello] ${message}`,
    );
  });

  test.each([
    [{ annotations: { 'a b': 'x' } }, 'annotations key "a b"'],
    [{ podAnnotations: { '/x': 'x' } }, 'podAnnotations key "/x"'],
    [{ service: { annotations: { 'a b': 'x' } } }, 'service.annotations key "a b"'],
    [{ service: { labels: { a: 'no value' } } }, 'service.labels.a "no value"'],
    [{ ingress: { annotations: { 'a b': 'x' } } }, 'ingress.annotations key "a b"'],
    [{ ingress: { labels: { 'a b': 'x' } } }, 'ingress.labels key "a b"'],
    [{ identity: { create: true, annotations: { 'a b': 'x' } } }, 'identity.annotations key "a b"'],
  ])('are refused as %o too', (props, message) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', props))).toContain(
      `[chart/hello] ${message}`,
    );
  });
});

describe('a volume of a pod', () => {
  it('is mounted by its path, under a name made from it', () => {
    const chart = chartOn();
    MAKE.WasmJob(chart, 'hello', {
      volumes: {
        '/data': Volume.claim('data'),
        '/etc/app': Volume.configMap('settings'),
        '/etc-app': Volume.secret('keys'),
        '/tmp/Work': Volume.emptyDir(),
      },
    });
    const pod = podOf(synthApp(chart));
    expect(objects(pod, 'volumes').map(({ name }) => name)).toEqual([
      'data',
      'etc-app',
      expect.stringMatching(/^etc-app-[0-9a-f]{10}$/),
      expect.stringMatching(/^tmp-work-[0-9a-f]{10}$/),
    ]);
    expect(objects(objects(pod, 'containers')[0], 'volumeMounts')).toMatchObject([
      { mountPath: '/data' },
      { mountPath: '/etc/app', readOnly: true },
      { mountPath: '/etc-app', readOnly: true },
      { mountPath: '/tmp/Work' },
    ]);
  });

  it('is one volume where two containers give it one name', () => {
    const chart = chartOn();
    const shared = { name: 'shared', emptyDir: {} };
    MAKE.WasmJob(chart, 'hello', {
      volumes: { '/in': shared },
      initContainers: { fetch: { image: 'busybox:1.37.0', volumes: { '/out': shared } } },
    });
    const pod = podOf(synthApp(chart));
    expect(objects(pod, 'volumes')).toEqual([{ name: 'shared', emptyDir: {} }]);
    expect(objects(objects(pod, 'initContainers')[0], 'volumeMounts')).toEqual([
      { name: 'shared', mountPath: '/out' },
    ]);
  });

  test.each([
    [{ data: Volume.emptyDir() }, 'volumes mount path "data": not valid here'],
    [{ '/a:b': Volume.emptyDir() }, 'volumes mount path "/a:b": not valid here'],
    [{ '/a': {} }, 'volumes./a {}: says nothing; allowed: exactly one of emptyDir, configMap, secret'],
    [{ '/a': { emptyDir: {}, secret: { name: 'x' } } }, 'says emptyDir and secret at once'],
    [{ '/a': Volume.secret('X') }, 'volumes./a.secret.name "X"'],
    [{ '/a': Volume.claim('X') }, 'volumes./a.persistentVolumeClaim.claimName "X"'],
    [{ '/a': { emptyDir: { sizeLimit: 'much' } } }, 'volumes./a.emptyDir.sizeLimit "much"'],
    [{ '/a': { emptyDir: {}, name: 'A' } }, 'volumes./a.name "A"'],
    [{ '/a': { configMap: { name: 'x', defaultMode: 4096 } } }, 'volumes./a.configMap.defaultMode 4096'],
    [
      { '/a': { emptyDir: {}, name: 'x' }, '/b': { emptyDir: { medium: 'Memory' }, name: 'x' } },
      'volumes./b.name "x": the pod has another volume of that name',
    ],
  ])('is refused as %o', (volumes, message) => {
    expect(refusalOf(() => MAKE.WasmJob(chartOn(), 'hello', { volumes }))).toContain(`[chart/hello] `);
    expect(refusalOf(() => MAKE.WasmJob(chartOn(), 'hello', { volumes }))).toContain(message);
  });
});
