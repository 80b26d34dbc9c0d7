import { describe, expect, it, test } from 'vitest';
import { EnvValue, type SpinAppProps, WasmPlatform, WasmRuntime } from '../../src';
import type { Json } from '../support/json';
import { chartOn, envOf, guestOf, MAKE, refusalOf, synthApp } from './make';

const guestWith = (props: Partial<SpinAppProps>): Json => {
  const chart = chartOn(WasmPlatform.kind());
  MAKE.SpinApp(chart, 'hello', props);
  return guestOf(synthApp(chart));
};

describe('a variable of a Spin app', () => {
  test.each([
    [EnvValue.of('hi'), 'hi'],
    [EnvValue.fromSecret({ name: 'db' }, 'url'), { secretKeyRef: { name: 'db', key: 'url' } }],
    [
      EnvValue.fromConfigMap({ name: 'settings' }, 'url'),
      { configMapKeyRef: { name: 'settings', key: 'url' } },
    ],
    [EnvValue.fromField('metadata.name'), { fieldRef: { fieldPath: 'metadata.name' } }],
  ])('reaches the container as the shim reads it: %o', (value, expected) => {
    expect(envOf(guestWith({ variables: { db_url: value } }), 'SPIN_VARIABLE_DB_URL')).toEqual(expected);
  });

  test.each(['DB', '1db', 'db-url', 'db.url', '_db', ''])('is refused as "%s"', (name) => {
    expect(refusalOf(() => guestWith({ variables: { [name]: EnvValue.of('x') } }))).toContain(
      `[chart/hello] variables name "${name}": not valid here; allowed: lower-case letters, digits and "_"`,
    );
  });

  test.each(['kubernetes_port', 'home', 'path', 'shell', 'lang'])(
    'is refused as %s, which the host fills',
    (name) => {
      expect(refusalOf(() => guestWith({ variables: { [name]: EnvValue.of('x') } }))).toMatch(
        /^\[chart\/hello\] spin-variable-/,
      );
    },
  );

  it('is refused where a plain variable of the container would beat it', () => {
    const act = () => guestWith({ variables: { token: EnvValue.of('a') }, env: { TOKEN: EnvValue.of('b') } });
    expect(refusalOf(act)).toMatch(/^\[chart\/hello\] spin-variable-shadowed: /);
  });

  it('is refused where env has it already', () => {
    const act = () =>
      guestWith({ variables: { token: EnvValue.of('a') }, env: { SPIN_VARIABLE_TOKEN: EnvValue.of('b') } });
    expect(refusalOf(act)).toContain('variables "SPIN_VARIABLE_TOKEN": the variable is set already');
  });
});

describe('what else a Spin app can be told', () => {
  it('is which components run', () => {
    expect(envOf(guestWith({ components: ['api', 'web-ui'] }), 'SPIN_COMPONENTS_TO_RETAIN')).toBe(
      'api,web-ui',
    );
  });

  test.each([
    ['64Mi', '67108864'],
    ['1G', '1000000000'],
    ['33554432', '33554432'],
  ])('is how much memory one instance may have: %s', (invocationMemory, bytes) => {
    const props = { invocationMemory, resources: { limits: { memory: '2Gi' } } };
    expect(envOf(guestWith(props), 'SPIN_MAX_INSTANCE_MEMORY')).toBe(bytes);
  });

  test.each<[Partial<SpinAppProps>, string]>([
    [{ components: [] }, 'components []: no component would run'],
    [{ components: ['a b'] }, 'components[0] "a b": not valid here'],
    [{ components: ['a,b'] }, 'components[0] "a,b": not valid here'],
    [{ invocationMemory: 'much' }, 'invocationMemory "much": not valid here'],
    [{ invocationMemory: '0' }, 'invocationMemory "0": not valid here'],
    [{ invocationMemory: '4Gi' }, 'invocation-memory: '],
  ])('is refused as %o', (props, message) => {
    expect(refusalOf(() => guestWith(props))).toContain(`[chart/hello] ${message}`);
  });
});

describe('a workload on another runtime', () => {
  test.each([
    ['variables', { a: EnvValue.of('x') }, 'env, or runtime: WasmRuntime.spin()'],
    ['components', ['api'], 'leave it out, or runtime: WasmRuntime.spin()'],
    ['invocationMemory', '64Mi', 'leave it out, or runtime: WasmRuntime.spin()'],
  ])('is refused with %s, which only Spin reads', (field, value, fix) => {
    const message = refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { [field]: value }));
    expect(message).toContain(`[chart/hello] ${field}`);
    expect(message).toContain(`only Spin reads it, and this workload runs on wasmtime; fix: ${fix}`);
  });

  it('takes them on Spin, whatever kind of workload it is', () => {
    const chart = chartOn();
    MAKE.WasmJob(chart, 'hello', { runtime: WasmRuntime.spin(), variables: { a: EnvValue.of('x') } });
    expect(envOf(guestOf(synthApp(chart)), 'SPIN_VARIABLE_A')).toBe('x');
  });
});
