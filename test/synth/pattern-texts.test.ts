import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { EnvValue, FastSynth, WasmImage, WasmPlatform, WasmService, type WasmServiceProps } from '../../src';
import { asMade } from '../../src/value/pattern';
import { FULL, TIMEOUT } from '../property/runs';

const RUNS = FULL ? 1_000 : 150;

/** Names, among them some that YAML takes for something else, and some that stand in every workload for another thing. */
const NAMES = ['a', 'shop-1', 'a1', 'yes', 'null', 'e1', 'app', 'http', 'deployment', 'wasmtime'];
const HOSTS = ['a.example.com', '*.example.com', 'yes', '1e3', 'null', '10'];
const IMAGES = ['ghcr.io/acme/hello:1', 'ghcr.io/acme/hello:2', 'docker.io/acme/a:yes'];

/** A service, and what somebody does with it when it is made. */
interface Drawn {
  readonly name: string;
  readonly image: string;
  readonly hosts: readonly string[];
  readonly hasCertificate: boolean;
  readonly change: keyof typeof CHANGES;
}

const CHANGES = {
  nothing: () => {},
  'a label': ({ service }: WasmService) => service.metadata.addLabel('team', 'yes'),
  'an annotation': ({ deployment }: WasmService) => deployment.metadata.addAnnotation('by', 'a: b'),
  'a finalizer': ({ deployment }: WasmService) => deployment.metadata.addFinalizers('acme/a'),
  'a patch': ({ deployment }: WasmService) => deployment.addJsonPatch(JsonPatch.replace('/spec/replicas', 5)),
  'a variable': (service: WasmService) => service.addEnv('A', EnvValue.of('b')),
  'a value of its data': ({ deployment }: WasmService) => {
    Reflect.get(deployment, 'props').spec.replicas = 7;
  },
  'a field of its data': ({ deployment }: WasmService) => {
    const props = Reflect.get(deployment, 'props');
    Reflect.set(props, 'spec', { replicas: 9 });
  },
  'a field that it has not': ({ service }: WasmService) => {
    Object.defineProperty(Reflect.get(service, 'props'), 'more', { value: 'yes', enumerable: true });
  },
  'all of its data': ({ deployment }: WasmService) => {
    Reflect.set(deployment, 'props', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 8 } });
  },
  'what it consists of': ({ deployment }: WasmService) => {
    Reflect.deleteProperty(Reflect.get(deployment, 'props'), 'spec');
  },
  'a value in a list of its data': ({ ingress }: WasmService) => {
    if (ingress !== undefined) Reflect.get(ingress, 'props').spec.rules[0].http.paths[0].path = '/b';
  },
} as const;

const drawn: fc.Arbitrary<Drawn> = fc.record({
  name: fc.constantFrom(...NAMES),
  image: fc.constantFrom(...IMAGES),
  hosts: fc.uniqueArray(fc.constantFrom(...HOSTS), { minLength: 1, maxLength: 2 }),
  hasCertificate: fc.boolean(),
  change: fc.oneof(
    { weight: 3, arbitrary: fc.constant('nothing' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])) },
  ),
});

const charts = fc.record({
  namespace: fc.constantFrom(undefined, 'team', 'yes'),
  labels: fc.constantFrom({}, { owner: 'no' }, { 'app.kubernetes.io/name': 'of the chart' }),
});

/** An app of services; the same each time. */
function appOf(
  services: readonly Partial<Drawn>[],
  chart: object = {},
  more: Partial<WasmServiceProps> = {},
): App {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  for (const [i, { name = `name-${i}`, image = IMAGES[0], hosts = [], ...rest }] of services.entries()) {
    const tls = rest.hasCertificate === true ? { tls: {} } : {};
    const service = new WasmService(new Chart(app, `chart-${i}`, chart), 'service', {
      name,
      image: WasmImage.of(image, { binarySize: 2_000_000 }),
      ...(hosts.length > 0 && { ingress: { hosts: [...hosts], ...tls } }),
      ...more,
    });
    CHANGES[rest.change ?? 'nothing'](service);
  }
  return app;
}

/** The objects of the app. */
function objectsOf(app: App): ApiObject[] {
  return app.node.findAll().filter(ApiObject.isApiObject);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('workloads that are alike', () => {
  test(
    'are written as cdk8s writes them, whatever is done with some of them',
    () => {
      const services = fc.uniqueArray(drawn, { minLength: 2, maxLength: 4, selector: ({ name }) => name });
      fc.assert(
        fc.property(services, charts, (each, chart) => {
          // Two apps: what cdk8s has read may have been changed, and is written like any other.
          expect(FastSynth.toYaml(appOf(each, chart))).toBe(appOf(each, chart).synthYaml());
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  test('are written from what they are like, and not rendered', () => {
    const app = appOf([{ hosts: ['a.example.com'] }, { hosts: ['b.example.com'] }]);
    const all = objectsOf(app);
    const second = all.slice(all.length / 2);
    expect(second.map((object) => asMade(object)?.like?.pattern.of.kind)).toEqual(
      second.map(({ kind }) => kind),
    );
    const reads = vi.fn();
    for (const object of second) {
      const { manifest }: { manifest?: object } = Object(object);
      for (const key of Object.keys(manifest ?? {})) {
        const value = Reflect.get(manifest ?? {}, key);
        Object.defineProperty(manifest, key, {
          enumerable: true,
          get: () => {
            reads(key);
            return value;
          },
        });
      }
    }
    const text = FastSynth.toYaml(app);
    expect(reads).not.toHaveBeenCalled();
    expect(text).toContain('- host: b.example.com\n');
  });

  test.each([
    ['a text of theirs looks like the place of another', { A: EnvValue.of('cdk8s-wasm-gap-0;') }],
    ['all of them hold a text of many lines', { A: EnvValue.of('a\nb\n') }],
  ])('are written as cdk8s writes them where %s', (_what, env) => {
    const make = (): App => appOf([{}, {}, {}], {}, { env });
    expect(FastSynth.toYaml(make())).toBe(make().synthYaml());
  });

  test.each<keyof typeof CHANGES>([
    'a value of its data',
    'a field of its data',
    'a field that it has not',
    'what it consists of',
    'all of its data',
    'a value in a list of its data',
  ])('are told apart where somebody changed %s behind their backs', (change) => {
    const services = [{ hosts: ['a.com'] }, { hosts: ['b.com'], change }];
    const text = FastSynth.toYaml(appOf(services));
    expect(text).toBe(appOf(services).synthYaml());
    expect(text).not.toBe(FastSynth.toYaml(appOf(services.map(({ hosts }) => ({ hosts })))));
  });

  test('are not taken for alike once one was changed by a verb', () => {
    const env = { ONLY: EnvValue.of('here') };
    expect(objectsOf(appOf([{}, {}], {}, { env })).some((object) => asMade(object)?.like)).toBe(true);
    const changed = appOf([{ change: 'a variable' }], {}, { env });
    expect(objectsOf(changed).some((object) => asMade(object)?.like)).toBe(false);
  });
});
