import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { HELLO } from '../oci/wasm';
import { consumer } from './consumer';

const CLI = 'node_modules/cdk8s-wasm/bundle/cli.js';

const SYNTH = `
const { writeFileSync } = require('node:fs');
const { App, Chart } = require('cdk8s');
const { WasmImage, WasmJob, WasmPlatform } = require('cdk8s-wasm');
writeFileSync('hello.wasm', Buffer.from('${HELLO.toString('base64')}', 'base64'));
const app = new App();
WasmPlatform.k3s().bind(app);
const image = WasmImage.fromFile('hello.wasm', { repository: 'localhost:1/acme/hello', root: '.' });
new WasmJob(new Chart(app, 'jobs'), 'Job', { name: 'job', image });
app.synth();
writeFileSync('hello.wasm', Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
`;

describe('the command of an installed package', () => {
  test('is a program of its own', () => {
    const { bin } = JSON.parse(readFileSync(join(inject('packedFolder'), 'package.json'), 'utf8'));
    expect(bin).toEqual({ 'cdk8s-wasm': 'bundle/cli.js' });
    const file = join(inject('packedFolder'), bin['cdk8s-wasm']);
    expect(readFileSync(file, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o111).toBe(0o111);
  });

  test('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(inject('packedFolder'), 'package.json'), 'utf8'));
    expect(await consumer({}).run([CLI, '--version'])).toEqual({ code: 0, output: version });
  });

  test('makes the image of a manifest again, with nothing but what the package brings', async () => {
    const project = consumer({ 'main.cjs': SYNTH });
    expect(await project.run(['main.cjs'])).toEqual({ code: 0, output: '' });
    const { code, output } = await project.run([CLI, 'push', 'dist', '--root', '.']);
    expect(code).toBe(1);
    expect(output).toMatch(
      /"hello\.wasm": the file has changed since the synth: the manifest names sha256:\w+, and/,
    );
  });
});
