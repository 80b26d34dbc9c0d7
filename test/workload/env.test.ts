import { describe, expect, it, test } from 'vitest';
import { EnvValue, type WasmServiceProps } from '../../src';
import { chartOn, envOf, guestOf, MAKE, refusalOf, synthApp } from './make';

describe('a variable of a container', () => {
  test.each([
    [EnvValue.of(''), ''],
    [EnvValue.of('text'), 'text'],
    [EnvValue.fromSecret({ name: 'db' }, 'password'), { secretKeyRef: { name: 'db', key: 'password' } }],
    [EnvValue.fromConfigMap({ name: 'db' }, 'host'), { configMapKeyRef: { name: 'db', key: 'host' } }],
    [EnvValue.fromField('status.podIP'), { fieldRef: { fieldPath: 'status.podIP' } }],
    [EnvValue.fromResource('limits.memory'), { resourceFieldRef: { resource: 'limits.memory' } }],
    [
      { secretKeyRef: { name: 'db', key: 'password', optional: true } },
      { secretKeyRef: { name: 'db', key: 'password', optional: true } },
    ],
  ])('has the value that it is given: %o', (value, expected) => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { env: { VALUE: value } });
    expect(envOf(guestOf(synthApp(chart)), 'VALUE')).toEqual(expected);
  });

  it('stands in the order in which it was given, and the listen address after it', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { env: { B: EnvValue.of('1'), A: EnvValue.of('$(B)') } });
    expect(guestOf(synthApp(chart)).env).toEqual([
      { name: 'B', value: '1' },
      { name: 'A', value: '$(B)' },
      { name: 'WASMTIME_HTTP_PROXY_SOCKET_ADDR', value: '0.0.0.0:8080' },
    ]);
  });

  test.each<[WasmServiceProps['env'], string]>([
    [{ '1A': EnvValue.of('x') }, 'env name "1A": not valid here; allowed: letters, digits'],
    [{ 'A=B': EnvValue.of('x') }, 'env name "A=B"'],
    [{ '': EnvValue.of('x') }, 'env name ""'],
    [{ A: {} }, 'env.A {}: says nothing; allowed: exactly one of value, secretKeyRef, configMapKeyRef'],
    [{ A: { value: 'x', fieldRef: { fieldPath: 'metadata.name' } } }, 'says value and fieldRef at once'],
    [{ A: EnvValue.fromSecret({ name: 'Db' }, 'x') }, 'env.A.secretKeyRef.name "Db"'],
    [{ A: EnvValue.fromSecret({ name: 'db' }, 'a/b') }, 'env.A.secretKeyRef.key "a/b"'],
    [{ A: EnvValue.fromConfigMap({ name: 'db' }, '') }, 'env.A.configMapKeyRef.key ""'],
    [{ A: EnvValue.fromField('spec.replicas') }, 'env.A.fieldRef.fieldPath "spec.replicas"'],
    [{ A: EnvValue.fromResource('memory') }, 'env.A.resourceFieldRef.resource "memory"'],
  ])('is refused as %o', (env, message) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { env }))).toContain(message);
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { env }))).toMatch(/^\[chart\/hello\] env/);
  });
});

describe('variables from whole Secrets and ConfigMaps', () => {
  it('are all their keys, with a prefix where somebody wants one', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      envFrom: [{ secretName: 'db', prefix: 'DB_' }, { configMapName: 'settings' }],
    });
    expect(guestOf(synthApp(chart)).envFrom).toEqual([
      { prefix: 'DB_', secretRef: { name: 'db' } },
      { configMapRef: { name: 'settings' } },
    ]);
  });

  test.each<[WasmServiceProps['envFrom'], string]>([
    [[{}], 'envFrom[0] {}: says nothing; allowed: exactly one of secretName, configMapName'],
    [[{ secretName: 'a', configMapName: 'b' }], 'envFrom[0]'],
    [[{ secretName: 'a' }, { configMapName: 'B' }], 'envFrom[1].configMapName "B"'],
    [[{ secretName: 'a', prefix: '1=' }], 'envFrom[0].prefix "1="'],
  ])('are refused as %o', (envFrom, message) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { envFrom }))).toContain(
      `[chart/hello] ${message}`,
    );
  });
});
