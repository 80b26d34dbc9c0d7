import { describe, expect, test } from 'vitest';
import * as platforms from '../../src/runtime/platforms';
import { WasmPlatform } from '../../src/runtime/wasm-platform';
import { UidPolicy, type WasmPlatformSpec } from '../../src/runtime/wasm-platform-spec';
import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from '../../src/value/name';

const ALL: WasmPlatformSpec[] = Object.values(platforms);

/** What runtime-class-manager's rule gives: Shim = binary suffix = handler = node label. */
const RUNTIME_CLASS_MANAGER = {
  spin: 'wasmtime-spin-v2 spin-v2 spin-v2=provisioned',
  wasmtime: 'wasmtime-v1 wasmtime-v1 wasmtime-v1=provisioned',
  wasmedge: 'wasmedge-v1 wasmedge-v1 wasmedge-v1=provisioned',
  wasmer: 'wasmer-v1 wasmer-v1 wasmer-v1=provisioned',
  wamr: 'wamr-v1 wamr-v1 wamr-v1=provisioned',
};
const SPIN_IMAGE = { spin: 'wasmtime-spin-v2 spin' };

/** Runtime class, handler and node selector of every runtime, and who brings the class. */
const EXPECTED: {
  readonly [platform: string]: {
    readonly owner: string;
    readonly runtimes: { readonly [runtime: string]: string };
  };
} = {
  'runtime-class-manager': { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  aks: { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  eks: { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  gke: { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  rke2: { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  k0s: { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  microk8s: { owner: 'external', runtimes: RUNTIME_CLASS_MANAGER },
  spinkube: { owner: 'external', runtimes: SPIN_IMAGE },
  k3d: { owner: 'emitted', runtimes: SPIN_IMAGE },
  kind: { owner: 'emitted', runtimes: SPIN_IMAGE },
  k3s: {
    owner: 'external',
    runtimes: {
      spin: 'spin spin',
      wasmtime: 'wasmtime wasmtime',
      wasmedge: 'wasmedge wasmedge',
      wasmer: 'wasmer wasmer',
      crun: 'crun crun',
    },
  },
  'rancher-desktop': { owner: 'external', runtimes: { spin: 'spin spin' } },
  talos: { owner: 'emitted', runtimes: { spin: 'wasmtime-spin-v2 spin', wasmedge: 'wasmedge wasmedge' } },
  openshift: { owner: 'emitted', runtimes: { crun: 'crun-wasm crun-wasm' } },
  kwasm: {
    owner: 'emitted',
    runtimes: {
      spin: 'spin spin',
      wasmtime: 'wasmtime wasmtime',
      wasmedge: 'wasmedge wasmedge',
      wasmer: 'wasmer wasmer',
    },
  },
  'aks-wasi-node-pools': {
    owner: 'external',
    runtimes: { spin: 'wasmtime-spin-v2 spin kubernetes.azure.com/wasmtime-spin-v2=true' },
  },
};

function short(spec: WasmPlatformSpec): { [runtime: string]: string } {
  const line = Object.entries(spec.runtimes).map(([runtime, { className, handler, nodeSelector = {} }]) => {
    const labels = Object.entries(nodeSelector).map(([key, value]) => `${key}=${value}`);
    return [runtime, [className, handler, ...labels].join(' ')];
  });
  return Object.fromEntries(line);
}

describe('the platforms', () => {
  test('are the ones that people run, each under one name', () => {
    expect(ALL.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(ALL)('$name: class, handler and labels agree with its nodes', (spec) => {
    expect({ owner: spec.runtimeClasses, runtimes: short(spec) }).toEqual(EXPECTED[spec.name]);
  });

  test.each(ALL)('$name: has names that Kubernetes takes, and a source', (spec) => {
    const runtimes = Object.values(spec.runtimes);
    const labels = runtimes.flatMap(({ nodeSelector = {} }) => Object.entries(nodeSelector));
    expect(runtimes.every(({ className }) => isDnsSubdomain(className))).toBe(true);
    expect(runtimes.every(({ handler }) => isDnsLabel(handler))).toBe(true);
    expect(labels.every(([key, value]) => isLabelKey(key) && isLabelValue(value))).toBe(true);
    expect(spec.source.trim()).not.toBe('');
  });

  test.each(ALL)('$name: survives JSON, a copy and WasmPlatform', (spec) => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(structuredClone(spec)).toEqual(spec);
    expect(WasmPlatform.fromSpec(spec).toSpec()).toEqual(spec);
  });

  test('say of the two that are retired what replaces them, and of no other', () => {
    const said = ALL.filter(({ deprecation }) => deprecation !== undefined).map(({ name, deprecation }) => [
      name,
      deprecation,
    ]);
    expect(said).toEqual([
      [
        'aks-wasi-node-pools',
        expect.stringMatching(/since 2025-05-05; use runtime-class-manager .*: WasmPlatform\.aks\(\)$/),
      ],
      [
        'kwasm',
        expect.stringMatching(
          /retired since 2026-05; use runtime-class-manager: WasmPlatform\.runtimeClassManager\(\)$/,
        ),
      ],
    ]);
  });

  test('leave the user to the pod, but on OpenShift to the namespace', () => {
    expect(ALL.filter(({ uidPolicy }) => uidPolicy === UidPolicy.NAMESPACE).map(({ name }) => name)).toEqual([
      'openshift',
    ]);
  });

  test('know the Spin shim of the AKS WASI node pools, which is too old for artifacts', () => {
    expect(platforms.AKS_WASI_NODE_POOLS.runtimes.spin.shimVersion).toBe('0.15.1');
  });

  test.each(ALL)('$name: has a class of its own for every runtime', ({ runtimes }) => {
    const classes = Object.values(runtimes).map(({ className }) => className);
    expect(new Set(classes).size).toBe(classes.length);
  });
});

describe('the factories of WasmPlatform', () => {
  test.each([
    ['runtime-class-manager', WasmPlatform.runtimeClassManager()],
    ['spinkube', WasmPlatform.spinKube()],
    ['k3s', WasmPlatform.k3s()],
    ['k3d', WasmPlatform.k3d()],
    ['kind', WasmPlatform.kind()],
    ['rancher-desktop', WasmPlatform.rancherDesktop()],
    ['talos', WasmPlatform.talos()],
    ['aks', WasmPlatform.aks()],
    ['eks', WasmPlatform.eks()],
    ['gke', WasmPlatform.gke()],
    ['rke2', WasmPlatform.rke2()],
    ['k0s', WasmPlatform.k0s()],
    ['microk8s', WasmPlatform.microK8s()],
    ['openshift', WasmPlatform.openShift()],
    ['kwasm', WasmPlatform.kwasm()],
    ['aks-wasi-node-pools', WasmPlatform.aksWasiNodePools()],
  ])('give %s as it stands here', (name, platform) => {
    expect(platform.toSpec()).toEqual(ALL.find((spec) => spec.name === name));
  });
});
