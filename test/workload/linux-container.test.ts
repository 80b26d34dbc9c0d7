import { describe, expect, it, test } from 'vitest';
import { CrunEngine, EnvValue, type LinuxContainerSpec, Probe, WasmPlatform, WasmRuntime } from '../../src';
import { type Json, objects } from '../support/json';
import { chartOn, MAKE, podOf, refusalOf, synthApp } from './make';

const BUSYBOX = 'docker.io/library/busybox:1.37.0';
const RESOURCES = { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } };
const podWith = (spec: Partial<LinuxContainerSpec>): Json => {
  const chart = chartOn();
  MAKE.WasmService(chart, 'hello', { sidecars: { proxy: { image: BUSYBOX, ...spec } } });
  return podOf(synthApp(chart));
};

describe('a Linux container beside the WebAssembly', () => {
  it('starts before it and stays, with as few rights', () => {
    expect(podWith({ args: ['-f'], ports: { stats: 9000 }, resources: RESOURCES }).initContainers).toEqual([
      {
        name: 'proxy',
        image: BUSYBOX,
        imagePullPolicy: 'IfNotPresent',
        restartPolicy: 'Always',
        args: ['-f'],
        ports: [{ name: 'stats', containerPort: 9000 }],
        resources: RESOURCES,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
        },
      },
    ]);
  });

  it('is asked on its own port, and only where somebody wants it', () => {
    const [proxy] = objects(
      podWith({ ports: { stats: 9000 }, health: { readiness: Probe.httpGet('/') } }),
      'initContainers',
    );
    expect(proxy.readinessProbe).toMatchObject({ httpGet: { path: '/', port: 9000 } });
    expect(proxy).not.toHaveProperty('livenessProbe');
  });

  it('stands before the containers that end, which start in their order', () => {
    const chart = chartOn();
    MAKE.WasmService(chart, 'hello', {
      initContainers: { first: { image: BUSYBOX }, second: { image: BUSYBOX } },
      sidecars: { proxy: { image: BUSYBOX } },
    });
    expect(objects(podOf(synthApp(chart)), 'initContainers').map(({ name }) => name)).toEqual([
      'proxy',
      'first',
      'second',
    ]);
  });

  it('may have variables on crun, which runs it as usual', () => {
    const chart = chartOn();
    MAKE.WasmWorker(chart, 'hello', {
      runtime: WasmRuntime.crun(),
      resources: RESOURCES,
      sidecars: { proxy: { image: BUSYBOX, env: { A: EnvValue.of('x') } } },
    });
    expect(objects(podOf(synthApp(chart)), 'initContainers')[0].env).toEqual([{ name: 'A', value: 'x' }]);
  });

  test.each<[Partial<LinuxContainerSpec>, string]>([
    [{ env: { A: EnvValue.of('x') } }, 'linux-environment: '],
    [{ envFrom: [{ secretName: 'a' }] }, 'linux-environment: '],
    [{ health: { readiness: { exec: { command: ['true'] } } } }, 'exec-probe: '],
    [{ ports: { stats: 0 } }, 'sidecars.proxy'],
    [{ ports: { stats: 8080 } }, 'port-reused: '],
    [{ ports: { 'a-name-that-is-too-long': 9000 } }, 'a-name-that-is-too-long'],
    [{ health: { readiness: Probe.httpGet('/') } }, 'sidecars.proxy.health.readiness.httpGet.port missing'],
    [{ resources: { limits: { memory: 'much' } } }, 'sidecars.proxy.resources.limits.memory "much"'],
    [{ securityContext: { runAsUser: -1 } }, 'sidecars.proxy.securityContext.runAsUser -1'],
    [
      { securityContext: { fsGroup: 1 } },
      'sidecars.proxy.securityContext.fsGroup 1: it holds for a pod as a whole',
    ],
    [{ imagePullPolicy: 'Sometimes' }, 'sidecars.proxy.imagePullPolicy "Sometimes"'],
    [{ image: 'Busybox' }, 'sidecars.proxy.image "Busybox"'],
    [{ image: '' }, 'sidecars.proxy.image ""'],
  ])('is refused with %o', (spec, message) => {
    expect(refusalOf(() => podWith(spec))).toContain(`[chart/hello] `);
    expect(refusalOf(() => podWith(spec))).toContain(message);
  });

  test.each(['App', 'a_b', 'app', ''])('is refused with the name "%s"', (name) => {
    const act = () => MAKE.WasmService(chartOn(), 'hello', { sidecars: { [name]: { image: BUSYBOX } } });
    expect(refusalOf(act)).toContain(JSON.stringify(name));
  });

  it('is refused with the name of another', () => {
    const act = () =>
      MAKE.WasmService(chartOn(), 'hello', {
        sidecars: { proxy: { image: BUSYBOX } },
        initContainers: { proxy: { image: BUSYBOX } },
      });
    expect(refusalOf(act)).toBe(
      '[chart/hello] initContainers "proxy": the pod has a container of that name already; fix: give it another name',
    );
  });

  it('is refused on a crun that takes every container for WebAssembly', () => {
    const act = () =>
      MAKE.WasmWorker(chartOn(WasmPlatform.openShift()), 'hello', {
        runtime: WasmRuntime.crun({ engine: CrunEngine.WASMEDGE }),
        resources: RESOURCES,
        sidecars: { proxy: { image: BUSYBOX } },
      });
    expect(refusalOf(act)).toContain('[chart/hello] crun-side-car: ');
  });
});
