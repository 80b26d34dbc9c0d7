import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CDK8S_CLI, copyPackage } from '../../support/package-copy';

/** What the command line left behind. */
interface Outcome {
  readonly code: number;
  readonly output: string;
}

const GOOD = `
const { App, Chart } = require('cdk8s');
const { WasmImage, WasmPlatform, WasmService } = require('./package');
const app = new App();
WasmPlatform.k3s().bind(app);
const image = WasmImage.of('ghcr.io/acme/hello:1.0.0', { binarySize: 90_000 });
new WasmService(new Chart(app, 'good'), 'Hello', { name: 'hello', image });
app.synth();
`;

const BAD = `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'bad');
const labels = { app: 'shop' };
const containers = [{ name: 'shop', image: 'ghcr.io/acme/shop', command: ['/'], tty: true }];
new ApiObject(chart, 'Deployment', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop' },
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { runtimeClassName: 'spin', containers } },
  },
});
app.synth();
`;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-cli-'));
  await copyPackage(folder);
  // As npm leaves a plugin that the command line has installed before: nothing is fetched.
  const installed = join(folder, 'plugins', 'cdk8s-wasm', '0.1.0', 'node_modules', 'cdk8s-wasm');
  mkdirSync(installed, { recursive: true });
  cpSync(join(folder, 'package'), installed, { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `cdk8s synth` on a program, with the plugin. */
function synth(program: string, from: string, properties: object, ...args: string[]): Promise<Outcome> {
  writeFileSync(join(folder, 'app.js'), program);
  const validation = { package: from, version: '0.1.0', class: 'WasmValidation', properties };
  const config = { language: 'typescript', app: 'node app.js', output: 'dist', validations: [validation] };
  writeFileSync(join(folder, 'cdk8s.yaml'), Yaml.stringify(config));
  // The folder of plugins must be an absolute path: for another, Node would look among packages and find nothing.
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CDK8S_CLI, 'synth', '--plugins-dir', join(folder, 'plugins'), ...args],
      { cwd: folder, env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', npm_config_offline: 'true' } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

describe.each([
  ['from a folder', './package'],
  ['as npm has installed it', 'cdk8s-wasm'],
])('cdk8s synth with the plugin %s', (_, from) => {
  test('passes an app of this package', async () => {
    const { code, output } = await synth(GOOD, from, { platform: 'k3s', failOnWarnings: true });
    expect(output).toContain('Validations ended succesfully');
    expect(output).toMatch(/Errors +│ 0/);
    expect(code).toBe(0);
  });

  test('fails on objects written by hand, and names rule, file, construct and fix', async () => {
    const { code, output } = await synth(BAD, from, { platform: 'k3s' });
    expect(code).toBe(2);
    for (const said of [
      'tty (1 occurrences)',
      'image-tag (1 occurrences)',
      'Construct Path: bad/Deployment',
      'dist/bad.k8s.yaml',
      'Resource Name: shop',
      'Deployment shop /spec/template/spec/containers/0/tty true',
      'How to fix: leave tty out',
      'warning: [',
    ]) {
      expect(output).toContain(said);
    }
    expect(readFileSync(join(folder, 'dist', 'bad.k8s.yaml'), 'utf8')).toContain('tty: true');
  });
});

test('cdk8s synth fails on a property that the plugin does not know, with those that it knows', async () => {
  const { code, output } = await synth(GOOD, './package', { platfrom: 'k3s' });
  expect(code).not.toBe(0);
  expect(output).toContain('platfrom "k3s": no such field; allowed: customPlatform, failOnWarnings');
});

test('cdk8s synth writes the report as JSON', async () => {
  const { code } = await synth(
    BAD,
    './package',
    { platform: 'k3s' },
    '--validation-reports-output-file',
    'report.json',
  );
  const [report] = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).reports;
  expect(code).toBe(2);
  expect(report.summary).toMatchObject({ status: 'failure', metadata: { Errors: '2', Warnings: '1' } });
});
