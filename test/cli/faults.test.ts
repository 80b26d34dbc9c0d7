import { createServer } from 'node:http';
import { RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Fault, type FaultyProxy, startProxy } from '../oci/proxy';
import { describeWithRegistry, type TestRegistry } from '../oci/registry';
import { listen } from '../oci/server';
import { HELLO, moduleOf } from '../oci/wasm';
import { cli, folderOf } from './cli';
import { deployment, recordOf, yaml } from './workloads';

/** For as long as anybody tries. */
const ALWAYS = 1000;

const status =
  (code: number, path = ''): Fault =>
  ({ request, response, pass }) => {
    if (!request.url?.includes(path)) return pass();
    request.resume();
    response.writeHead(code).end();
    return undefined;
  };

describeWithRegistry('push on a bad network', (startRegistry) => {
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

  /** A repository with two programs, to be pushed through a proxy. */
  async function project(name: string) {
    const proxy = await startProxy(registry.host);
    onTestFinished(() => proxy.stop());
    const cwd = folderOf({ 'app/hello.wasm': HELLO, 'app/stock.wasm': moduleOf(500_000, name.length) });
    const recordAt = (app: string) =>
      recordOf(cwd, `app/${app}.wasm`, { repository: `${proxy.host}/${name}/${app}`, tag: '1.4.0' });
    const [hello, stock] = [recordAt('hello'), recordAt('stock')];
    const input = yaml(deployment(hello), deployment(stock, 'stock'));
    /** What the registry has itself. */
    const held = async (app: string, reference: string) =>
      (await client.getManifest(`${registry.host}/${name}/${app}`, reference))?.digest;
    return { cwd, proxy, hello, stock, input, held };
  }

  test.each<[string, (proxy: FaultyProxy) => void]>([
    ['an upload is cut', (proxy) => proxy.inject('PUT upload', ({ pass }) => pass(100_000))],
    ['the registry is busy', (proxy) => proxy.inject('POST upload', status(503), 3)],
    ['too much is asked at once', (proxy) => proxy.inject('PUT manifest', status(429), 2)],
  ])('succeeds where %s for a while', async (title, inject) => {
    const { cwd, proxy, stock, input, held } = await project(`passing/${title.replaceAll(' ', '-')}`);
    inject(proxy);
    const { code, stderr } = await cli(['push', '-'], { cwd, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^pushing 2 images/) });
    expect(await held('stock', '1.4.0')).toBe(stock.digest);
  });

  test.each<[string, string, Fault]>([
    ['a blob', 'PUT upload', status(500, '/stock/')],
    ['a manifest', 'PUT manifest', status(400, '/stock/')],
    ['the right to write', 'POST upload', status(403, '/stock/')],
    [
      'the digest of a blob',
      'PUT upload',
      async ({ request, response, pass }) => {
        if (!request.url?.includes('/stock/')) return pass();
        request.resume();
        response.writeHead(201, { 'docker-content-digest': `sha256:${'0'.repeat(64)}` }).end();
      },
    ],
  ])('never calls done what the registry refuses: %s', async (title, what, fault) => {
    const { cwd, proxy, hello, stock, input, held } = await project(`refused/${title.replaceAll(' ', '-')}`);
    proxy.inject(what, fault, ALWAYS);
    const { code, stdout, stderr } = await cli(['push', '--json', '-'], { cwd, input });
    expect(code).toBe(1);
    expect(stderr).toContain(`error: ${stock.repository}@${stock.digest}: [${stock.repository}] `);
    expect(JSON.parse(stdout)).toMatchObject({
      complete: false,
      images: [
        { reference: `${hello.repository}@${hello.digest}`, tags: [{ tag: '1.4.0', state: 'unmoved' }] },
        {
          reference: `${stock.repository}@${stock.digest}`,
          state: 'failed',
          tags: [{ tag: '1.4.0', state: 'unmoved' }],
          error: expect.any(String),
        },
      ],
    });
    expect(await held('stock', stock.digest)).toBeUndefined();
    // No tag tells of a release that is not whole.
    expect(await held('hello', '1.4.0')).toBeUndefined();
    const dry = await cli(['push', '--dry-run', '-'], { cwd, input });
    expect(dry.code).toBe(1);
  });

  test('says of an image that is there why its tag was left alone', async () => {
    const { cwd, proxy, hello, input, held } = await project('left');
    proxy.inject('PUT manifest', status(403, '/stock/'), ALWAYS);
    const { code, stdout, stderr } = await cli(['push', '-'], { cwd, input });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^pushed +\S+\/left\/hello@\S+ {2}\(304 B sent, tag 1\.4\.0 not moved\)$/m);
    expect(stdout).toContain('2 images: 1 pushed, 1 failed; 2 not in the registry as the manifests want it');
    expect(stderr).toContain('its tags were left where they were, as another image is not in the registry');
    expect(await held('hello', hello.digest)).toBe(hello.digest);
  });

  test('fails where a tag cannot be moved', async () => {
    const { cwd, proxy, hello, input, held } = await project('immutable');
    proxy.inject('PUT manifest', status(409, '/manifests/1.4.0'), ALWAYS);
    const { code, stdout } = await cli(['push', '-'], { cwd, input });
    expect(code).toBe(1);
    expect(stdout).toContain('2 images: 2 pushed; 2 not in the registry as the manifests want it');
    expect(await held('hello', hello.digest)).toBe(hello.digest);
    expect(await held('hello', '1.4.0')).toBeUndefined();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('is ended by %s, and says what is not pushed', async (signal) => {
    const { cwd, proxy, input, held, stock } = await project(`ended/${signal.toLowerCase()}`);
    let end = (): void => undefined;
    // Uploads hang; the second signal would end it without a word.
    proxy.inject('PUT upload', () => end());
    proxy.inject('PUT upload', () => undefined, ALWAYS);
    const { code, stdout, stderr } = await cli(['push', '-'], {
      cwd,
      input,
      onStart: (child) => {
        end = () => void child.kill(signal);
      },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`ended by ${signal}`);
    expect(stdout).toContain('2 images: 2 failed');
    expect(await held('stock', stock.digest)).toBeUndefined();
  });
});

describe('push', () => {
  test('to a registry that is down says so of all of its images, and asks it for one alone', async () => {
    const { host, stop } = await listen(createServer());
    await stop();
    const cwd = folderOf({ 'app/hello.wasm': HELLO });
    const records = Array.from({ length: 30 }, (_, index) =>
      recordOf(cwd, 'app/hello.wasm', { repository: `${host}/down/app-${index}` }),
    );
    const input = yaml(...records.map((record, index) => deployment(record, `app-${index}`)));
    const { code, stdout, stderr } = await cli(['push', '-', '--jobs', '1'], { cwd, input });
    expect(code).toBe(1);
    expect(stdout).toContain('30 images: 30 failed');
    expect(stderr.match(/ECONNREFUSED/g)).toHaveLength(30);
    expect(stderr).toContain('fix: see that the repository names the right host and port');
    expect(new Set(stderr.match(/\[\S+\] HEAD/g))).toHaveLength(1);
  });
});
