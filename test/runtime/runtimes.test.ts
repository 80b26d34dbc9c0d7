import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RUNTIMES_PAGE, renderRuntimesPage } from '../../scripts/lib/docs-runtimes.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { Known, type RuntimeFact } from '../../src/runtime/fact';
import * as platforms from '../../src/runtime/platforms';
import { CrunEngine, type CrunOptions, CrunVariant } from '../../src/runtime/runtimes/crun';
import { crunSpec } from '../../src/runtime/runtimes/crun-spec';
import { WAMR, WASMEDGE, WASMER, WASMTIME } from '../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../src/runtime/runtimes/spin';
import { WasmRuntime } from '../../src/runtime/wasm-runtime';
import type { RuntimeFacts, WasmRuntimeSpec } from '../../src/runtime/wasm-runtime-spec';

const RUNTIMES = [SPIN, WASMTIME, WASMEDGE, WASMER, WAMR, crunSpec({})];

/** `yes`, `no` or `?`, and `ran` where a real cluster showed it: what the record of that cluster and the sources say. */
const EXPECTED: { readonly [runtime: string]: { readonly [fact in keyof RuntimeFacts]: string } } = {
  spin: {
    httpServer: 'yes ran',
    readOnlyRoot: 'yes ran',
    dropAllAlone: 'no ran',
    exec: 'no',
    tty: 'no',
    stdin: '?',
    linuxContainers: 'yes ran',
    linuxEnvironment: 'no',
    guestEnvironment: 'no ran',
    httpVolumes: 'no',
    commandVolumes: 'no',
    tls: 'no',
    drainsOnTerm: 'no ran',
    containerCpuMetrics: '?',
    inPlaceResize: 'no',
    userNamespaces: '?',
    sharedProcessNamespace: '?',
    survivesContainerdRestart: 'no ran',
  },
  wasmtime: {
    httpServer: 'yes ran',
    readOnlyRoot: 'yes ran',
    dropAllAlone: 'no ran',
    exec: 'no ran',
    tty: 'no ran',
    stdin: '?',
    linuxContainers: 'yes ran',
    linuxEnvironment: 'no ran',
    guestEnvironment: 'yes ran',
    httpVolumes: 'no',
    commandVolumes: 'yes',
    tls: 'no',
    drainsOnTerm: 'no',
    containerCpuMetrics: '?',
    inPlaceResize: 'no ran',
    userNamespaces: 'no ran',
    sharedProcessNamespace: '?',
    survivesContainerdRestart: 'no ran',
  },
  wasmedge: modules(),
  wasmer: modules(),
  wamr: modules(),
  crun: {
    httpServer: 'no',
    readOnlyRoot: '?',
    dropAllAlone: '?',
    exec: '?',
    tty: '?',
    stdin: '?',
    linuxContainers: 'yes',
    linuxEnvironment: 'yes',
    guestEnvironment: '?',
    httpVolumes: 'no',
    commandVolumes: '?',
    tls: 'no',
    drainsOnTerm: '?',
    containerCpuMetrics: '?',
    inPlaceResize: '?',
    userNamespaces: '?',
    sharedProcessNamespace: '?',
    survivesContainerdRestart: '?',
  },
};

function modules(): { readonly [fact in keyof RuntimeFacts]: string } {
  return {
    httpServer: 'no',
    readOnlyRoot: '?',
    dropAllAlone: 'no',
    exec: 'no',
    tty: 'no',
    stdin: '?',
    linuxContainers: 'yes',
    linuxEnvironment: 'no',
    guestEnvironment: 'yes',
    httpVolumes: 'no',
    commandVolumes: 'yes',
    tls: 'no',
    drainsOnTerm: '?',
    containerCpuMetrics: '?',
    inPlaceResize: 'no',
    userNamespaces: '?',
    sharedProcessNamespace: '?',
    survivesContainerdRestart: '?',
  };
}

function factsOf(spec: WasmRuntimeSpec): [string, RuntimeFact][] {
  return Object.entries(spec.facts);
}

function short({ value, ran }: RuntimeFact): string {
  return `${value === Known.UNKNOWN ? '?' : value}${ran ? ' ran' : ''}`;
}

