import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { ImageFormat, WasmImage, WasmJob, WasmPlatform, WasmRuntime, WasmService } from 'cdk8s-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../src/check/rules';
import { component, wat } from '../artifact/wasm/make';
import { CASES } from '../cluster/failure-cases';
import { platform } from '../cluster/support/platform';

// The page says what test/cluster/failures.test.ts sees on a real cluster, in the same words; and who says so before
// does, when a program asks for it.

const POD = '/spec/template/spec';
const REFERENCE = 'ghcr.io/acme/hello:1.4.0';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'troubleshooting.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what'));

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-troubles-'));
const binaries = { http: join(folder, 'http.wasm'), job: join(folder, 'job.wasm') };
beforeAll(async () => {
  writeFileSync(binaries.http, await component([], ['wasi:http/incoming-handler@0.2.3']));
  writeFileSync(binaries.job, await wat('(module (memory (export "memory") 1) (func (export "_start")))'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function own(name: keyof typeof binaries, format = ImageFormat.PLAIN): WasmImage {
  return WasmImage.fromFile(binaries[name], { repository: 'ghcr.io/acme/hello', root: folder, format });
}

const others = () => WasmImage.of(REFERENCE, { format: ImageFormat.PLAIN, binarySize: 2_500_000 });

function patched(chart: Chart, path: string, value: unknown): void {
  const { deployment } = new WasmService(chart, 'Case', { name: 'case', image: others() });
  deployment.addJsonPatch(JsonPatch.add(`${POD}${path}`, value));
}

/** What a user would write for each case that is refused, by the title of the case. */
const PROGRAMS: { readonly [title: string]: (chart: Chart) => unknown } = {
  'a handler that containerd does not know': elsewhere,
  'a handler whose shim is not installed': elsewhere,
  'a CNCF artifact without a command': (chart) =>
    new WasmJob(chart, 'Case', { name: 'case', image: own('job', ImageFormat.ARTIFACT), command: [] }),
  'a Spin application on a wasmtime shim': (chart) => {
    const image = WasmImage.of(REFERENCE, { format: ImageFormat.SPIN });
    const resources = { requests: { memory: '64Mi' }, limits: { memory: '64Mi' } };
    return new WasmService(chart, 'Case', { name: 'case', image, resources });
  },
  'a path that is not in the image': (chart) =>
    new WasmJob(chart, 'Case', { name: 'case', image: own('job'), command: ['/other.wasm'] }),
  'a function that the module does not export': (chart) =>
    new WasmJob(chart, 'Case', { name: 'case', image: own('job'), command: ['/app.wasm#main'] }),
  'a component on a shim that takes modules alone': (chart) => {
    const platform = WasmPlatform.k3s({ shimVersions: { wasmtime: '0.3.0' } });
    return new WasmService(chart, 'Case', { name: 'case', image: own('http'), platform });
  },
  'another port than the one it listens on': (chart) => {
    const health = { readiness: { tcpSocket: { port: 9090 } } };
    return new WasmService(chart, 'Case', { name: 'case', image: others(), health });
  },
  'a port that another container of the pod has': (chart) => {
    const sidecars = { second: { image: 'ghcr.io/acme/second:1.0.0', ports: { http: 8080 } } };
    return new WasmService(chart, 'Case', { name: 'case', image: others(), sidecars });
  },
  'a readiness probe that runs a command': (chart) => {
    const health = { readiness: { exec: { command: ['/bin/true'] } } };
    return new WasmService(chart, 'Case', { name: 'case', image: others(), health });
  },
  'a liveness probe that runs a command: it protects nothing': (chart) => {
    const health = { liveness: { exec: { command: ['/bin/false'] } } };
    return new WasmService(chart, 'Case', { name: 'case', image: others(), health });
  },
  'a hook at the start that runs a command': (chart) =>
    patched(chart, '/containers/0/lifecycle', { postStart: { exec: { command: ['/bin/true'] } } }),
  'a hook at the end that runs a command: no word of it while it runs': (chart) =>
    patched(chart, '/containers/0/lifecycle', { preStop: { exec: { command: ['/bin/true'] } } }),
  'a terminal': (chart) => patched(chart, '/containers/0/tty', true),
  'users of its own': (chart) => patched(chart, '/hostUsers', false),
  'too little memory': (chart) => {
    const resources = { limits: { memory: '16Mi' } };
    return new WasmJob(chart, 'Case', { name: 'case', image: others(), resources });
  },
};

/** A runtime that the platform does not have. */
function elsewhere(chart: Chart): WasmService {
  return new WasmService(chart, 'Case', { name: 'case', image: others(), runtime: WasmRuntime.spin() });
}

/** What a program is told, when it is written or when it is synthesised. */
function refusalOf(program: (chart: Chart) => unknown): string {
  const app = new App();
  const chart = new Chart(app, 'chart');
  platform.bind(app);
  try {
    program(chart);
    Testing.synth(chart);
  } catch (error) {
    return String(error);
  }
  return 'nothing was refused';
}

describe.each(CASES)('$title', ({ title, before, seen }) => {
  const found = rows.filter((row) =>
    [seen.words, seen.log ?? ''].every((words) => row.includes(quoted(words))),
  );

  test('stands on the page in the words of the cluster, with who says so before', () => {
    const who =
      'rule' in before ? `\`${before.rule}\`` : 'builtIn' in before ? before.builtIn : before.nobody;
    expect(found.filter((row) => row.includes(who))).not.toEqual([]);
  });

  if (!('nobody' in before))
    test('is refused when a program asks for it, in the same words', () => {
      const refusal = refusalOf(PROGRAMS[title]);
      if ('builtIn' in before)
        return expect(refusal).toMatch(/the test cluster.* spin|spin.* the test cluster/);
      expect(refusal).toContain(`${before.rule}: `);
      const why = RULES.find(({ id }) => id === before.rule)?.why ?? '';
      for (const words of [seen.words, seen.log ?? ''].filter(isTelling)) {
        expect(`${refusal}\n${why}`).toContain(told(words));
      }
    });
});

test('every program is of a case', () => {
  const refused = CASES.filter(({ before }) => !('nobody' in before)).map(({ title }) => title);
  expect(Object.keys(PROGRAMS).sort()).toEqual(refused.sort());
});

/** Words as the page has them: an event's reason stands for itself, and what is quoted begins after it. */
function quoted(words: string): string {
  return told(words).replace(/^…/, '');
}

function told(words: string): string {
  return words.replace(/^[A-Z][A-Za-z]+: /, '').replace(/^…/, '');
}

/** A word that every pod with a fault shows says nothing of this one. */
function isTelling(words: string): boolean {
  return words !== '' && !/^(Back-off|Started: )/.test(words);
}
