import { describe, expect, test } from 'vitest';
import { ImageFormat } from '../../src/artifact/image-format';
import type { WasmBinarySpec } from '../../src/artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../src/artifact/wasm/classify';
import { areTwins } from '../../src/check/likeness';
import { type Rule, runRules } from '../../src/check/rule';
import type { Subject } from '../../src/check/subject';
import { type Known, read } from '../../src/runtime/fact';
import { K3S } from '../../src/runtime/platforms/k3s';
import { releaseOf } from '../../src/runtime/releases';
import { SPIN } from '../../src/runtime/runtimes/spin';
import type { RuntimeFacts, WasmRuntimeSpec } from '../../src/runtime/wasm-runtime-spec';
import { dig, isObject, type JsonObject, type Manifest } from '../../src/value/json';
import { isUnresolved } from '../../src/value/unresolved';

/** The parts of the base subject, to be changed in place. */
export interface Draft {
  readonly deployment: JsonObject;
  readonly pod: JsonObject;
  readonly guest: JsonObject;
  readonly service: JsonObject;
  readonly objects: Manifest[];
}

/** Where the base subject's pod and guest stand in messages. */
export const POD = 'Deployment hello /spec/template/spec';
export const GUEST = `${POD}/containers/0`;

/** A Spin application as this package would emit it, with which no rule finds fault, changed by `change`. */
export function subject(change: (draft: Draft) => void = () => {}, known: Partial<Subject> = {}): Subject {
  const guest: JsonObject = {
    name: 'app',
    image: 'ghcr.io/acme/hello:1.4.0',
    command: ['/'],
    env: [{ name: 'SPIN_HTTP_LISTEN_ADDR', value: '0.0.0.0:8080' }],
    ports: [{ name: 'http', containerPort: 8080 }],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    readinessProbe: { httpGet: { path: '/.well-known/spin/health', port: 8080 } },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    securityContext: {
      runAsUser: 65532,
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    },
    volumeMounts: [
      { name: 'cache', mountPath: '/.cache' },
      { name: 'state', mountPath: '/.spin' },
    ],
  };
  const pod: JsonObject = {
    runtimeClassName: 'spin',
    enableServiceLinks: false,
    containers: [guest],
    volumes: [
      { name: 'cache', emptyDir: {} },
      { name: 'state', emptyDir: {} },
    ],
  };
  const deployment: JsonObject = { replicas: 2, template: { spec: pod } };
  const service: JsonObject = { ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
  const objects: Manifest[] = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'hello' }, spec: deployment },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'hello' }, spec: service },
  ];
  change({ deployment, pod, guest, service, objects });
  const { runtime = SPIN, platform = K3S } = known;
  return {
    path: 'chart/hello',
    objects,
    guest: 'app',
    http: true,
    runtime,
    release: releaseOf(runtime.name, platform.runtimes[runtime.name]?.shimVersion),
    platform,
    imageFormat: ImageFormat.ARTIFACT,
    binarySize: 100_000,
    binary: binary(),
    ...known,
  };
}

/** What an HTTP component says of itself, with what `change` has instead. */
export function binary(change: Partial<WasmBinarySpec> = {}): WasmBinarySpec {
  return {
    kind: WasmKind.COMPONENT,
    wasi: WasiTrack.WASI_0_2,
    role: WasmRole.HTTP,
    imports: ['wasi:io/streams@0.2.12', 'wasi:http/types@0.2.12', 'wasi:http/outgoing-handler@0.2.12'],
    exports: ['wasi:http/incoming-handler@0.2.12'],
    producers: {},
    size: 100_000,
    ...change,
  };
}

/** The Spin runtime, with one fact as given. */
export function knowing(
  fact: keyof RuntimeFacts,
  value: Known,
  base: WasmRuntimeSpec = SPIN,
): WasmRuntimeSpec {
  return { ...base, facts: { ...base.facts, [fact]: read(value, 'a test') } };
}

/** The base subject with a variable. */
export function withVariable(value: unknown): Subject {
  return subject(({ guest }) => Object.assign(guest, { env: [{ name: 'A', value }] }));
}

/** A value that is known only when it is rendered, in the shape that is most easily taken for an object. */
export function lazy(value: unknown): unknown {
  return { resolve: () => value };
}