describe('what is known of each runtime', () => {
  test.each(RUNTIMES)('$name: stands as the record of runs and sources has it', (spec) => {
    expect(Object.fromEntries(factsOf(spec).map(([name, fact]) => [name, short(fact)]))).toEqual(
      EXPECTED[spec.name],
    );
  });

  test.each(RUNTIMES)('$name: has a source for every fact, and nothing that ran is unknown', (spec) => {
    const sourceless = factsOf(spec).filter(([, { source }]) => source.trim() === '');
    const odd = factsOf(spec).filter(([, { value, ran }]) => ran && value === Known.UNKNOWN);
    expect([...sourceless, ...odd]).toEqual([]);
    expect(spec.entrypoint.source).not.toBe('');
    expect(spec.listen?.source).not.toBe('');
  });

  test.each(RUNTIMES)('$name: says of all that ran which shim it was', (spec) => {
    const ran = factsOf(spec).filter(([, fact]) => fact.ran);
    const shims =
      /^(containerd-shim-spin 0\.24\.0|runwasi’s wasmtime shim, main of 2026-04-21|a shim on containerd-shim-wasm 1\.0\.1 and wasmtime)/;
    expect(ran.filter(([, { source }]) => !shims.test(source))).toEqual([]);
  });

  test.each(RUNTIMES)('$name: survives JSON, a copy and WasmRuntime', (spec) => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(structuredClone(spec)).toEqual(spec);
    expect(WasmRuntime.fromSpec(spec).toSpec()).toEqual(spec);
  });
});

describe('how runtimes are started', () => {
  test.each([
    { spec: SPIN, variable: 'SPIN_HTTP_LISTEN_ADDR', defaultPort: 80, silentOnBadAddress: false },
    {
      spec: WASMTIME,
      variable: 'WASMTIME_HTTP_PROXY_SOCKET_ADDR',
      defaultPort: 8080,
      silentOnBadAddress: true,
    },
  ])('$spec.name is told by $variable where to listen', ({ spec, ...expected }) => {
    expect(spec.listen).toMatchObject(expected);
  });

  test.each([WASMEDGE, WASMER, WAMR, crunSpec({})])(
    '$name has no HTTP server that could be told',
    ({ listen, healthPath }) => {
      expect(listen).toBeUndefined();
      expect(healthPath).toBeUndefined();
    },
  );

  test('Spin alone answers for itself on a health path', () => {
    expect(SPIN.healthPath).toBe('/.well-known/spin/health');
    expect(WASMTIME.healthPath).toBeUndefined();
  });

  test('Spin needs a command with every image that it takes', () => {
    const { artifact, spin, plain, runwasi } = SPIN.entrypoint;
    expect([artifact, spin, plain, runwasi]).toEqual([['/'], ['/'], ['/'], undefined]);
  });

  test.each([WASMTIME, WASMEDGE, WASMER, WAMR])(
    '$name needs a command with an artifact alone',
    ({ entrypoint }) => {
      const { artifact, spin, plain, runwasi } = entrypoint;
      expect([artifact, spin, plain, runwasi]).toEqual([['app.wasm'], undefined, undefined, undefined]);
    },
  );
});

