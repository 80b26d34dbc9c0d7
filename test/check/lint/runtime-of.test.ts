import { describe, expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import { FAMILIES } from '../../../src/check/lint/runtime-of';
import { RuntimeClassOwner, WasmPlatform } from '../../../src/index';
import * as platforms from '../../../src/runtime/platforms';
import type { JsonObject, Manifest } from '../../../src/value/json';
import { deployment, guest, runtimeClass, TTY, template } from './objects';

const faulty = { containers: [guest(TTY)] };

/** What the linter says of terminals: the rule needs the runtime, so it shows which one was found. */
function says(objects: Manifest[], platform?: WasmPlatform): string[] {
  const { findings, notChecked } = Lint.manifests(objects, platform && { platform });
  return [
    ...findings.filter(({ id }) => ['tty', 'unproven'].includes(id)).map(({ message }) => message),
    ...notChecked.filter(({ id }) => ['tty', 'webassembly'].includes(id)).map(({ missing }) => missing),
  ];
}

function marked(annotations: JsonObject, spec: JsonObject = {}): Manifest {
  const pod = template({ ...faulty, runtimeClassName: undefined, ...spec }, { annotations });
  return { ...deployment(), spec: { template: pod } };
}

describe('a pod runs WebAssembly', () => {
  test('where a RuntimeClass beside it has the handler of a shim', () => {
    expect(says([deployment(faulty), runtimeClass('spin')])).toEqual([
      expect.stringContaining('the spin runtime'),
    ]);
    expect(says([runtimeClass('wasmtime-v1'), deployment(faulty)])).toEqual([
      expect.stringContaining('the wasmtime runtime'),
    ]);
  });

  test('where a Shim beside it makes the class', () => {
    const shim: Manifest = {
      apiVersion: 'runtime.spinkube.dev/v1alpha1',
      kind: 'Shim',
      metadata: { name: 'spin-v2' },
      spec: { runtimeClass: { name: 'wasm', handler: 'spin-v2' } },
    };
    expect(says([shim, deployment(faulty)])).toEqual([expect.stringContaining('the spin runtime')]);
  });

  test('where the platform has the class', () => {
    const pod = deployment({ ...faulty, runtimeClassName: 'wasmtime-spin-v2' });
    expect(says([pod], WasmPlatform.spinKube())).toEqual([expect.stringContaining('the spin runtime')]);
  });

  test('by what the RuntimeClass beside it says, where the platform says otherwise', () => {
    const pod = deployment({ ...faulty, runtimeClassName: 'spin' });
    expect(says([pod, runtimeClass('wasmedge', 'spin')], WasmPlatform.k3s())).toEqual([
      expect.stringContaining('the wasmedge runtime'),
    ]);
  });

  test('of a family that only the platform knows, of whose runtime nothing is known', () => {
    const platform = WasmPlatform.custom({
      name: 'acme',
      runtimes: { own: { className: 'wasm', handler: 'own' } },
      runtimeClasses: RuntimeClassOwner.EXTERNAL,
      source: 'a test',
    });
    expect(says([deployment(faulty)], platform)).toEqual(['the runtime']);
  });

  test.each([
    ['compat-smart', { 'module.wasm.image/variant': 'compat-smart' }],
    ['compat', { 'module.wasm.image/variant': 'compat' }],
    ['an engine', { 'run.oci.handler': 'wasmedge' }],
    ['any engine', { 'run.oci.handler': 'wasm' }],
    [
      'an engine and compat-smart',
      { 'run.oci.handler': 'wasmtime', 'module.wasm.image/variant': 'compat-smart' },
    ],
  ])('where it is marked for crun with %s', (_, annotations) => {
    expect(says([marked(annotations)])).toEqual([expect.stringContaining('the crun runtime')]);
    expect(says([marked(annotations, { runtimeClassName: 'crun' })], WasmPlatform.k3s())).toEqual([
      expect.stringContaining('the crun runtime'),
    ]);
    expect(says([marked(annotations, { runtimeClassName: 'anything' })])).toEqual([
      expect.stringContaining('the crun runtime'),
    ]);
  });

  test.each([
    ['Pod', {}, (pod: JsonObject) => pod],
    ['StatefulSet', {}, (pod: JsonObject) => ({ spec: { template: pod } })],
    ['DaemonSet', {}, (pod: JsonObject) => ({ spec: { template: pod } })],
    ['Job', {}, (pod: JsonObject) => ({ spec: { template: pod } })],
    ['CronJob', {}, (pod: JsonObject) => ({ spec: { jobTemplate: { spec: { template: pod } } } })],
  ])('in a %s as in a Deployment', (kind, _, wrap) => {
    const owner: Manifest = { apiVersion: 'v1', kind, ...wrap(template(faulty)) };
    expect(says([owner, runtimeClass()])).toEqual([expect.stringContaining('the spin runtime')]);
  });
});

describe('a pod is passed over', () => {
  test('without a word where it has neither a class nor a mark', () => {
    const result = Lint.manifests([
      deployment({ ...faulty, runtimeClassName: undefined }),
      marked({ a: 'b' }),
    ]);
    expect(result.findings.map(({ id }) => id)).not.toContain('tty');
    expect(result.notChecked).toEqual([]);
  });

  test.each([
    ['of a class that nobody tells', [deployment(faulty)], 'the handler of runtime class wasm'],
    [
      'of a class with a handler that nobody knows',
      [deployment(faulty), runtimeClass('runsc')],
      'whether the handler runsc',
    ],
    [
      'of crun without a mark',
      [deployment(faulty), runtimeClass('crun')],
      'whether its image is WebAssembly',
    ],
  ])('and is said not to be checked: one %s', (_, objects, missing) => {
    const { findings, notChecked } = Lint.manifests(objects, { platform: WasmPlatform.k3s() });
    expect(findings).toEqual([]);
    expect(notChecked).toEqual([
      { id: 'webassembly', path: 'Deployment web', missing: expect.stringContaining(missing) },
    ]);
  });

  test('and is said not to be checked where an operator will make it', () => {
    const app = {
      apiVersion: 'core.spinkube.dev/v1alpha1',
      kind: 'SpinApp',
      metadata: { name: 'web' },
      spec: {},
    };
    expect(Lint.manifests([app]).notChecked).toEqual([
      { id: 'webassembly', path: 'SpinApp web', missing: 'the Deployment that the operator makes of it' },
    ]);
  });
});

test('no two platforms have one handler for different runtimes', () => {
  const pairs = Object.values(platforms).flatMap(({ runtimes }) =>
    Object.entries(runtimes).map(([family, { handler }]) => [handler, family]),
  );
  expect(pairs.filter(([handler, family]) => FAMILIES.get(handler) !== family)).toEqual([]);
});
