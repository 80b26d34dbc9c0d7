import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pullImage, RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ImageFormat } from '../../src/artifact/image-format';
import { describeWithRegistry, type TestRegistry } from '../oci/registry';
import { HELLO, moduleOf } from '../oci/wasm';
import { cli, folderOf, put } from './cli';
import { deployment, recordOf, referenceOf, yaml } from './workloads';

describeWithRegistry('push', (startRegistry) => {
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

  /** A repository with two programs and their manifests, under names of its own. */
  function project(name: string) {
    const cwd = folderOf({
      '.git/HEAD': '',
      'app/hello.wasm': HELLO,
      'app/stock.wasm': moduleOf(200_000, name.length),
    });
    const at = (path: string) => `${registry.host}/${name}/${path}`;
    const hello = recordOf(cwd, 'app/hello.wasm', { repository: at('hello'), tag: '1.4.0' });
    const stock = recordOf(cwd, 'app/stock.wasm', { repository: at('stock'), format: ImageFormat.RUNWASI });
    const manifests = {
      'dist/hello.k8s.yaml': yaml(deployment(hello)),
      'dist/deep/stock.json': JSON.stringify(deployment(stock, 'stock')),
    };
    put(cwd, manifests);
    return { cwd, at, hello, stock, manifests };
  }

  const has = async (repository: string, reference: string) =>
    (await client.getManifest(repository, reference))?.digest;

  test('brings everything that a folder names into the registry, and then has nothing to do', async () => {
    const { cwd, hello, stock } = project('folder');
    const first = await cli(['push', 'dist'], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: 'pushing 2 images, 200.5 kB\n' });
    expect(first.stdout.split('\n')).toEqual([
      expect.stringMatching(
        new RegExp(`^pushed +${stock.repository}@${stock.digest} {2}\\(200\\.\\d kB sent\\)$`),
      ),
      expect.stringMatching(
        new RegExp(`^pushed +${hello.repository}@${hello.digest} {2}\\(304 B sent, tag 1\\.4\\.0 moved\\)$`),
      ),
      '2 images: 2 pushed; all is in the registry',
      '',
    ]);
    expect(await has(hello.repository, '1.4.0')).toBe(hello.digest);
    expect(await has(stock.repository, stock.digest)).toBe(stock.digest);
    const second = await cli(['push', 'dist'], { cwd });
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('2 images: 2 present; all is in the registry');
  });

  test.each<[string, string[], (cwd: string, text: string) => void]>([
    ['a file', ['web.yaml'], (cwd, text) => put(cwd, { 'web.yaml': text })],
    ['several', ['web.yaml', 'dist/deep'], (cwd, text) => put(cwd, { 'web.yaml': text })],
    ['standard input', ['-'], () => undefined],
    [
      'a Helm chart',
      ['chart'],
      (cwd, text) => put(cwd, { 'chart/Chart.yaml': 'name: chart\n', 'chart/templates/web.k8s.yaml': text }),
    ],
    [
      'a packed Helm chart',
      ['chart-1.0.0.tgz'],
      (cwd, text) => {
        put(cwd, { 'chart/Chart.yaml': 'name: chart\n', 'chart/templates/web.k8s.yaml': text });
        execFileSync('tar', ['-czf', 'chart-1.0.0.tgz', 'chart'], { cwd });
      },
    ],
  ])('reads %s', async (name, args, prepare) => {
    const { cwd, hello, manifests } = project(`read/${name.toLowerCase().replaceAll(' ', '-')}`);
    const input = manifests['dist/hello.k8s.yaml'];
    prepare(cwd, input);
    const { code, stderr } = await cli(['push', ...args], { cwd, input });
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/^pushing /) });
    expect(await has(hello.repository, '1.4.0')).toBe(hello.digest);
  });

  test('finds the files from a folder in the repository, and where it is told to', async () => {
    const { cwd, hello } = project('root');
    mkdirSync(join(cwd, 'infra'));
    expect((await cli(['push', '../dist'], { cwd: join(cwd, 'infra') })).code).toBe(0);
    const elsewhere = folderOf({ 'web.yaml': yaml(deployment(hello)) });
    const lost = await cli(['push', 'web.yaml'], { cwd: elsewhere });
    expect(lost.code).toBe(1);
    expect(lost.stderr).toContain('or say with --root where the paths of the records begin');
    expect((await cli(['push', 'web.yaml', '--root', cwd], { cwd: elsewhere })).code).toBe(0);
  });

  test('in a dry run tells what is missing, and leaves the registry as it is', async () => {
    const { cwd, hello, stock } = project('dry');
    const before = await cli(['push', '--dry-run', 'dist'], { cwd });
    expect(before).toMatchObject({ code: 1, stderr: '' });
    expect(before.stdout).toContain(
      `missing  ${hello.repository}@${hello.digest}  (304 B to send, tag 1.4.0 to be moved)`,
    );
    expect(before.stdout).toContain(
      '2 images: 2 missing; 2 not in the registry as the manifests want it (dry run)',
    );
    expect(await has(hello.repository, hello.digest)).toBeUndefined();
    expect(await has(stock.repository, stock.digest)).toBeUndefined();
    expect((await cli(['push', 'dist'], { cwd })).code).toBe(0);
    const after = await cli(['push', '--dry-run', 'dist'], { cwd });
    expect(after).toMatchObject({ code: 0, stderr: '' });
    expect(after.stdout).toContain('2 images: 2 present; all is in the registry');
  });

  test('in a dry run tells of a tag that stands for another image', async () => {
    const { cwd, hello } = project('tag');
    expect((await cli(['push', 'dist'], { cwd })).code).toBe(0);
    const other = recordOf(cwd, 'app/stock.wasm', { repository: hello.repository, tag: '1.4.0' });
    put(cwd, { 'other.yaml': yaml(deployment(other)) });
    expect((await cli(['push', 'other.yaml'], { cwd })).code).toBe(0);
    const { code, stdout } = await cli(['push', '--dry-run', 'dist/hello.k8s.yaml'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain(`present  ${hello.repository}@${hello.digest}  (tag 1.4.0 to be moved)`);
    expect((await cli(['push', 'dist'], { cwd })).code).toBe(0);
    expect(await has(hello.repository, '1.4.0')).toBe(hello.digest);
  });

  test('as JSON is one document that says all of it', async () => {
    const { cwd, hello } = project('json');
    const { code, stdout } = await cli(['push', '--json', 'dist/hello.k8s.yaml'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      complete: true,
      dryRun: false,
      root: cwd,
      images: [
        {
          reference: `${hello.repository}@${hello.digest}`,
          repository: hello.repository,
          digest: hello.digest,
          state: 'pushed',
          path: 'app/hello.wasm',
          format: 'artifact',
          size: 304,
          sent: 304,
          blobs: [
            { digest: expect.stringMatching(/^sha256:/), size: HELLO.length, state: 'uploaded' },
            { digest: expect.stringMatching(/^sha256:/), size: 304 - HELLO.length, state: 'uploaded' },
          ],
          tags: [{ tag: '1.4.0', state: 'moved' }],
          objects: [
            { file: 'dist/hello.k8s.yaml', document: 1, kind: 'Deployment', namespace: '', name: 'hello' },
          ],
        },
      ],
      problems: [],
      warnings: [],
    });
  });

  test('is silent where it is asked to be', async () => {
    const { cwd } = project('quiet');
    expect(await cli(['push', '-q', 'dist'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each<[string, (cwd: string) => void, RegExp]>([
    [
      'that has changed since the synth',
      (cwd) => writeFileSync(join(cwd, 'app/stock.wasm'), moduleOf(200_000, 99)),
      /path "app\/stock\.wasm": the file has changed since the synth: the manifest names sha256:\w+, and it is sha256:\w+ now; fix: synth again/,
    ],
    [
      'that is no WebAssembly any more',
      (cwd) => writeFileSync(join(cwd, 'app/stock.wasm'), 'not found'),
      /path "app\/stock\.wasm": no image can be made of it any more: /,
    ],
    [
      'that is gone',
      (cwd) => rmSync(join(cwd, 'app/stock.wasm')),
      /path "app\/stock\.wasm": no such file below .*; fix: build it/,
    ],
  ])('refuses a file %s, and pushes nothing of all', async (_, change, message) => {
    const { cwd, hello } = project('changed');
    change(cwd);
    for (const args of [
      ['push', 'dist'],
      ['push', '--dry-run', 'dist'],
    ]) {
      const { code, stdout, stderr } = await cli(args, { cwd });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^error: \[dist\/deep\/stock\.json, document 1: Deployment stock\] wasmcd\.dev\/artifact /,
      );
      expect(stderr).toMatch(message);
      expect(stdout).toContain(`untried  ${hello.repository}@${hello.digest}`);
      expect(stdout).toContain('1 refused');
    }
    expect(await has(hello.repository, hello.digest)).toBeUndefined();
    const { code, stdout } = await cli(['push', '--json', 'dist'], { cwd });
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      report: {
        complete: false,
        images: [{ state: 'untried' }],
        problems: [
          { message: expect.stringMatching(message), place: { file: 'dist/deep/stock.json', name: 'stock' } },
        ],
      },
    });
  });

  test('refuses a record whose digest is another', async () => {
    const { cwd, hello } = project('digest');
    const wrong = { ...hello, digest: `sha256:${'0'.repeat(64)}` };
    const { code, stderr } = await cli(['push', '-'], { cwd, input: yaml(deployment(wrong)) });
    expect(code).toBe(1);
    expect(stderr).toContain(`the manifest names ${wrong.digest}, and it is ${hello.digest} now`);
    expect(await has(hello.repository, '1.4.0')).toBeUndefined();
  });

  test('refuses a tag that is to stand for two images', async () => {
    const { cwd, hello } = project('contended');
    const other = recordOf(cwd, 'app/stock.wasm', { repository: hello.repository, tag: '1.4.0' });
    const input = yaml(deployment(hello), deployment(other, 'other'));
    const { code, stderr } = await cli(['push', '-'], { cwd, input });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `[standard input, document 2: Deployment other] tag "${hello.repository}:1.4.0": the tag is to stand for ${other.digest} here`,
    );
    expect(await has(hello.repository, '1.4.0')).toBeUndefined();
  });

  test('tells of a workload that pulls the image from another repository', async () => {
    const { cwd, hello } = project('mirror');
    const image = `mirror.example.com/acme/hello@${hello.digest}`;
    const { code, stderr } = await cli(['push', '-q', '-'], {
      cwd,
      input: yaml(deployment(hello, 'hello', image)),
    });
    expect(code).toBe(0);
    expect(stderr).toBe(
      `warning: [standard input, document 1: Deployment hello] image ${JSON.stringify(image)}: it is pushed to ${hello.repository}, and this pulls it from another repository\n`,
    );
  });

  test('pushes an image once that many objects name, under all of its tags', async () => {
    const { cwd, hello } = project('many');
    const tagged = ['1.4.0', '1.4', '1'].map((tag) => ({ ...hello, tag }));
    const input = yaml(
      ...[...tagged, ...tagged].map((record, index) => deployment(record, `hello-${index}`)),
    );
    const { code, stdout } = await cli(['push', '--json', '-'], { cwd, input });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).images).toMatchObject([
      { tags: tagged.map(({ tag }) => ({ tag, state: 'moved' })), objects: { length: 6 } },
    ]);
    expect((await client.tags(hello.repository)).sort()).toEqual(['1', '1.4', '1.4.0']);
  });

  test('sends bytes once that several images and repositories have', async () => {
    const { cwd, at } = project('shared');
    const made = ['one', 'two', 'three'].flatMap((name) =>
      [ImageFormat.ARTIFACT, ImageFormat.RUNWASI].map((format) =>
        recordOf(cwd, 'app/stock.wasm', { repository: at(name), format }),
      ),
    );
    const input = yaml(...made.map((record, index) => deployment(record, `app-${index}`)));
    const { code, stdout } = await cli(['push', '--json', '--jobs', '2', '-'], { cwd, input });
    expect(code).toBe(0);
    const blobs: { size: number; state: string }[] = JSON.parse(stdout).images.flatMap(
      (image: { blobs: object[] }) => image.blobs,
    );
    const states = blobs.filter(({ size }) => size === 200_000).map(({ state }) => state);
    expect(states.sort()).toEqual(['existing', 'existing', 'existing', 'mounted', 'mounted', 'uploaded']);
  });

  test('is safe where several push the same at once', async () => {
    const { cwd, hello, stock } = project('raced');
    const runs = await Promise.all(Array.from({ length: 4 }, () => cli(['push', 'dist'], { cwd })));
    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array.from({ length: 4 }, () => ({ code: 0, stderr: 'pushing 2 images, 200.5 kB\n' })),
    );
    expect(await has(hello.repository, '1.4.0')).toBe(hello.digest);
    const pulled = await pullImage(referenceOf(stock), { client });
    const [wasm = Buffer.alloc(0)] = pulled.blobs.get(pulled.layers[0].digest) ?? [];
    expect(moduleOf(200_000, 'raced'.length).equals(wasm)).toBe(true);
  });
});
