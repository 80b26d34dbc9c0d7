import { describe, expect, it, test } from 'vitest';
import { EnvValue, Probe, WasmImage, WasmPlatform, WasmRuntime } from '../../src';
import { at, type Json, objects } from '../support/json';
import { chartOn, envOf, guestOf, MAKE, only, refusalOf, synthApp } from './make';

const RESOURCES = { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } };
const SERVERS: readonly [name: string, of: () => WasmRuntime, variable: string | undefined][] = [
  ['spin', () => WasmRuntime.spin(), 'SPIN_HTTP_LISTEN_ADDR'],
  ['wasmtime', () => WasmRuntime.wasmtime(), 'WASMTIME_HTTP_PROXY_SOCKET_ADDR'],
  ['wasmedge', () => WasmRuntime.wasmedge(), undefined],
  ['wasmer', () => WasmRuntime.wasmer(), undefined],
  ['crun', () => WasmRuntime.crun(), undefined],
];

/** Every number of a port in a probe of the container. */
function probedPorts(guest: Json): unknown[] {
  return ['startupProbe', 'readinessProbe', 'livenessProbe'].map(
    (probe) => at(guest, probe, 'httpGet', 'port') ?? at(guest, probe, 'tcpSocket', 'port'),
  );
}

describe.each(SERVERS)('the one port of a service on %s', (_, runtime, variable) => {
  test.each([undefined, 80, 3000, 65535])('is the same everywhere: %s', (port) => {
    const chart = chartOn();
    const service = MAKE.WasmService(chart, 'hello', {
      runtime: runtime(),
      resources: RESOURCES,
      ...(port !== undefined && { port }),
      ingress: { hosts: ['hello.example.com'] },
    });
    const manifests = synthApp(chart);
    const guest = guestOf(manifests);
    const expected = port ?? 8080;
    expect(service.port).toBe(expected);
    expect(guest.ports).toEqual([{ name: 'http', containerPort: expected }]);
    expect(probedPorts(guest)).toEqual([expected, expected, expected]);
    if (variable === undefined) expect(guest).not.toHaveProperty('env');
    else expect(envOf(guest, variable)).toBe(`0.0.0.0:${expected}`);
    expect(at(only(manifests, 'Service'), 'spec', 'ports')).toEqual([
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
    ]);
    const [rule] = objects(Object(at(only(manifests, 'Ingress'), 'spec')), 'rules');
    const [path] = objects(Object(rule.http), 'paths');
    expect(path.backend).toEqual({ service: { name: 'hello', port: { name: 'http' } } });
  });
});

describe('a listen address that somebody sets by hand', () => {
  it('stays where it says the same port', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      port: 3000,
      env: { WASMTIME_HTTP_PROXY_SOCKET_ADDR: EnvValue.of('[::]:3000') },
    });
    expect(envOf(guestOf(synthApp(chart)), 'WASMTIME_HTTP_PROXY_SOCKET_ADDR')).toBe('[::]:3000');
  });

  test.each([
    [':3000', 'it passes over in silence'],
    ['localhost:3000', 'it passes over in silence'],
    ['3000', 'it passes over in silence'],
    ['0.0.0.0:4000', 'it listens where nobody asks'],
  ])('is refused as %s', (value) => {
    const act = () =>
      MAKE.WasmService(chartOn(), 'hello', {
        port: 3000,
        env: { WASMTIME_HTTP_PROXY_SOCKET_ADDR: EnvValue.of(value) },
      });
    expect(refusalOf(act)).toMatch(/^\[chart\/hello\] listen-address: .*; fix: port: /);
    expect(refusalOf(act)).toContain(JSON.stringify(value));
  });

  it('is refused for Spin too, whose shim would end with an empty log', () => {
    const act = () =>
      MAKE.SpinApp(chartOn(WasmPlatform.kind()), 'hello', {
        env: { SPIN_HTTP_LISTEN_ADDR: EnvValue.of('8080') },
      });
    expect(refusalOf(act)).toMatch(/^\[chart\/hello\] listen-address: /);
  });
});

describe('a probe', () => {
  it('asks Spin for its own health path, which runs no guest code', () => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello');
    const guest = guestOf(synthApp(chart));
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
      expect(at(guest, probe, 'httpGet', 'path')).toBe('/.well-known/spin/health');
  });

  it('only opens a connection to wasmtime, which has no such path', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello');
    const guest = guestOf(synthApp(chart));
    expect(guest).toMatchObject({
      startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 2, failureThreshold: 30 },
      readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 3 },
      livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 3 },
    });
  });

  it('keeps its usual way where only its times are given', () => {
    const chart = chartOn(WasmPlatform.kind());
    MAKE.SpinApp(chart, 'hello', { health: { readiness: { periodSeconds: 1, timeoutSeconds: 4 } } });
    expect(guestOf(synthApp(chart)).readinessProbe).toEqual({
      httpGet: { path: '/.well-known/spin/health', port: 8080 },
      periodSeconds: 1,
      timeoutSeconds: 4,
      failureThreshold: 3,
    });
  });

  it('asks the guest where somebody names a path, on the one port', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { port: 3000, health: { readiness: Probe.httpGet('/ready') } });
    const guest = guestOf(synthApp(chart));
    expect(guest.readinessProbe).toMatchObject({ httpGet: { path: '/ready', port: 3000 } });
    expect(guest.livenessProbe).toMatchObject({ tcpSocket: { port: 3000 } });
  });

  it('is left out where somebody switches it off, and the others stay', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', { health: { liveness: Probe.none() } });
    const guest = guestOf(synthApp(chart));
    expect(guest).not.toHaveProperty('livenessProbe');
    expect(guest).toHaveProperty('readinessProbe');
  });

  test.each([
    [{ disabled: true, periodSeconds: 3 }, 'disabled, and yet periodSeconds'],
    [{ httpGet: { path: '/' }, tcpSocket: {} }, 'says httpGet and tcpSocket at once'],
    [{ tcpSocket: { port: 70000 } }, 'health.readiness.tcpSocket.port 70000: out of range'],
    [{ tcpSocket: {}, periodSeconds: 0 }, 'health.readiness.periodSeconds 0: out of range'],
    [{ tcpSocket: {}, initialDelaySeconds: -1 }, 'health.readiness.initialDelaySeconds -1: out of range'],
    [{ tcpSocket: {}, successThreshold: 1.5 }, 'health.readiness.successThreshold 1.5: out of range'],
  ])('is refused as %o', (readiness, message) => {
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { health: { readiness } }))).toContain(
      message,
    );
  });

  test.each(['startup', 'liveness'] as const)('cannot succeed more than once for %s', (field) => {
    const health = { [field]: { tcpSocket: {}, successThreshold: 2 } };
    expect(refusalOf(() => MAKE.WasmService(chartOn(), 'hello', { health }))).toContain(
      `[chart/hello] health.${field}.successThreshold 2`,
    );
  });

  it('waits the longer for a start, the larger the component is', () => {
    const patience = (binarySize: number): unknown => {
      const chart = chartOn(WasmPlatform.kind());
      MAKE.SpinApp(chart, 'hello', { image: WasmImage.of('ghcr.io/acme/hello:1.4.0', { binarySize }) });
      return at(guestOf(synthApp(chart)), 'startupProbe', 'failureThreshold');
    };
    expect([patience(7000), patience(13_000_000), patience(26_000_000)]).toEqual([30, 36, 71]);
  });
});
