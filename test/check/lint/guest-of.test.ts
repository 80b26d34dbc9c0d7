import { describe, expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import type { JsonObject } from '../../../src/value/json';
import { deployment, object, runtimeClass, template } from './objects';

const linux: JsonObject = { name: 'proxy', image: 'ghcr.io/acme/proxy:2', command: ['/bin/proxy'] };
const bare: JsonObject = { name: 'web', image: 'ghcr.io/acme/web:1.0.0' };

/** The containers whose image was looked at as a guest's: images with a tag that moves are a fault of a guest alone. */
function guestsOf(containers: JsonObject[], spec: JsonObject = {}, labels: JsonObject = {}): string[] {
  const moving = containers.map((container) => ({
    ...container,
    image: 'ghcr.io/acme/any:latest',
    ...(container.image === 'keep.wasm' && { image: 'ghcr.io/acme/app.wasm:latest' }),
  }));
  const owner = object('apps/v1', 'Deployment', {
    template: template({ containers: moving, ...spec }, { labels }),
  });
  return Lint.manifests([owner, runtimeClass()])
    .findings.filter(({ id }) => id === 'image-tag')
    .map(({ field }) => field.replace(/^.*\/containers\/(\d+)\/image$/, '$1'))
    .map((index) => String(containers[Number(index)].name));
}

describe('the container that runs WebAssembly', () => {
  test('is the only one', () => {
    expect(guestsOf([bare])).toEqual(['web']);
  });

  test('is none that starts before the others', () => {
    expect(
      guestsOf([bare], { initContainers: [linux, { ...linux, name: 'mesh', restartPolicy: 'Always' }] }),
    ).toEqual(['web']);
  });

  test.each([
    ['the command of Spin', { command: ['/'] }],
    ['a command that is a .wasm', { command: ['/app.wasm', 'serve'] }],
    ['arguments that begin with a .wat', { args: ['app.wat'] }],
    ['an image named after a .wasm', { image: 'keep.wasm' }],
    ['a variable of the Spin shim', { env: [{ name: 'SPIN_HTTP_LISTEN_ADDR', value: '0.0.0.0:80' }] }],
    [
      'a variable of the wasmtime shim',
      { env: [{ name: 'WASMTIME_HTTP_PROXY_SOCKET_ADDR', value: '0.0.0.0:80' }] },
    ],
    ['a variable of a Spin application', { env: [{ name: 'SPIN_VARIABLE_COLOUR', value: 'red' }] }],
  ])('is the one of several with %s', (_, more) => {
    expect(guestsOf([linux, { ...bare, ...more }])).toEqual(['web']);
    expect(guestsOf([{ ...bare, ...more }, linux])).toEqual(['web']);
  });

  test('is the one named app in the pods of this package', () => {
    const labels = { 'wasmcd.dev/workload': 'deployment' };
    expect(guestsOf([linux, { ...bare, name: 'app' }], {}, labels)).toEqual(['app']);
  });

  test.each([
    ['none looks like it', [linux, bare]],
    [
      'two look like it',
      [
        { ...bare, command: ['/'] },
        { ...bare, name: 'other', command: ['/'] },
      ],
    ],
  ])('is not guessed where %s: each is said not to be checked', (_, containers) => {
    expect(guestsOf(containers)).toEqual([]);
    const { notChecked } = Lint.manifests([deployment({ containers }), runtimeClass()]);
    expect(notChecked.filter(({ id }) => id === 'guest-container')).toEqual(
      containers.map(({ name }) => ({
        id: 'guest-container',
        path: 'Deployment web',
        missing: `whether the container ${name} runs WebAssembly`,
      })),
    );
  });

  test('need not be known for what holds for all containers', () => {
    const containers = [linux, { ...bare, tty: true }];
    expect(Lint.manifests([deployment({ containers }), runtimeClass()]).findings).toMatchObject([
      { id: 'tty' },
    ]);
  });
});

describe('a port of a guest', () => {
  const probe = { readinessProbe: { httpGet: { path: '/', port: 80 } } };
  const find = (guest: JsonObject, handler: string, kind = 'Deployment') => {
    const spec = { template: template({ containers: [{ ...bare, ...guest }] }) };
    return Lint.manifests([object('apps/v1', kind, spec), runtimeClass(handler)]).findings.map(
      ({ id }) => id,
    );
  };

  test.each(['spin', 'wasmtime', 'wasmedge'])(
    'need not be said under %s: the API asks nobody to',
    (handler) => {
      expect(find(probe, handler)).toEqual([]);
    },
  );

  test('that is not the server’s own is a fault under Spin, and none where the guest may open it itself', () => {
    const ports = { ports: [{ containerPort: 9000 }] };
    expect(find(ports, 'spin')).toEqual(['listen-address']);
    expect(find(ports, 'wasmtime')).toEqual([]);
    expect(find(ports, 'spin', 'Job')).toEqual([]);
  });

  test('must be the one that the server is told', () => {
    const env = [{ name: 'WASMTIME_HTTP_PROXY_SOCKET_ADDR', value: '0.0.0.0:8080' }];
    expect(find({ env, ports: [{ containerPort: 9000 }] }, 'wasmtime')).toEqual(['listen-address']);
  });
});
