import { describe, expect, it, test } from 'vitest';
import { ImageFormat, WasmImage, WasmPlatform, WasmRuntime } from '../../src';
import { at, type Json, object } from '../support/json';
import { restrictedProblems } from '../support/pod-security';
import { chartOn, guestOf, KINDS, MAKE, make, only, podOf, synthApp } from './make';

const RUNTIMES: readonly [name: string, of: () => WasmRuntime, platform: () => WasmPlatform][] = [
  ['spin', () => WasmRuntime.spin(), () => WasmPlatform.kind()],
  ['spin', () => WasmRuntime.spin(), () => WasmPlatform.spinKube()],
  ['wasmtime', () => WasmRuntime.wasmtime(), () => WasmPlatform.k3s()],
  ['wasmtime', () => WasmRuntime.wasmtime(), () => WasmPlatform.runtimeClassManager()],
  ['wasmedge', () => WasmRuntime.wasmedge(), () => WasmPlatform.k3s()],
  ['wasmer', () => WasmRuntime.wasmer(), () => WasmPlatform.k3s()],
  ['crun', () => WasmRuntime.crun(), () => WasmPlatform.k3s()],
  ['crun', () => WasmRuntime.crun(), () => WasmPlatform.openShift()],
];
const RESOURCES = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } };

const CASES = RUNTIMES.flatMap(([runtime, of, platform]) =>
  KINDS.filter((kind) => kind !== 'SpinApp' || runtime === 'spin').flatMap((kind) =>
    Object.values(ImageFormat).map((format) => ({ runtime, of, platform, kind, format })),
  ),
).filter(({ runtime, format }) => isRunnable(runtime, format));

/** Spin's layers run on the Spin shim alone, runwasi's on runwasi's, and crun runs ordinary images. */
function isRunnable(runtime: string, format: ImageFormat): boolean {
  if (runtime === 'spin') return format !== ImageFormat.RUNWASI;
  if (runtime === 'crun') return format === ImageFormat.PLAIN;
  return format !== ImageFormat.SPIN;
}

describe('a namespace that enforces the restricted Pod Security Standard', () => {
  test.each(CASES)('admits a $kind on $runtime with an image of format $format', (of) => {
    const chart = chartOn(of.platform());
    const image = WasmImage.of('ghcr.io/acme/hello:1.4.0', { format: of.format });
    const runtime = of.kind === 'SpinApp' ? {} : { runtime: of.of() };
    make(of.kind, chart, 'hello', { ...runtime, image, resources: RESOURCES });
    expect(synthApp(chart).flatMap(restrictedProblems)).toEqual([]);
  });

  it('admits a workload with side-cars and init containers that say nothing of security', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      sidecars: { proxy: { image: 'docker.io/library/busybox:1.37.0' } },
      initContainers: { migrate: { image: 'docker.io/library/busybox:1.37.0' } },
    });
    expect(synthApp(chart).flatMap(restrictedProblems)).toEqual([]);
  });
});

describe('the security context of a workload', () => {
  const contexts = (manifests: readonly Json[]): { pod: Json; guest: Json } => ({
    pod: object(podOf(manifests), 'securityContext'),
    guest: object(guestOf(manifests), 'securityContext'),
  });
  const POD = {
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const NO_RIGHTS = { drop: ['ALL'] };
  const ONE_RIGHT = { add: ['NET_BIND_SERVICE'], drop: ['ALL'] };

  test.each<[string, () => WasmRuntime, boolean | undefined, object]>([
    ['spin', () => WasmRuntime.spin(), true, ONE_RIGHT],
    ['wasmtime', () => WasmRuntime.wasmtime(), true, ONE_RIGHT],
    // Nobody has shown that it runs on a read-only root.
    ['wasmedge', () => WasmRuntime.wasmedge(), undefined, ONE_RIGHT],
    ['wasmer', () => WasmRuntime.wasmer(), undefined, ONE_RIGHT],
    // crun, like runc, needs no addition to take all rights away.
    ['crun', () => WasmRuntime.crun(), undefined, NO_RIGHTS],
  ])('takes from %s every right that it is known to live without', (_, runtime, readOnly, capabilities) => {
    const chart = chartOn();
    MAKE.WasmWorker(chart, 'hello', { runtime: runtime(), resources: RESOURCES });
    const { pod, guest } = contexts(synthApp(chart));
    expect(pod).toEqual(POD);
    expect(guest).toEqual({
      allowPrivilegeEscalation: false,
      ...(readOnly && { readOnlyRootFilesystem: true }),
      capabilities,
    });
  });

  it('names no user where the namespace gives one, as on OpenShift', () => {
    const chart = chartOn(WasmPlatform.openShift());
    MAKE.WasmWorker(chart, 'hello', { runtime: WasmRuntime.crun(), resources: RESOURCES });
    const { pod } = contexts(synthApp(chart));
    expect(pod).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  it('keeps each default that the props do not touch', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { securityContext: { runAsUser: 1000 } });
    const { pod, guest } = contexts(synthApp(chart));
    expect(pod).toEqual({ ...POD, runAsUser: 1000 });
    expect(guest).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
  });

  it('puts the group of volumes on the pod', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { securityContext: { fsGroup: 2000 } });
    expect(contexts(synthApp(chart)).pod).toEqual({ ...POD, fsGroup: 2000 });
  });
});

describe('what a pod is kept from', () => {
  test.each(KINDS)('%s mounts no token and gets no variables of the services around it', (kind) => {
    const chart = chartOn();
    make(kind, chart, 'hello');
    expect(podOf(synthApp(chart))).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
  });

  it('mounts a token where somebody asks for it', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { identity: { serviceAccountName: 'robot', automountToken: true } });
    const manifests = synthApp(chart);
    expect(podOf(manifests)).toMatchObject({
      serviceAccountName: 'robot',
      automountServiceAccountToken: true,
    });
    expect(manifests.filter(({ kind }) => kind === 'ServiceAccount')).toEqual([]);
  });

  it('has a ServiceAccount of its own, of the same name, where somebody asks for one', () => {
    const chart = chartOn();
    const workload = MAKE.WasmService(chart, 'hello', {
      identity: { create: true, annotations: { 'example.com/role': 'reader' } },
    });
    const manifests = synthApp(chart);
    expect(only(manifests, 'ServiceAccount')).toMatchObject({
      metadata: { name: 'hello', annotations: { 'example.com/role': 'reader' } },
      automountServiceAccountToken: false,
    });
    expect(at(podOf(manifests), 'serviceAccountName')).toBe('hello');
    expect(workload.serviceAccount?.name).toBe('hello');
  });
});
