import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { root } from '../../scripts/lib/root.mjs';
import { parseRecord } from '../../src/artifact/image-record';
import { dig, isObject } from '../../src/value/json';
import { listing, spinToml } from '../artifact/local-image/repository';
import { component } from '../artifact/wasm/make';
import { HELLO } from '../oci/wasm';

/** Two charts in different folders of the output, with an image of each kind. */
const PROGRAM = `
const { App, Chart, YamlOutputType } = require('cdk8s');
const { SpinApp, WasmImage, WasmJob, WasmPlatform } = require('./package');
const app = new App({ yamlOutputType: YamlOutputType[process.env.OUTPUT_TYPE ?? 'FILE_PER_CHART'] });
WasmPlatform.k3s().bind(app);
const repository = 'ghcr.io/acme/shop';
new WasmJob(new Chart(app, 'jobs'), 'Job', {
  name: 'job',
  image: WasmImage.fromFile('../apps/job.wasm', { repository, annotations: { note: '{{ "a": \\'b\\' }}: #' } }),
});
new SpinApp(new Chart(app, 'shop'), 'Shop', {
  name: 'shop',
  image: WasmImage.fromSpin('../apps/spin.toml', { repository, tag: '1.4.0' }),
});
app.synth();
`;

let folder: string;
const infra = () => join(folder, 'infra');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-record-'));
  for (const name of ['.git', 'apps', 'infra']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'apps', 'job.wasm'), HELLO);
  writeFileSync(
    join(folder, 'apps', 'hello.wasm'),
    await component([], ['wasi:http/incoming-handler@0.2.3']),
  );
  writeFileSync(join(folder, 'apps', 'spin.toml'), spinToml());
  symlinkSync(join(root, 'node_modules'), join(infra(), 'node_modules'), 'junction');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    outfile: join(infra(), 'package', 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['cdk8s', 'constructs'],
    logLevel: 'error',
  });
  writeFileSync(
    join(infra(), 'package', 'package.json'),
    '{ "name": "cdk8s-wasm", "version": "0.1.0", "main": "index.js" }',
  );
  writeFileSync(join(infra(), 'main.js'), PROGRAM);
  writeFileSync(join(infra(), 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `cdk8s synth`, and says what it printed. */
function synth(outputType: string, ...args: string[]): Promise<string> {
  const cli = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', OUTPUT_TYPE: outputType };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, 'synth', ...args], { cwd: infra(), env }, (error, stdout, stderr) => {
      if (error) reject(new Error(stdout + stderr));
      else resolve(stdout);
    });
  });
}

/** The texts of the files below a folder, in the order of their names. */
function filesIn(dir: string): [string, string][] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const objectsIn = (text: string): unknown[] =>
  parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((object) => object !== null);

/** What records there are, by the kind of their object. */
function recordsIn(objects: readonly unknown[]): unknown {
  return Object.fromEntries(
    objects.flatMap((object) => {
      const text = dig(object, 'metadata', 'annotations', 'wasmcd.dev/artifact');
      return typeof text === 'string' ? [[String(dig(object, 'kind')), parseRecord(text)]] : [];
    }),
  );
}

const RECORDS = {
  Job: {
    path: 'apps/job.wasm',
    format: 'artifact',
    annotations: { note: `{{ "a": 'b' }}: #` },
    repository: 'ghcr.io/acme/shop',
    digest: expect.stringMatching(/^sha256:/),
  },
  Deployment: {
    path: 'apps/spin.toml',
    format: 'spin',
    repository: 'ghcr.io/acme/shop',
    tag: '1.4.0',
    digest: expect.stringMatching(/^sha256:/),
  },
};

describe('cdk8s synth keeps the records', () => {
  test.each(['FILE_PER_APP', 'FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'])(
    'in a folder of nothing but manifests, %s',
    async (outputType) => {
      const out = join(infra(), outputType);
      const before = listing(join(folder, 'apps'));
      await synth(outputType, '--output', out);
      const files = filesIn(out);
      for (const [name, text] of files) {
        // What kubectl reads in a folder; another name would be passed over, and another content refused.
        expect(name).toMatch(/\.k8s\.yaml$/);
        for (const object of objectsIn(text))
          expect(object).toMatchObject({
            apiVersion: expect.any(String),
            kind: expect.any(String),
            metadata: {},
          });
      }
      expect(recordsIn(files.flatMap(([, text]) => objectsIn(text)))).toEqual(RECORDS);
      expect(listing(join(folder, 'apps'))).toEqual(before);
    },
  );

  test('on standard output', async () => {
    // Of several files the command line writes one into the other, without a line between them.
    const text = await synth('FILE_PER_APP', '--stdout');
    expect(recordsIn(objectsIn(text))).toEqual(RECORDS);
  });

  test('in the templates of a Helm chart', async () => {
    const out = join(infra(), 'chart');
    const version = ['--chart-api-version', 'v2', '--chart-version', '1.0.0'];
    await synth('FILE_PER_CHART', '--format', 'helm', ...version, '--output', out);
    expect(readdirSync(out)).toContain('Chart.yaml');
    const templates = filesIn(join(out, 'templates'));
    expect(templates.filter(([, text]) => text.includes('{{'))).toEqual([]);
    const objects = templates.flatMap(([, text]) => objectsIn(text));
    expect(recordsIn(objects.filter(isObject))).toEqual(RECORDS);
  });
});
