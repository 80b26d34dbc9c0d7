import fc from 'fast-check';
import { STRUCTS } from '../../src/value/shapes';
import { binaryIn } from './binaries';
import {
  annotations,
  boolean,
  cpu,
  dataKey,
  envName,
  imageReference,
  label,
  labels,
  list,
  map,
  memory,
  none,
  oneOf,
  path,
  port,
  set,
  sha256,
  subdomain,
  text,
  token,
  whole,
} from './leaves';
import { applicationIn } from './spin-manifest';
import type { Generators } from './world';

const KNOWN = ['yes', 'no', 'unknown'];
const RUNTIME_NAMES = ['spin', 'wasmtime', 'wasmedge', 'wasmer', 'wamr', 'crun'];

const kubernetesVersion = oneOf(['1.31', '1.32', '1.33.4', 'v1.34.2', '1.35']);
const containerdVersion = oneOf(['1.6.25', '1.7.7', '2.0.0', '2.1.4']);
const shimVersion = fc.integer({ min: 15, max: 30 }).map((minor) => `0.${minor}.0`);
const overhead = fc.record({ memory: memory(1, 64), cpu: cpu(1, 500) });
const runtimeClasses = oneOf(['emitted', 'external']);
const cgroupDriver = oneOf(['systemd', 'cgroupfs']);
const uidPolicy = oneOf(['pod', 'namespace']);
const command = list(text, 2);

/** Where workloads run: images, platforms, runtimes and their classes. */
export const WHERE: Generators = {
  WasmImageOptions: (world) => ({
    allowMutableTag: boolean,
    ...applicationIn(world),
    binary: binaryIn(world, world.of('WasmBinarySpec')),
    binarySize: world.sized ? fc.integer({ min: 1, max: 50_000_000 }) : none,
    format: fc.constant(world.format),
    pullPolicy: oneOf(['Always', 'IfNotPresent', 'Never']),
    pullSecrets: set(subdomain, 2),
  }),
  WasmImageSpec: (world) => ({
    ...WHERE.WasmImageOptions(world),
    repository: imageReference.map((reference) => reference.replace(/(@.*|:[^/]*(@.*)?)$/, '')),
    tag: fc.oneof(token, fc.constantFrom('1.4.0', 'v2_beta.3')),
    digest: sha256.map((hex) => `sha256:${hex}`),
    record: world.of('ImageRecord'),
  }),
  // Repository, tag, digest and format are those of its image: ARRANGE sees to it.
  ImageRecord: ({ format }) => ({
    path: fc.tuple(token, token).map(([folder, name]) => `${folder}/${name}.wasm`),
    format: fc.constant(format),
    repository: fc.constant('acme/hello'),
    tag: fc.constant('1.4.0'),
    digest: fc.constant(`sha256:${'0'.repeat(64)}`),
    profile: token,
    entrypoint: token.map((name) => `${name}.wasm`),
    annotations: map(token, token),
  }),
  Toleration: () => ({
    key: subdomain,
    operator: oneOf(['Equal', 'Exists']),
    value: token,
    effect: oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
    tolerationSeconds: whole(0),
  }),
  PlatformRuntime: ({ of }) => ({
    className: subdomain,
    handler: label(),
    nodeSelector: labels,
    tolerations: list(of('Toleration'), 2),
    overhead,
    shimVersion,
  }),
  WasmPlatformOptions: ({ of }) => ({
    cgroupDriver,
    containerdVersion,
    kubernetesVersion,
    nodeSelector: labels,
    overhead,
    runtimeClasses,
    // Every platform's runtimes are others: filled in where the platform is known.
    shimVersions: map(oneOf(['spin']), shimVersion, 1),
    tolerations: list(of('Toleration'), 2),
    uidPolicy,
  }),
  WasmPlatformSpec: ({ of, runtime }) => ({
    cgroupDriver,
    containerdVersion,
    deprecation: text,
    kubernetesVersion,
    name: token,
    runtimeClasses,
    runtimes: fc
      .tuple(fc.array(of('PlatformRuntime'), { minLength: 7, maxLength: 7 }), of('PlatformRuntime'))
      .map(([usual, own]) => ({
        ...Object.fromEntries(usual.map((entry, i) => [RUNTIME_NAMES[i % RUNTIME_NAMES.length], entry])),
        [runtime.name]: own,
      })),
    source: text,
    uidPolicy,
  }),
  CrunOptions: () => ({
    engine: oneOf(['wasmedge', 'wasmtime', 'wasmer', 'wamr']),
    variant: oneOf(['compat', 'compat-smart']),
  }),
  RuntimeFact: () => ({ value: oneOf(KNOWN), source: text, ran: boolean }),
  RuntimeFacts: ({ of }) =>
    Object.fromEntries(Object.keys(STRUCTS.RuntimeFacts).map((fact) => [fact, of('RuntimeFact')])),
  FormatFacts: ({ of }) => {
    const fact = of('RuntimeFact');
    return { artifact: fact, plain: fact, runwasi: fact, spin: fact };
  },
  ListenSpec: () => ({
    variable: envName,
    defaultPort: port,
    silentOnBadAddress: boolean,
    source: text,
  }),
  EntrypointSpec: () => ({
    artifact: command,
    plain: command,
    runwasi: command,
    spin: command,
    source: text,
  }),
  WritablePaths: () => ({
    folders: set(path, 2),
    files: set(
      fc.tuple(token, token).map(([folder, file]) => `/${folder}/${file}`),
      2,
    ),
  }),
  WritableSpec: ({ of }) => {
    const paths = of('WritablePaths');
    return { artifact: paths, plain: paths, runwasi: paths, spin: paths, source: text };
  },
  WasmRuntimeSpec: ({ of }) => ({
    name: fc.oneof({ weight: 5, arbitrary: label(40) }, { weight: 1, arbitrary: fc.constant('constructor') }),
    entrypoint: of('EntrypointSpec'),
    formats: of('FormatFacts'),
    facts: of('RuntimeFacts'),
    healthPath: token.map((name) => `/${name}`),
    listen: of('ListenSpec'),
    podAnnotations: annotations,
    smart: boolean,
    writable: of('WritableSpec'),
  }),
  WasmRuntimeClassProps: ({ of }) => ({
    className: subdomain,
    handler: label(),
    nodeSelector: labels,
    tolerations: list(of('Toleration'), 2),
    overhead,
    labels,
    annotations,
  }),
  ShimLocation: () => ({ location: token.map((name) => `https://example.com/${name}.tar.gz`), sha256 }),
  ShimProps: ({ of }) => ({
    name: label(),
    className: subdomain,
    amd64: of('ShimLocation'),
    arm64: of('ShimLocation'),
    cgroupDriver,
    containerdRuntimeOptions: map(dataKey, text),
    nodeSelector: labels,
  }),
};
