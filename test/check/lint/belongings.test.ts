import { describe, expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import { ImageFormat, WasmPlatform } from '../../../src/index';
import type { JsonObject, Manifest } from '../../../src/value/json';
import { deployment, guest, object, runtimeClass } from './objects';

/** What is found with these beside a workload that is without fault, by the object in which. */
function found(others: Manifest[], owner = deployment()): string[] {
  const platform = WasmPlatform.k3s({ kubernetesVersion: '1.26' });
  return Lint.manifests([owner, runtimeClass(), ...others], { platform }).findings.map(
    ({ id, path }) => `${path}: ${id}`,
  );
}

const service = (spec: JsonObject): Manifest =>
  object('v1', 'Service', { ports: [{ port: 443, targetPort: 'http', appProtocol: 'https' }], ...spec });
const autoscaler = (target: JsonObject): Manifest =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: { kind: 'Deployment', ...target },
    minReplicas: 3,
    maxReplicas: 2,
  });
const budget = (selector: JsonObject): Manifest =>
  object('policy/v1', 'PodDisruptionBudget', { selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' });

describe('what belongs to a workload', () => {
  test('is a Service that selects its pods', () => {
    expect(found([service({ selector: { app: 'web' } })])).toEqual(['Service web: container-tls']);
  });

  test.each([
    ['selects others', service({ selector: { app: 'other' } })],
    ['asks for more', service({ selector: { app: 'web', tier: 'front' } })],
    ['selects nothing', service({})],
    [
      'stands in another namespace',
      { ...service({ selector: { app: 'web' } }), metadata: { name: 'web', namespace: 'b' } },
    ],
    ['is of another API', { ...service({ selector: { app: 'web' } }), apiVersion: 'serving.knative.dev/v1' }],
  ])('is no Service that %s', (_, other) => {
    expect(found([other])).toEqual([]);
  });

  test('is its autoscaler, and no other', () => {
    expect(found([autoscaler({ name: 'web' })])).toEqual([
      'HorizontalPodAutoscaler web: replicas-and-autoscaler',
    ]);
    expect(found([autoscaler({ name: 'other' })])).toEqual([]);
    expect(found([autoscaler({ name: 'web', kind: 'StatefulSet' })])).toEqual([]);
  });

  test.each([
    ['matchLabels', { matchLabels: { app: 'web' } }, true],
    ['an empty selector', {}, true],
    ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, true],
    ['Exists', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
    ['NotIn', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] }, true],
    ['DoesNotExist', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, true],
    ['matchLabels of others', { matchLabels: { app: 'api' } }, false],
    [
      'NotIn that names it',
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
      false,
    ],
    ['an operator that is none', { matchExpressions: [{ key: 'app', operator: 'Like' }] }, false],
  ])('is a disruption budget by %s: %s, %s', (_, selector, belongs) => {
    expect(found([budget(selector)])).toEqual(belongs ? ['PodDisruptionBudget web: kubernetes-version'] : []);
  });

  test.each([
    ['ConfigMap', { configMap: { name: 'settings' } }],
    ['Secret', { secret: { secretName: 'settings' } }],
  ])('is the %s that it mounts, in which Spin may be told where to write', (kind, source) => {
    const text = 'state_dir = "/.cache/state"';
    const settings: Manifest = {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'settings' },
      ...(kind === 'Secret' ? { stringData: { 'c.toml': text } } : { data: { 'c.toml': text } }),
    };
    const config = { name: 'config', mountPath: '/runtime-config.toml', subPath: 'c.toml' };
    const container = guest({
      securityContext: { runAsUser: 65532, capabilities: {} },
      volumeMounts: [config, { name: 'cache', mountPath: '/.spin' }],
    });
    const volumes = [
      { name: 'config', ...source },
      { name: 'cache', emptyDir: {} },
    ];
    const owner = deployment({ containers: [container], volumes });
    const paths = (objects: Manifest[]) =>
      Lint.manifests([owner, runtimeClass(), ...objects], { imageFormat: ImageFormat.ARTIFACT })
        .findings.filter(({ id }) => id === 'read-only-root')
        .map(({ message }) => message.replace(/^.*runtime writes (\S+) for.*$/, '$1'));
    expect(paths([])).toEqual(['/.cache']);
    expect(paths([settings])).toEqual(['/.cache', '/.cache/state']);
  });

  test('is looked at in its own place, and once where two workloads share it', () => {
    const second = { ...deployment(), metadata: { name: 'second' } };
    const findings = found([second, service({ selector: { app: 'web' } })]);
    expect(findings.filter((line) => line.endsWith('container-tls'))).toEqual(['Service web: container-tls']);
  });
});

describe('a Shim', () => {
  test('is looked at by itself', () => {
    const shim = object('runtime.spinkube.dev/v1alpha1', 'Shim', {
      runtimeClass: { name: 'spin', handler: 'spin' },
      rolloutStrategy: { type: 'rolling' },
    });
    const { findings, notChecked } = Lint.manifests([shim]);
    expect(findings.map(({ id, path }) => `${path}: ${id}`)).toEqual([
      'Shim web: shim-handler',
      'Shim web: shim-rolling',
    ]);
    expect(notChecked).toEqual([]);
  });
});

describe('objects that run no WebAssembly', () => {
  test('are held against the rules for all objects alone', () => {
    const plain = { ...deployment({ runtimeClassName: undefined }), metadata: { name: 'one' } };
    expect(found([plain, { ...plain, metadata: { name: 'two' } }])).toEqual(
      expect.arrayContaining(['Deployment one: selector-overlap', 'Deployment two: selector-overlap']),
    );
    const map = object('v1', 'ConfigMap', {});
    expect(found([map, map])).toEqual(['#4: ConfigMap web: name-collision']);
  });

  test('may leave their name to the API server', () => {
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'run-' }, spec: {} };
    expect(found([job, job])).toEqual([]);
  });
});
