import { Lazy } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { WasmImage } from '../../src';
import { checkShape } from '../../src/value/shape';

const image = WasmImage.of('ghcr.io/acme/hello:1.4.0');
const check =
  (props: unknown, struct = 'WasmServiceProps') =>
  (): void =>
    checkShape('chart/hello', struct, props);
const circular: { self?: unknown } = {};
circular.self = circular;

describe('props', () => {
  it('pass where every field is known and of its type', () => {
    const props = {
      image,
      port: 8080,
      env: { A: { value: 'x' } },
      args: ['a', 'b'],
      ingress: { hosts: ['a.example.com'], paths: { '/': 'Prefix' } },
      name: undefined,
    };
    expect(check(props)).not.toThrow();
  });

  it.each([
    [
      'a field that is misspelt',
      { replica: 2 },
      '[chart/hello] replica 2: no such field; allowed: annotations, ',
    ],
    ['the field that was meant', { replica: 2 }, '; fix: replicas?'],
    [
      'a field deep inside',
      { ingress: { host: 'a' } },
      'ingress.host "a": no such field; allowed: annotations, className, hosts',
    ],
    [
      'a field in a map',
      { volumes: { '/data': { emptydir: {} } } },
      'volumes./data.emptydir {}: no such field',
    ],
    [
      'a field in a list',
      { envFrom: [{ secretName: 'a' }, { secret: 'b' }] },
      'envFrom[1].secret "b": no such field',
    ],
    ['a field that objects inherit', { toString: 'x' }, 'toString "x": no such field'],
    [
      'a field that is missing',
      { service: { extraPorts: { a: {} } } },
      'service.extraPorts.a.port missing: it is required; allowed: a number',
    ],
    ['a text for a number', { port: '8080' }, 'port "8080": of the wrong type, string; allowed: a number'],
    ['no number for a number', { replicas: Number.NaN }, 'replicas NaN: of the wrong type'],
    ['a number for a text', { name: 1 }, 'name 1: of the wrong type, number; allowed: a string'],
    ['a text for a list', { args: 'x' }, 'args "x": of the wrong type, string; allowed: a list of a string'],
    [
      'a list for a map',
      { labels: ['x'] },
      'labels ["x"]: of the wrong type, a list; allowed: an object of a string',
    ],
    ['a list for a struct', { rollout: [] }, 'rollout []: no object; allowed: { maxSurge, '],
    ['null', { rollout: null }, 'rollout null: no object'],
    ['a value in a map', { labels: { a: 1 } }, 'labels.a 1: of the wrong type, number'],
    ['an item in a list', { args: ['a', 2] }, 'args[1] 2: of the wrong type, number'],
    [
      'a choice that there is none',
      { service: { type: 'Headless' } },
      'service.type "Headless": of the wrong type, string; allowed: ClusterIP, NodePort, LoadBalancer',
    ],
    [
      'another object than an image',
      { image: {} },
      'image {}: of the wrong type, object; allowed: a WasmImage',
    ],
    ['a bigint', { replicas: 2n }, 'replicas 2: of the wrong type, bigint'],
    ['a symbol', { name: Symbol('x') }, 'name Symbol(x): of the wrong type, symbol'],
    ['a function', { name: () => 'x' }, 'of the wrong type, function'],
    ['a date', { rollout: new Date(0) }, 'rollout "1970-01-01T00:00:00.000Z": no object'],
    ['a map', { labels: new Map() }, 'labels {}: of the wrong type, object'],
    ['an object that holds itself', { rollout: circular }, 'rollout.self [object Object]: no such field'],
  ])('are refused with %s', (_, wrong, message) => {
    expect(check({ image, ...wrong })).toThrow(message);
  });

  it.each([[undefined], [null], ['x'], [[]], [new Map()]])('are no %o', (props) => {
    expect(check(props)).toThrow(
      /^\[chart\/hello\] WasmServiceProps .*: no object; allowed: \{ annotations, /,
    );
  });

  it('take a Lazy or a token for one value', () => {
    const later: unknown = Lazy.any({ produce: () => 'x' });
    expect(
      check({ image, replicas: later, args: [later], env: { A: { value: { resolve: () => 'x' } } } }),
    ).not.toThrow();
  });

  it.each([
    ['a struct', { rollout: Lazy.any({ produce: () => ({}) }) }, 'rollout'],
    ['a list', { args: Lazy.any({ produce: () => [] }) }, 'args'],
    ['a map', { labels: { resolve: () => ({}) } }, 'labels'],
    ['an image', { image: Lazy.any({ produce: () => image }) }, 'image'],
    ['a structural value', { port: Lazy.any({ produce: () => 1 }) }, 'port'],
  ])('take none for %s: what is in it decides what is emitted', (_, wrong, field) => {
    expect(check({ image, ...wrong })).toThrow(
      `[chart/hello] ${field} (known at deploy): not known at synth`,
    );
  });
});

describe('the form of a text', () => {
  it.each([
    [
      'a key',
      { annotations: { 'a b': 'x' } },
      'annotations key "a b": not valid here; allowed: [prefix/]name',
    ],
    ['a value in a map', { service: { labels: { a: 'b c' } } }, 'service.labels.a "b c": not valid here'],
    [
      'an item',
      { service: { loadBalancerSourceRanges: ['10.0.0.0/33'] } },
      'service.loadBalancerSourceRanges[0] "10.0.0.0/33": not valid here; allowed: a range',
    ],
    ['one of a few', { service: { sessionAffinity: 'Sticky' } }, 'allowed: None, ClientIP'],
    [
      'a field of a pod',
      { env: { A: { fieldRef: { fieldPath: 'metadata.nope' } } } },
      'env.A.fieldRef.fieldPath "metadata.nope"',
    ],
  ])('is held against what Kubernetes takes: %s', (_, wrong, message) => {
    expect(check({ image, ...wrong })).toThrow(message);
  });

  it('is not asked of what is known later', () => {
    const later: unknown = Lazy.any({ produce: () => 'x' });
    expect(
      check({ image, service: { sessionAffinity: later, labels: { a: 'wasm-token-1-nekot' } } }),
    ).not.toThrow();
  });
});

describe('fields that hang on each other', () => {
  it.each([
    [
      'Toleration',
      { value: 'x' },
      'key missing: only with EXISTS every taint is meant; fix: operator: TolerationOperator.EXISTS',
    ],
    ['Toleration', { key: 'a', operator: 'Exists', value: 'x' }, 'value "x": EXISTS compares no value'],
    [
      'Toleration',
      { key: 'a', tolerationSeconds: 3 },
      'tolerationSeconds 3: only NO_EXECUTE ends pods that run',
    ],
    ['SeccompSpec', { type: 'Localhost' }, 'localhostProfile missing: Localhost asks for a file'],
    [
      'SeccompSpec',
      { type: 'Unconfined', localhostProfile: 'a' },
      'localhostProfile "a": Unconfined reads no file',
    ],
    ['LabelExpression', { key: 'a', operator: 'In' }, 'values missing: In compares with values'],
    [
      'LabelExpression',
      { key: 'a', operator: 'Exists', values: ['x'] },
      'values ["x"]: Exists compares with nothing',
    ],
    [
      'LabelExpression',
      { key: 'a', operator: 'Gt', values: ['x'] },
      'values ["x"]: Gt compares with one whole number',
    ],
    [
      'LabelSelectorSpec',
      { matchExpressions: [{ key: 'a', operator: 'Lt', values: ['1'] }] },
      'labels of pods are not compared by number',
    ],
    [
      'SchedulingSpec',
      { topologySpread: [{ topologyKey: 'a' }, { topologyKey: 'a', whenUnsatisfiable: 'ScheduleAnyway' }] },
      'topologySpread',
    ],
  ])('are refused in %s: %o', (struct, value, message) => {
    expect(check(value, struct)).toThrow(message);
  });

  it.each([
    ['Toleration', { operator: 'Exists' }],
    ['Toleration', { key: 'a', operator: Lazy.any({ produce: () => 'Exists' }), value: 'x' }],
    ['Toleration', { key: 'a', effect: 'NoExecute', tolerationSeconds: 3 }],
    ['SeccompSpec', { type: Lazy.any({ produce: () => 'Localhost' }) }],
    ['LabelExpression', { key: 'a', operator: Lazy.any({ produce: () => 'Exists' }), values: ['x'] }],
    ['LabelExpression', { key: 'a', operator: 'Lt', values: ['5'] }],
    [
      'SchedulingSpec',
      { topologySpread: [{ topologyKey: 'a' }, { topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }] },
    ],
  ])('pass in %s: %o', (struct, value) => {
    expect(check(value, struct)).not.toThrow();
  });
});
