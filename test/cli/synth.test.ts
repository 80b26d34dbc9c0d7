import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { ImageFormat, SpinApp, WasmImage, WasmJob, WasmPlatform } from 'cdk8s-wasm';
import { pullImage, RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localImage } from '../../src/artifact/local-image';
import { spinToml } from '../artifact/local-image/repository';
import { component } from '../artifact/wasm/make';
import { describeWithRegistry, type TestRegistry } from '../oci/registry';
import { HELLO } from '../oci/wasm';
import { cli, folderOf } from './cli';

const OUTPUTS = [
  'FILE_PER_APP',
  'FILE_PER_CHART',
  'FILE_PER_RESOURCE',
  'FOLDER_PER_CHART_FILE_PER_RESOURCE',
] as const;

describeWithRegistry('what a synth wrote', (startRegistry) => {
  let registry: TestRegistry;
  let client: RegistryClient;
  beforeAll(async () => {
    registry = await startRegistry();
    client = new RegistryClient({ credentials: async () => undefined });
  });
  afterAll(async () => {
    client.close();
    await registry.stop();
  });

  /** Synthesises a workload of each format; no registry is asked. */
  async function synthesised(name: string, outputType: (typeof OUTPUTS)[number]) {
    const cwd = folderOf({
      '.git/HEAD': '',
      'app/hello.wasm': HELLO,
      'shop/hello.wasm': await component([], ['wasi:http/incoming-handler@0.2.3']),
      'shop/static/index.html': 'x'.repeat(500),
      'shop/spin.toml': spinToml('files = ["static/index.html"]'),
    });
    const app = new App({ outdir: join(cwd, 'dist'), yamlOutputType: YamlOutputType[outputType] });
    WasmPlatform.k3s().bind(app);
    const common = (format: string) => ({
      root: cwd,
      repository: `${registry.host}/${name}/${format}`,
      tag: '1.0.0',
    });
    const images = Object.fromEntries(
      [ImageFormat.ARTIFACT, ImageFormat.RUNWASI, ImageFormat.PLAIN].map((format) => [
        format,
        WasmImage.fromFile(join(cwd, 'app/hello.wasm'), { ...common(format), format }),
      ]),
    );
    const jobs = new Chart(app, 'jobs');
    for (const [format, image] of Object.entries(images)) new WasmJob(jobs, format, { name: format, image });
    const spin = WasmImage.fromSpin(join(cwd, 'shop/spin.toml'), common('spin'));
    new SpinApp(new Chart(app, 'shop'), 'Shop', { name: 'shop', image: spin });
    app.synth();
    return { cwd, records: [...Object.values(images), spin].map((image) => image.toSpec().record!) };
  }

  test.each(OUTPUTS)('as %s is pushed under the very digests that it names', async (outputType) => {
    const { cwd, records } = await synthesised(outputType.toLowerCase().replaceAll('_', '-'), outputType);
    expect((await cli(['push', '--dry-run', 'dist'], { cwd })).code).toBe(1);
    const { code, stdout } = await cli(['push', 'dist'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('4 images: 4 pushed') });
    for (const { repository, digest } of records) {
      const [host, ...path] = repository.split('/');
      const accept = 'application/vnd.oci.image.manifest.v1+json';
      const reply = await fetch(`http://${host}/v2/${path.join('/')}/manifests/1.0.0`, {
        headers: { accept },
      });
      expect(reply.headers.get('docker-content-digest')).toBe(digest);
    }
  });

  test('comes back byte for byte', async () => {
    const { cwd, records } = await synthesised('back', 'FILE_PER_CHART');
    expect(records.map(({ format }) => format)).toEqual(['artifact', 'runwasi', 'plain', 'spin']);
    expect((await cli(['push', 'dist'], { cwd })).code).toBe(0);
    for (const record of records) {
      const { image, blobs } = localImage(cwd, record);
      const pulled = await pullImage(`${record.repository}@${record.digest}`, { client });
      expect(Buffer.from(pulled.manifest.bytes).equals(image.manifest.bytes)).toBe(true);
      const files = blobs.map(({ digest, path }): [string, Buffer] => [digest, readFileSync(path)]);
      const made = [...image.blobs].map(([digest, pieces]): [string, Buffer] => [
        digest,
        Buffer.concat(pieces),
      ]);
      const local = new Map([...files, ...made]);
      expect([...pulled.blobs.keys()].sort()).toEqual([...local.keys()].sort());
      for (const [digest, bytes] of pulled.blobs)
        expect(local.get(digest)?.equals(Buffer.concat(bytes))).toBe(true);
    }
  });
});