/** A Linux container. */
export function sideCar(more: JsonObject = {}): JsonObject {
  return { name: 'proxy', image: 'ghcr.io/acme/proxy:2', ...more };
}

/** An autoscaler of the base subject's Deployment. */
export function autoscaler(spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'hello' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'hello' }, minReplicas: 2, maxReplicas: 10, ...spec },
  };
}

/** What an autoscaler goes by: a share of what the containers request. */
export function share(name: string): JsonObject {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: 80 } } };
}

/** The subject of a workload that is called otherwise, with another image and hosts; what is not its own name stays. */
export function renamed(given: Subject, name: string, image: string): Subject {
  const own = (value: unknown, key: string, parent: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => own(item, '', key));
    if (isObject(value) && !isUnresolved(value)) {
      const isGuest = key === '' && parent === 'containers' && value.name === given.guest;
      return Object.fromEntries(
        Object.entries(value).map(([member, of]) => [
          member,
          isGuest && member === 'image' && typeof of === 'string'
            ? image
            : own(of, member, key === '' ? parent : key),
        ]),
      );
    }
    if (isHost(key, parent)) return `${name}.example.net`;
    const isPlace =
      key === 'app.kubernetes.io/name' ||
      (key === 'name' && ['metadata', 'scaleTargetRef', 'service'].includes(parent));
    return isPlace && value === dig(given.objects[0], 'metadata', 'name') ? name : value;
  };
  return { ...given, path: `chart/${name}`, objects: own(given.objects, '', '') as Manifest[] };
}

function isHost(key: string, parent: string): boolean {
  return (key === 'host' && parent === 'rules') || (key === '' && parent === 'hosts');
}

/** Names and images as a rule might take them for something else. */
const TWINS = [
  ['other', 'ghcr.io/acme/other:2.0.0'],
  ['localhost', 'localhost:5000/hello'],
  ['latest', 'latest'],
  ['0', '*'],
] as const;

/** A subject with which a rule finds no fault. */
export interface Good {
  readonly that: string;
  readonly subject: Subject;
}

/** A subject with which a rule finds fault once. */
export interface Bad extends Good {
  /** Where. */
  readonly field: string;
  /** Words of the message. */
  readonly says: readonly string[];
}

/** What a rule is held against. */
interface RuleTable {
  readonly good: readonly Good[];
  readonly bad: readonly Bad[];
  /** A subject of which all is known that the rule needs, and that is well. */
  readonly base?: Subject;
}

/** Holds one rule against a table of subjects, and against subjects that lack what it needs. */
export function testRule(rule: Rule, { good, bad, base = subject() }: RuleTable): void {
  describe(rule.id, () => {
    test.each([{ that: 'the base workload', subject: base }, ...good])(
      'passes $that',
      ({ subject: given }) => {
        expect(runRules([rule], given)).toEqual({ findings: [], notChecked: [] });
      },
    );

    test.each(bad)('finds $that', ({ subject: given, field, says }) => {
      const { findings } = runRules([rule], given);
      expect(findings).toMatchObject([{ id: rule.id, severity: rule.severity, path: 'chart/hello', field }]);
      for (const words of says) expect(findings[0]?.message).toContain(words);
      expect(findings[0]?.message).toMatch(/; fix: \S/);
    });

    if (rule.looksAtNames !== true)
      test('says the same of a workload that is alike but for name and image', () => {
        for (const { subject: given } of [{ subject: base }, ...good, ...bad]) {
          const { findings, notChecked } = runRules([rule], given);
          for (const twin of TWINS.map(([name, image]) => renamed(given, name, image))) {
            if (!areTwins(given, twin)) continue;
            const said = runRules([rule], twin);
            expect(said.findings).toHaveLength(findings.length);
            expect(said.notChecked).toHaveLength(notChecked.length);
          }
        }
      });

    if (rule.needs.length > 0)
      test.each(rule.needs)('does not look where it does not know: %s', (need) => {
        for (const { subject: given } of bad) {
          const without = {
            ...given,
            [need]: undefined,
            ...(need === 'binary' && { componentBinaries: undefined }),
          };
          const { findings, notChecked } = runRules([rule], without);
          expect(findings).toEqual([]);
          expect(notChecked).toMatchObject([{ id: rule.id, path: 'chart/hello' }]);
        }
      });
  });
}
