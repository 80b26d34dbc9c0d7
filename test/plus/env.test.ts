import type { Chart } from 'cdk8s';
import { EnvValue, type EnvValueSpec, SpinApp, Volume, WasmImage } from 'cdk8s-wasm';
import { env, type PlusEnvValue } from 'cdk8s-wasm/plus';
import { describe, expect, test, vi } from 'vitest';
import { at, type Json, objects } from '../support/json';
import { synth } from '../support/synth';
import { RELEASES, service, shop } from './kplus';

describe.each(RELEASES)('an EnvValue of %s', (_, kplus) => {
  const { EnvFieldPaths, ResourceFieldPaths } = kplus;
  const scope = shop();
  const secret = new kplus.Secret(scope, 'secret', { metadata: { name: 'db' } });
  const map = new kplus.ConfigMap(scope, 'map', { metadata: { name: 'settings' } });
  const container = new kplus.Container({ image: 'nginx:1', name: 'proxy' });
  const optional = true;

  const values: [string, PlusEnvValue, EnvValueSpec][] = [
    ['a text', kplus.EnvValue.fromValue('a'), { value: 'a' }],
    ['an empty text', kplus.EnvValue.fromValue(''), { value: '' }],
    [
      'a key of a Secret',
      kplus.EnvValue.fromSecretValue({ secret, key: 'url' }),
      { secretKeyRef: { name: 'db', key: 'url' } },
    ],
    [
      'a key of a Secret that need not be there',
      kplus.EnvValue.fromSecretValue({ secret, key: 'url' }, { optional }),
      { secretKeyRef: { name: 'db', key: 'url', optional } },
    ],
    [
      'a key of a ConfigMap',
      kplus.EnvValue.fromConfigMap(map, 'region', { optional }),
      { configMapKeyRef: { name: 'settings', key: 'region', optional } },
    ],
    [
      'a field of the pod',
      kplus.EnvValue.fromFieldRef(EnvFieldPaths.POD_IP, { apiVersion: 'v1' }),
      { fieldRef: { fieldPath: 'status.podIP' } },
    ],
    [
      'a label of the pod',
      kplus.EnvValue.fromFieldRef(EnvFieldPaths.POD_LABEL, { key: 'team' }),
      { fieldRef: { fieldPath: "metadata.labels['team']" } },
    ],
    [
      'a resource',
      kplus.EnvValue.fromResource(ResourceFieldPaths.MEMORY_LIMIT),
      { resourceFieldRef: { resource: 'limits.memory' } },
    ],
    [
      'a resource of another container in another unit',
      kplus.EnvValue.fromResource(ResourceFieldPaths.MEMORY_LIMIT, { container, divisor: '1Mi' }),
      { resourceFieldRef: { resource: 'limits.memory', containerName: 'proxy', divisor: '1Mi' } },
    ],
  ];

  test.each(values)('is the value of a variable: %s', (_what, given, spec) => {
    expect(env(given)).toEqual(spec);
  });

  test('goes into props and verbs, with all that it says', () => {
    const chart = shop();
    const [first, ...rest] = values.filter(([what]) => !what.includes('another container'));
    const stock = service(chart, 'stock', { env: { FIRST: env(first[1]) } });
    for (const [index, [, given]] of rest.entries()) {
      stock.addEnv(`V${index}`, env(given));
    }
    const names = variablesIn(chart).map((variable) => variable.name);
    expect(names.filter((name) => name !== 'WASMTIME_HTTP_PROXY_SOCKET_ADDR')).toEqual([
      'FIRST',
      ...rest.map((_value, index) => `V${index}`),
    ]);
  });

  test('goes into the variables of a Spin application', () => {
    const chart = shop();
    new SpinApp(chart, 'app', {
      name: 'app',
      image: WasmImage.of('ghcr.io/acme/app:1.4.0', { binarySize: 2_100_000 }),
      variables: { db_url: env(kplus.EnvValue.fromSecretValue({ secret, key: 'url' })) },
    });
    expect(variablesIn(chart)).toContainEqual({
      name: 'SPIN_VARIABLE_DB_URL',
      valueFrom: { secretKeyRef: { name: 'db', key: 'url' } },
    });
  });

  test('is refused where it holds nothing, as for a variable of the process that is not set', () => {
    vi.stubEnv('NOT_SET_HERE', undefined);
    expect(() => env(kplus.EnvValue.fromProcess('NOT_SET_HERE'))).toThrow(/holds no value, as fromProcess/);
    vi.unstubAllEnvs();
  });

  test('is refused where it means a version of pods that there is not', () => {
    const given = kplus.EnvValue.fromFieldRef(EnvFieldPaths.POD_IP, { apiVersion: 'v2' });
    expect(() => env(given)).toThrow(/apiVersion "v2" of the field status\.podIP.*allowed: v1/);
  });
});

describe.each(RELEASES)('what %s makes', (_, kplus) => {
  test('goes into props by name as it stands: a Secret, a ConfigMap and a ServiceAccount', () => {
    const chart = shop();
    const secret = new kplus.Secret(chart, 'secret', { stringData: { url: 'postgres://db' } });
    const map = new kplus.ConfigMap(chart, 'map', { data: { region: 'eu' } });
    const account = new kplus.ServiceAccount(chart, 'account');
    service(chart, 'stock', {
      identity: { serviceAccountName: account.name },
      env: { DB_URL: EnvValue.fromSecret(secret, 'url'), REGION: EnvValue.fromConfigMap(map, 'region') },
      envFrom: [{ configMapName: map.name }],
      volumes: { '/secret': Volume.secret(secret.name) },
    });
    const deployment = synth(chart).find(({ kind }) => kind === 'Deployment');
    expect(deployment).toHaveProperty('spec.template.spec.serviceAccountName', account.name);
    expect(deployment).toHaveProperty('spec.template.spec.volumes.0.secret.secretName', secret.name);
    expect(variablesIn(chart)).toEqual(
      expect.arrayContaining([
        { name: 'DB_URL', valueFrom: { secretKeyRef: { name: secret.name, key: 'url' } } },
        { name: 'REGION', valueFrom: { configMapKeyRef: { name: map.name, key: 'region' } } },
      ]),
    );
  });
});

/** The variables of the WebAssembly's container. */
function variablesIn(chart: Chart): Json[] {
  const deployment = synth(chart).find(({ kind }) => kind === 'Deployment');
  const containers = at(deployment, 'spec', 'template', 'spec', 'containers');
  return Array.isArray(containers) ? objects(containers[0], 'env') : [];
}