describe('crun', () => {
  test('tells WebAssembly by the entrypoint unless told otherwise', () => {
    const { podAnnotations, smart, facts } = crunSpec({});
    expect(podAnnotations).toEqual({ 'module.wasm.image/variant': 'compat-smart' });
    expect(smart).toBe(true);
    expect(facts.linuxContainers.value).toBe(Known.YES);
  });

  test('takes every container for WebAssembly with compat', () => {
    const { podAnnotations, smart, facts } = crunSpec({ variant: CrunVariant.COMPAT });
    expect(podAnnotations).toEqual({ 'module.wasm.image/variant': 'compat' });
    expect(smart).toBe(false);
    expect(facts.linuxContainers.value).toBe(Known.NO);
  });

  test('is asked for an engine by the name of its handler', () => {
    const { podAnnotations, smart } = crunSpec({ engine: CrunEngine.WASMEDGE });
    expect(podAnnotations).toEqual({ 'module.wasm.image/variant': 'compat', 'run.oci.handler': 'wasmedge' });
    expect(smart).toBe(false);
  });

  test.each([
    { engine: CrunEngine.WASMEDGE, environment: 'yes', volumes: 'yes', stdin: '?' },
    { engine: CrunEngine.WASMTIME, environment: 'yes', volumes: 'yes', stdin: 'yes' },
    { engine: CrunEngine.WASMER, environment: 'no', volumes: 'no', stdin: '?' },
    { engine: CrunEngine.WAMR, environment: 'yes', volumes: 'yes', stdin: '?' },
  ])('with $engine shows the guest what that handler hands on', ({ engine, environment, volumes, stdin }) => {
    const { guestEnvironment, commandVolumes, stdin: input } = crunSpec({ engine }).facts;
    expect([guestEnvironment, commandVolumes, input].map(short)).toEqual([environment, volumes, stdin]);
  });

  test('refuses an engine by name with compat-smart, which crun then ignores', () => {
    const make = () => WasmRuntime.crun({ engine: CrunEngine.WASMER, variant: CrunVariant.COMPAT_SMART });
    expect(make).toThrow(
      /\[WasmRuntime\.crun\] variant "compat-smart": .*wasmer.*allowed: compat .*fix: leave engine out/,
    );
  });

  test.each<CrunOptions>([
    {},
    { variant: CrunVariant.COMPAT },
    ...Object.values(CrunEngine).map((engine) => ({ engine })),
  ])('has a source for every fact and survives JSON with %o', (options) => {
    const spec = crunSpec(options);
    expect(factsOf(spec).filter(([, { source }]) => source.trim() === '')).toEqual([]);
    expect(WasmRuntime.crun(options).toSpec()).toEqual(JSON.parse(JSON.stringify(spec)));
  });
});

describe('WasmRuntime', () => {
  test.each([
    ['spin', WasmRuntime.spin()],
    ['wasmtime', WasmRuntime.wasmtime()],
    ['wasmedge', WasmRuntime.wasmedge()],
    ['wasmer', WasmRuntime.wasmer()],
    ['wamr', WasmRuntime.wamr()],
    ['crun', WasmRuntime.crun()],
  ])('%s goes by its name and is the same after a trip through plain data', (name, runtime) => {
    expect(runtime.name).toBe(name);
    expect(WasmRuntime.fromSpec(runtime.toSpec()).toSpec()).toEqual(runtime.toSpec());
  });

  test('gives out plain data that nobody can change, and keeps none of the data it was made from', () => {
    expect(() => Object.assign(WasmRuntime.crun().toSpec().podAnnotations!, { extra: 'x' })).toThrow(
      TypeError,
    );
    const given = { ...WASMEDGE, podAnnotations: { own: 'x' } };
    const runtime = WasmRuntime.custom(given);
    given.podAnnotations.own = 'changed';
    expect(runtime.toSpec().podAnnotations).toEqual({ own: 'x' });
  });

  test('takes any other shim', () => {
    const slight = { ...WASMEDGE, name: 'slight' };
    expect(WasmRuntime.custom(slight).toSpec()).toEqual(slight);
  });

  test.each(['', 'Spin', 'spin_v2', '-spin', 'spin-', 'spin v2'])('refuses %o as a name', (name) => {
    expect(() => WasmRuntime.custom({ ...SPIN, name })).toThrow(
      /\[WasmRuntime\] name .*no name of a runtime; allowed: .*WasmRuntime\.spin\(\)/,
    );
  });

  test.each([0, -1, 65536, 80.5])('refuses %o as the port where a shim listens', (defaultPort) => {
    const listen = { ...WASMTIME.listen!, defaultPort };
    expect(() => WasmRuntime.custom({ ...WASMTIME, listen })).toThrow(
      /\[WasmRuntime\] listen\.defaultPort .*no port; allowed: 1 to 65535/,
    );
  });
});

test('docs/runtimes-and-platforms.md says what the data says', () => {
  const page = readFileSync(join(root, RUNTIMES_PAGE), 'utf8');
  expect(page).toBe(renderRuntimesPage(RUNTIMES, Object.values(platforms)));
});
