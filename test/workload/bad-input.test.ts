import { App, Chart } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import {
  EnvValue,
  ImageFormat,
  Probe,
  WasmImage,
  WasmPlatform,
  WasmRuntime,
  type WasmRuntimeSpec,
  WasmService,
} from '../../src';
import { STRUCTS } from '../../src/value/shapes';
import { FULL } from './full-props';
import { placesIn, withAt } from './leaves';
import { chartOn, IMAGE, KINDS, MAKE, make, refusalOf } from './make';

/** Where, which field, what value, what is wrong; then what is allowed, or how to mend it, or both. */
const SHAPE = /^\[[^\]]+\] ([a-z-]+: )?\S.*: \S[^;]*.*; (allowed|fix): \S/s;

const service = (props: object) => () => make('WasmService', chartOn(), 'hello', props);
const spinApp = (props: object) => () => make('SpinApp', chartOn(WasmPlatform.kind()), 'hello', props);
const job = (props: object) => () => make('WasmJob', chartOn(), 'hello', props);
const OTHER: WasmRuntimeSpec = { ...WasmRuntime.wasmtime().toSpec(), name: 'other' };

const CASES: readonly [what: string, act: () => unknown, words: string[]][] = [
  ['a wrong name', service({ name: 'Hello_Api' }), ['[chart/hello] name "Hello_Api"', 'lower-case letters']],
  ['a port out of range', service({ port: 65536 }), ['[chart/hello] port 65536: out of range', '1 to 65535']],
  [
    'a port that is no number',
    service({ port: '80' }),
    ['[chart/hello] port "80": of the wrong type, string', 'a number'],
  ],
  [
    'a port used twice in a Service',
    service({ service: { extraPorts: { admin: { port: 80 } } } }),
    ['[chart/hello] service.extraPorts.admin 80', 'http of the same Service has that port'],
  ],
  [
    'a port used twice in a pod',
    service({ sidecars: { proxy: { image: 'busybox:1.37.0', ports: { web: 8080 } } } }),
    ['[chart/hello] port-reused: ', '8080'],
  ],
  [
    'an unparsable image',
    () => WasmImage.of('ghcr.io/Acme/hello:1'),
    ['[WasmImage] reference "ghcr.io/Acme/hello:1"', 'repository[:tag][@sha256:digest]'],
  ],
  [
    'an image that is a text',
    service({ image: 'ghcr.io/acme/hello:1' }),
    ['[chart/hello] image', 'a WasmImage'],
  ],
  [
    'an image that is left out',
    service({ image: undefined }),
    ['[chart/hello] image missing: it is required'],
  ],
  [
    'a runtime that is a text',
    service({ runtime: 'spin' }),
    ['[chart/hello] runtime "spin"', 'a WasmRuntime'],
  ],
  [
    'an unknown runtime',
    service({ runtime: WasmRuntime.custom(OTHER) }),
    [
      '[chart/hello] runtime "other": platform k3s does not have it',
      'spin, wasmtime, wasmedge, wasmer, crun',
    ],
  ],
  [
    'a platform that lacks the runtime',
    () => MAKE.WasmService(chartOn(WasmPlatform.kind()), 'hello'),
    [
      '[chart/hello] runtime "wasmtime": platform kind does not have it',
      'allowed: spin',
      'WasmPlatform.custom({…})',
    ],
  ],
  [
    'no platform',
    () => new WasmService(new Chart(new App(), 'chart'), 'hello', { image: IMAGE }),
    ['[chart/hello] platform missing: none is bound here or above', 'WasmPlatform.k3s().bind(app)'],
  ],
  [
    'an exec probe',
    service({ health: { readiness: { exec: { command: ['true'] } } } }),
    ['[chart/hello] exec-probe: ', 'readinessProbe'],
  ],
  ['tty', service({ tty: true }), ['[chart/hello] tty true: no such field']],
  [
    'tty on a side-car',
    service({ sidecars: { proxy: { image: 'busybox:1.37.0', tty: true } } }),
    ['[chart/hello] sidecars.proxy.tty true: no such field'],
  ],
  [
    'both replicas and autoscaling',
    service({ replicas: 3, autoscale: { max: 5, memory: 80 } }),
    ['[chart/hello] autoscale {"max":5,"memory":80}: replicas is given too', 'leave out replicas'],
  ],
  [
    'a writable path that the image format needs and somebody makes read-only',
    spinApp({ volumes: { '/.spin': { emptyDir: {}, readOnly: true } } }),
    ['[chart/hello] read-only-root: ', '/.spin'],
  ],
  [
    'a listen address that the shim would silently ignore',
    service({ env: { WASMTIME_HTTP_PROXY_SOCKET_ADDR: EnvValue.of(':8080') } }),
    ['[chart/hello] listen-address: ', '":8080"', 'passes over it in silence', '0.0.0.0:8080'],
  ],
  [
    'a listen address with another port',
    service({ port: 3000, env: { WASMTIME_HTTP_PROXY_SOCKET_ADDR: EnvValue.of('0.0.0.0:8080') } }),
    ['[chart/hello] listen-address: ', '8080 is no port of the guest', 'one of 3000'],
  ],
  [
    'TLS on the container',
    service({ health: { readiness: { httpGet: { path: '/', scheme: 'HTTPS' } } } }),
    ['[chart/hello] container-tls: ', 'HTTPS'],
  ],
  [
    'TLS on the Service’s port',
    service({ service: { appProtocol: 'https' } }),
    ['[chart/hello] container-tls: ', 'https'],
  ],
  [
    'a format that the runtime cannot run',
    service({ image: WasmImage.of('a/b:1', { format: ImageFormat.SPIN, binarySize: 1 }) }),
    ['[chart/hello]', 'spin'],
  ],
  [
    'a job that keeps its pods',
    job({ restartPolicy: 'Always' }),
    ['[chart/hello] restartPolicy "Always"', 'OnFailure, Never'],
  ],
  [
    'a probe of a worker, which has no port',
    () => make('WasmWorker', chartOn(), 'hello', { health: { readiness: Probe.tcpSocket() } }),
    [
      '[chart/hello] health.readiness.tcpSocket.port missing: this workload has no port to ask',
      'give the port',
    ],
  ],
  [
    'props that are none',
    () => make('WasmService', chartOn(), 'hello', Object({ labels: 'a=b' })),
    ['[chart/hello] labels "a=b": of the wrong type, string', 'an object of a string'],
  ],
  ['a null', service({ replicas: null }), ['[chart/hello] replicas null: of the wrong type']],
  [
    'a list instead of one value',
    service({ port: [80] }),
    ['[chart/hello] port [80]: of the wrong type, a list'],
  ],
  [
    'one value instead of a list',
    service({ args: '--verbose' }),
    ['[chart/hello] args "--verbose"', 'a list of a string'],
  ],
  [
    'a value that is not one of an enum',
    service({ service: { type: 'Headless' } }),
    ['[chart/hello] service.type "Headless"', 'allowed: ClusterIP, NodePort, LoadBalancer'],
  ],
];

