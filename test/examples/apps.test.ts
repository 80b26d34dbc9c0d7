import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentWit } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, type TestContext, test } from 'vitest';
import { useOf } from '../../scripts/lib/docs-samples.mjs';
import { APPS, buildCommands, buildPath, builtBy, samples } from '../../scripts/lib/samples/catalogue.mjs';
import { builtFacts, committedFacts, differences } from '../../scripts/lib/samples/facts.mjs';
import { WasmImage, WasmPlatform, WasmRuntime } from '../../src';
import { WasmKind, WasmRole } from '../../src/artifact/wasm/classify';
import { WasmBinary } from '../../src/artifact/wasm-binary';
import { whyNot } from '../../src/check/runs';
import { allReleases, releaseOf } from '../../src/runtime/releases';
import { judge, notesIn, notesOf } from '../artifact/wasm/judge';
import { chartOn, make, synthApp } from '../workload/make';

const facts = committedFacts();

/** The file, where it was built; it may be one of other tools than the committed facts are of. */
function builtFile(name: string, context: TestContext): string {
  if (builtBy(name) === undefined) context.skip('not built: npm run samples');
  return buildPath(name, 'app.wasm');
}

describe('the samples', () => {
  test('are what lies in examples/apps', () => {
    const folders = readdirSync(APPS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(samples.map(({ name }) => name).sort());
  });

  test('have a command in every language, and an HTTP component where its tools make one', () => {
    const without = new Set(['Go', 'AssemblyScript']);
    for (const language of new Set(samples.map((sample) => sample.language))) {
      const names = samples.filter((sample) => sample.language === language).map(({ name }) => name);
      expect(names.filter((name) => name.endsWith('-command'))).toHaveLength(1);
      expect(names.filter((name) => name.endsWith('-http'))).toHaveLength(without.has(language) ? 0 : 1);
    }
  });

  test('are known to the committed facts, but for those whose tools no package brings', () => {
    const known = samples.filter(({ tools }) => !tools.includes('dotnet')).map(({ name }) => name);
    expect(Object.keys(facts)).toEqual(known);
  });
});

describe.each(samples)('the sample $name', ({ name, language }) => {
  test('has a short README with the commands that build it', () => {
    const lines = readFileSync(join(APPS, name, 'README.md'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines[0]).toContain(language);
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(buildCommands(name)).toContain('app.wasm');
  });
});

describe.each(samples.filter(({ name }) => name in facts))('what is committed of $name', (sample) => {
  const { name } = sample;
  const { binary } = facts[name];
  const spec = { ...binary, size: 0 };
  const isHttp = binary.role === WasmRole.HTTP;
  const isComponent = binary.kind === WasmKind.COMPONENT;

  test('is what its folder is called', () => {
    expect(binary.role).toBe(name.endsWith('-http') ? WasmRole.HTTP : WasmRole.COMMAND);
  });

  test.each(['spin', 'wasmtime', 'wasmedge', 'wasmer', 'wamr'])('has its verdict on %s', (runtime) => {
    const release = releaseOf(runtime);
    if (release === undefined) throw new Error(`no release of ${runtime}`);
    const runs = !isComponent || runtime === 'spin' || runtime === 'wasmtime';
    const obstacles = whyNot(spec, release, useOf(binary, release));
    expect(obstacles.map(({ aspect, certain }) => [aspect, certain])).toEqual(runs ? [] : [['kind', true]]);
  });

  test('has a verdict on every release, with a reason and its source where it does not run', () => {
    for (const release of allReleases()) {
      for (const { wrong } of whyNot(spec, release, useOf(binary, release))) {
        expect(wrong).toMatch(/^it .*containerd-shim-.*\(.+\)$/);
      }
    }
  });

  test('is what is built', (context) => {
    builtFile(name, context);
    const fresh = builtFacts(sample, (path) => WasmBinary.fromFile(path).toSpec());
    expect(fresh && differences(facts[name], fresh)).toEqual([]);
  });

  test('is what jco reads of it', async (context) => {
    const bytes = readFileSync(builtFile(name, context));
    const binary = WasmBinary.fromBytes(bytes);
    const { kind, imports, exports, producers } = await readByJco(bytes);
    expect(binary.kind).toBe(kind);
    expect(binary.imports).toEqual(imports);
    expect(binary.exports).toEqual(exports);
    expect(notesIn(binary.producers)).toEqual(producers);
  });

  test('holds for a workload of the file', (context) => {
    const path = builtFile(name, context);
    const image = WasmImage.fromFile(path, { repository: 'ghcr.io/acme/sample' });
    // Nobody has measured what wasmedge needs.
    const resources = { requests: { cpu: '50m', memory: '384Mi' }, limits: { memory: '384Mi' } };
    const kind = isHttp ? 'WasmService' : 'WasmJob';
    const on = (runtime: WasmRuntime) =>
      synthApp(make(kind, chartOn(WasmPlatform.k3s()), 'app', { image, runtime, resources }));
    expect(on(WasmRuntime.wasmtime()).map((object) => object.kind)).toContain(isHttp ? 'Deployment' : 'Job');
    if (isComponent)
      expect(() => on(WasmRuntime.wasmedge())).toThrow(/it is a component, and containerd-shim-wasmedge/);
    else expect(() => on(WasmRuntime.wasmedge())).not.toThrow();
  });
});

/** A component’s code is not printed for its names, which the WIT of its world has: JavaScript’s is gigabytes of text. */
async function readByJco(bytes: Uint8Array) {
  const isModule = bytes[6] === 0;
  if (isModule) return judge(bytes);
  const fields = [...(await componentWit(bytes)).matchAll(/^ {2}(import|export) (\S+?)(?:;$|: )/gm)];
  const named = (field: string) => fields.filter(([, at]) => at === field).map(([, , name]) => name);
  return {
    kind: 'component',
    imports: named('import'),
    exports: named('export'),
    producers: await notesOf(bytes),
  };
}
