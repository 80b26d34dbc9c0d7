import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { ImageFormat, WasmImage, WasmPlatform } from 'cdk8s-wasm';
import * as wasm from 'cdk8s-wasm/pulumi';
import { afterAll, describe, expect, it } from 'vitest';
import { HELLO } from '../oci/wasm';
import { known, record, secret, unknownOutput } from './monitor';

const root = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-image-'));
const file = join(root, 'hello.wasm');
writeFileSync(file, HELLO);
afterAll(() => rmSync(root, { recursive: true }));

const repository = 'ghcr.io/acme/hello';
const { digest } = WasmImage.fromFile(file, { repository, root }).toSpec();
const platform = WasmPlatform.k3s();

describe('an image of a local file', () => {
  it('is a resource with the digest that is computed when the program runs', async () => {
    const recording = await record(() => {
      const registry = { username: 'ada', password: pulumi.output('s3cret') };
      new wasm.WasmImage('hello', { file, repository, root, tag: '1.0', registry });
    });
    expect(recording.get('hello')).toMatchObject({
      type: 'pulumi-nodejs:dynamic/cdk8s-wasm:WasmImage',
      custom: true,
      inputs: {
        repository,
        digest,
        tag: '1.0',
        source: { path: 'hello.wasm', format: ImageFormat.ARTIFACT },
        // No path of this machine: another one may run the next update.
        root: relative(process.cwd(), root),
        registry: secret({ username: 'ada', password: 's3cret' }),
      },
      secretOutputs: ['registry'],
    });
  });

  it('is what a workload runs, which waits for the push', async () => {
    const recording = await record(() => {
      const image = new wasm.WasmImage('hello', {
        file,
        repository,
        root,
        pullSecrets: [pulumi.output('pull')],
      });
      new wasm.WasmJob('job', { name: 'job', image, platform });
    });
    const job = recording.get('job/Job');
    expect(job.dependencies).toContain('hello');
    const pod = Object(job.inputs.spec).template.spec;
    expect(pod.containers[0].image).toBe(`${repository}@${digest}`);
    expect(pod.imagePullSecrets).toEqual([{ name: 'pull' }]);
    expect(recording.get('job').outputs).toMatchObject({
      imageReference: `${repository}@${digest}`,
      imageDigest: digest,
    });
  });

  it('may go to a repository that the stack makes', async () => {
    const recording = await record(
      () => {
        const image = new wasm.WasmImage('hello', { file, repository: unknownOutput<string>(), root });
        new wasm.WasmJob('job', { name: 'job', image, platform });
      },
      { preview: true },
    );
    expect(recording.get('hello').inputs).toMatchObject({ repository: '<unknown>', digest });
    expect(Object(recording.get('job/Job').inputs.spec).template.spec.containers[0].image).toBe('<unknown>');
  });

  it('tells its reference', async () => {
    await record(async () => {
      const image = new wasm.WasmImage('hello', { file, repository, root });
      expect(await known(image.reference)).toBe(`${repository}@${digest}`);
    });
  });

  it('is refused like that of a construct', async () => {
    const recording = await record(() => {
      expect(() => new wasm.WasmImage('hello', { file: join(root, 'gone.wasm'), repository, root })).toThrow(
        /gone\.wasm.*no such file/,
      );
      expect(() => new wasm.WasmImage('hello', { file, repository: 'UPPER', root })).toThrow(
        '[WasmImage] repository "UPPER"',
      );
      expect(() => new wasm.WasmImage('hello', { file, repository, root, profile: 'debug' })).toThrow(
        '[WasmImage] profile "debug": no such field',
      );
    });
    expect(recording.names).toEqual([]);
  });
});