describe('bad input', () => {
  test.each(CASES)('is refused in the constructor: %s', (_, act, words) => {
    const message = refusalOf(act);
    for (const word of words) expect(message).toContain(word);
    expect(message).toMatch(SHAPE);
  });
});

describe('a field that there is not', () => {
  test.each([
    [{ replica: 3 }, 'replica 3: no such field', 'replicas?'],
    [{ Replicas: 3 }, 'Replicas 3: no such field', 'replicas?'],
    [{ ingres: {} }, 'ingres {}: no such field', 'ingress?'],
    [{ enviroment: {} }, 'enviroment {}: no such field', undefined],
    [{ resources: { limit: {} } }, 'resources.limit {}: no such field', 'limits?'],
    [{ health: { readyness: {} } }, 'health.readyness {}: no such field', 'readiness?'],
    [{ rollout: { maxUnavailble: '1' } }, 'rollout.maxUnavailble "1": no such field', 'maxUnavailable?'],
    [{ env: { A: { valeu: 'x' } } }, 'env.A.valeu "x": no such field', 'value?'],
    [
      { env: { A: { secretKeyRef: { name: 'a', key: 'b', opt: true } } } },
      'env.A.secretKeyRef.opt true',
      undefined,
    ],
    [{ envFrom: [{ secret: 'a' }] }, 'envFrom[0].secret "a": no such field', undefined],
    [{ scheduling: { tolerations: [{ effects: 'x' }] } }, 'scheduling.tolerations[0].effects "x"', 'effect?'],
    [{ constructor: 1 }, 'constructor 1: no such field', undefined],
    [{ toString: 'x' }, 'toString "x": no such field', undefined],
    [JSON.parse('{ "__proto__": { "a": 1 } }'), '__proto__', undefined],
  ])('is refused with the one that is probably meant: %o', (props, words, fix) => {
    const message = refusalOf(service(props));
    expect(message).toContain(`[chart/hello] ${words}`);
    expect(message).toContain('; allowed: ');
    expect(/; fix: (.*)$/.exec(message)?.[1]).toBe(fix);
  });

  test.each(FULL)('is refused in every struct of $title', ({ kind, platform, props }) => {
    const places = placesIn(`${kind}Props`, props).filter(({ type }) => type in STRUCTS);
    const silent = places.filter(({ path, value }) => {
      const changed = withAt(props, path, { ...Object(value), noSuchField: 1 });
      const message = refusalOf(() => make(kind, chartOn(platform()), 'full', Object(changed)));
      return !message.includes('noSuchField 1: no such field');
    });
    expect(silent).toEqual([]);
  });

  it.each(KINDS)('is refused in the props of %s', (kind) => {
    expect(refusalOf(() => make(kind, chartOn(), 'hello', { noSuchField: 1 }))).toContain(
      '[chart/hello] noSuchField 1: no such field',
    );
  });
});

describe('a value of the wrong type', () => {
  test.each(FULL)('is refused in every place of $title', ({ kind, platform, props }) => {
    const wrongFor = (value: unknown): unknown => (typeof value === 'string' ? 1 : 'wrong');
    const silent = placesIn(`${kind}Props`, props).filter(({ path, value }) => {
      const message = refusalOf(() =>
        make(kind, chartOn(platform()), 'full', Object(withAt(props, path, wrongFor(value)))),
      );
      return (
        !SHAPE.test(message) &&
        !/^\[chart\/full\] \S+ (1|"wrong"): (of the wrong type|no object)/.test(message)
      );
    });
    expect(silent.map(({ path }) => path.join('.'))).toEqual([]);
  });
});

describe('a refused workload', () => {
  it('has no error but its own: no crash of the library', () => {
    for (const [, act] of CASES) {
      try {
        act();
      } catch (error) {
        expect(error).not.toBeInstanceOf(TypeError);
      }
    }
  });
});
