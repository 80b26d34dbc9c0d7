import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import { WasmPlatform } from '../../../src/index';
import { isObject } from '../../../src/value/json';
import { deployment, guest, object, runtimeClass } from './objects';

const WHOLE = [
  runtimeClass(),
  deployment({
    initContainers: [
      { name: 'first', image: 'a:1', restartPolicy: 'Always', env: [{ name: 'A', value: '1' }] },
    ],
    containers: [
      guest({
        resources: { requests: { memory: '32Mi' }, limits: { memory: '64Mi' } },
        readinessProbe: { httpGet: { path: '/', port: 'http' } },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
        securityContext: { capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
        volumeMounts: [{ name: 'config', mountPath: '/runtime-config.toml', subPath: 'c' }],
      }),
    ],
    volumes: [{ name: 'config', projected: { sources: [{ secret: { name: 'web', optional: true } }] } }],
  }),
  object('v1', 'Service', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] }),
  object('networking.k8s.io/v1', 'Ingress', {
    rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'web' } } }] } }],
  }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: { kind: 'Deployment', name: 'web' },
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }],
  }),
  object('policy/v1', 'PodDisruptionBudget', {
    selector: {
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
    },
  }),
  object('runtime.spinkube.dev/v1alpha1', 'Shim', { runtimeClass: { name: 'x', handler: 'y' } }),
];

/** Paths of all values. */
function placesOf(value: unknown, at: string[] = []): string[][] {
  const steps = Array.isArray(value) || isObject(value) ? Object.entries(value) : [];
  return [at, ...steps.flatMap(([key, below]) => placesOf(below, [...at, key]))];
}

/** A copy with another value at one place. */
function changed(value: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to;
  const step = (from: unknown, name: string) => (name === key ? changed(from, rest, to) : from);
  if (Array.isArray(value)) return value.map((item, index) => step(item, String(index)));
  return Object.fromEntries(Object.entries(Object(value)).map(([name, item]) => [name, step(item, name)]));
}

test('any value may stand anywhere: the linter says what it can and never throws', () => {
  const place = fc.constantFrom(...placesOf(WHOLE).filter((path) => path.length > 0));
  const junk = fc.oneof(fc.constantFrom<unknown>(null, [], {}, '', 0, true, [null], [[]]), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(fc.tuple(place, junk), { minLength: 1, maxLength: 3 }), (changes) => {
      const objects = changes.reduce<unknown>((all, [path, to]) => changed(all, path, to), WHOLE);
      if (!Array.isArray(objects)) throw new Error('the list itself stays');
      expect(Lint.manifests(objects, { platform: WasmPlatform.k3s() }).toText()).toEqual(expect.any(String));
    }),
    { numRuns: 1000 },
  );
});
