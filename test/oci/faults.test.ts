import { createServer } from 'node:http';
import { bytesSource, packWasm, pullImage, pushArtifact, RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Fault, type FaultyProxy, startProxy } from './proxy';
import { describeWithRegistry, type TestRegistry } from './registry';
import { listen } from './server';
import { moduleOf } from './wasm';

const cut: Fault = ({ request }) => {
  request.socket.destroy();
};

/** Cuts the connections when so many bytes have reached the registry. */
const cutAfter =
  (bytes: number): Fault =>
  ({ pass }) =>
    pass(bytes);

/** Lets the registry do it, and cuts the connection before it can say so. */
const cutAnswer: Fault = async ({ answer, request }) => {
  await answer();
  request.socket.destroy();
};

const status =
  (code: number, headers: { [name: string]: string } = {}, body = ''): Fault =>
  ({ request, response }) => {
    request.resume();
    response.writeHead(code, headers).end(body);
  };

describeWithRegistry('on a bad network', (startRegistry) => {
  let registry: TestRegistry;
  let direct: RegistryClient;
  let proxy: FaultyProxy;
  let client: RegistryClient;
  /** How long was waited, in milliseconds. */
  let waits: number[];
  let number = 0;

  beforeAll(async () => {
    registry = await startRegistry();
    direct = new RegistryClient({ credentials: async () => undefined });
  });
  afterAll(async () => {
    direct.close();
    await registry.stop();
  });
  beforeEach(async () => {
    waits = [];
    number += 1;
    proxy = await startProxy(registry.host);
    client = new RegistryClient({
      credentials: async () => undefined,
      chunkSize: 100_000,
      retry: { attempts: 4, wait: async (ms) => void waits.push(ms) },
    });
    onTestFinished(async () => {
      client.close();
      await proxy.stop();
    });
  });

  const path = () => `faults/app-${number}`;
  /** The layer goes first, so that it is the layer that a fault strikes. */
  const push = (size: number) => {
    const artifact = packWasm(moduleOf(size, number));
    return {
      artifact,
      pushed: pushArtifact(`${proxy.host}/${path()}:1.0.0`, artifact, { client, parallel: 1 }),
    };
  };
  const pushedTags = () => direct.tags(`${registry.host}/${path()}`);
  const expectWhole = async (size: number) => {
    const { artifact, pushed } = push(size);
    await pushed;
    const { blobs } = await pullImage(`${registry.host}/${path()}:1.0.0`, { client: direct });
    const [bytes = Buffer.alloc(0)] = blobs.get(artifact.image.layers[0].digest) ?? [];
    expect(moduleOf(size, number).equals(bytes)).toBe(true);
  };

  describe('an artifact arrives whole', () => {
    test.each<[string, string, Fault, number]>([
      ['before the registry looks for a blob', 'HEAD blob', cut, 1000],
      ['before an upload is opened', 'POST upload', cut, 1000],
      ['when an upload was opened', 'POST upload', cutAnswer, 1000],
      ['within a blob that goes in one piece', 'PUT upload', cutAfter(500), 1000],
      ['when a blob has arrived', 'PUT upload', cutAnswer, 1000],
      ['before a part of a blob', 'PATCH upload', cut, 450_000],
      ['within a part of a blob', 'PATCH upload', cutAfter(30_000), 450_000],
      ['when a part of a blob has arrived', 'PATCH upload', cutAnswer, 450_000],
      ['when the last part of a blob has arrived', 'PUT upload', cutAnswer, 450_000],
      ['before the manifest', 'PUT manifest', cut, 1000],
      ['when the manifest has arrived', 'PUT manifest', cutAnswer, 1000],
    ])('when the connection is reset %s', async (_, what, fault, size) => {
      proxy.inject(what, fault);
      await expectWhole(size);
      expect(waits).toHaveLength(1);
    });

    test.each([
      ['HEAD blob', 1000],
      ['POST upload', 1000],
      ['PUT upload', 1000],
      ['PATCH upload', 450_000],
      ['PUT manifest', 1000],
    ])('when %s is answered with 500, 502 and 503', async (what, size) => {
      for (const code of [500, 502, 503]) proxy.inject(what, status(code));
      await expectWhole(size);
      expect(waits).toHaveLength(3);
    });

    test('when a part in the middle is reset again and again, as long as it gets on', async () => {
      for (let left = 0; left < 4; left++) {
        proxy.inject('PATCH upload', ({ pass }) => pass(), 1);
        proxy.inject('PATCH upload', cut);
      }
      await expectWhole(850_000);
    });

    test('when the registry takes no parts', async () => {
      proxy.inject('PATCH upload', status(405), 99);
      await expectWhole(450_000);
    });

    test('when the registry loses an upload', async () => {
      const lost = status(404, {}, '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN","message":"unknown"}]}');
      proxy.inject('PATCH upload', ({ pass }) => pass());
      proxy.inject('PATCH upload', lost);
      await expectWhole(450_000);
    });

    test('when the registry asks for larger parts', async () => {
      proxy.inject(
        'POST upload',
        async ({ answer, response }) => {
          const { status: code, headers } = await answer();
          response.writeHead(code, { ...headers, 'oci-chunk-min-length': '200000' }).end();
        },
        9,
      );
      await expectWhole(450_000);
      expect(proxy.log.filter((what) => what === 'PATCH upload')).toHaveLength(3);
    });
  });

  test('it waits as long as the registry asks for', async () => {
    proxy.inject('HEAD blob', status(429, { 'retry-after': '7' }));
    await push(1000).pushed;
    expect(waits).toEqual([7000]);
  });

  test('it does not wait for ever', async () => {
    proxy.inject('PUT manifest', status(429, { 'retry-after': '86400' }));
    await expect(push(1000).pushed).rejects.toMatchObject({ status: 429, retryAfterMs: 86_400_000 });
    expect(waits).toEqual([]);
    expect(await pushedTags()).toEqual([]);
  });

  describe('a push that fails is no push:', () => {
    test.each<[string, string, Fault, number, string | RegExp]>([
      ['the registry is down', 'HEAD blob', status(503), 1000, 'the answer is 503'],
      ['every connection is reset', 'PUT upload', cut, 1000, /ECONNRESET|socket hang up/],
      ['no part arrives', 'PATCH upload', cut, 450_000, /ECONNRESET|socket hang up/],
      ['the blob is refused', 'PUT upload', status(413), 1000, 'the answer is 413'],
      ['the manifest is refused', 'PUT manifest', status(403), 1000, 'the answer is 403'],
      [
        'the registry holds other bytes of a blob',
        'PUT upload',
        status(201, { location: '/x', 'docker-content-digest': `sha256:${'0'.repeat(64)}` }),
        1000,
        `the registry holds it as sha256:${'0'.repeat(64)}`,
      ],
      [
        'the registry holds another manifest',
        'PUT manifest',
        status(201, { location: '/x', 'docker-content-digest': `sha256:${'0'.repeat(64)}` }),
        1000,
        `the registry holds it as sha256:${'0'.repeat(64)}`,
      ],
      [
        'the registry says that it has the manifest, and has none',
        'PUT manifest',
        status(201, { location: '/x' }),
        1000,
        'the registry holds nothing',
      ],
      [
        'the registry says that it has the blob, and has none',
        'PUT upload',
        status(201, { location: '/x' }),
        1000,
        'MANIFEST_BLOB_UNKNOWN',
      ],
    ])('%s', async (_, what, fault, size, message) => {
      proxy.inject(what, fault, 99);
      await expect(push(size).pushed).rejects.toThrow(message);
      expect(await pushedTags()).toEqual([]);
    });
  });

  describe('what is pulled is what was asked for:', () => {
    const pushed = async () => {
      const { artifact, pushed: done } = push(5000);
      await done;
      return { artifact, pull: () => pullImage(`${proxy.host}/${path()}:1.0.0`, { client }) };
    };
    const truncated: Fault = async ({ answer, response }) => {
      const { status: code, headers, body } = await answer();
      response.writeHead(code, headers);
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
    };
    const short: Fault = async ({ answer, response }) => {
      const { status: code, headers, body } = await answer();
      const half = body.subarray(0, body.length / 2);
      response.writeHead(code, { ...headers, 'content-length': half.length }).end(half);
    };
    const others: Fault = async ({ answer, response }) => {
      const { status: code, headers, body } = await answer();
      response.writeHead(code, headers).end(Buffer.alloc(body.length, 1));
    };
    const more: Fault = async ({ answer, response }) => {
      const { status: code, headers, body } = await answer();
      const longer = Buffer.concat([body, body]);
      response.writeHead(code, { ...headers, 'content-length': longer.length }).end(longer);
    };

    test.each([
      ['GET blob', truncated],
      ['GET manifest', truncated],
      ['GET blob', short],
    ])('a %s that breaks off is fetched again', async (what, fault) => {
      const { artifact, pull } = await pushed();
      proxy.inject(what, fault, 2);
      expect((await pull()).manifest.digest).toBe(artifact.image.manifest.digest);
    });

    test.each<[string, Fault, string | RegExp]>([
      ['GET blob', truncated, /aborted|ECONNRESET/],
      ['GET blob', short, /it broke off after \d+ of \d+ bytes/],
      ['GET blob', others, 'the registry sent other bytes, whose digest is sha256:'],
      ['GET blob', more, /the answer has more than \d+ bytes/],
      ['GET manifest', others, 'the registry sent other bytes, whose digest is sha256:'],
    ])('a %s of other bytes is refused', async (what, fault, message) => {
      const { pull } = await pushed();
      proxy.inject(what, fault, 99);
      await expect(pull()).rejects.toThrow(message);
    });
  });

  test('credentials do not go along with a redirect to another host', async () => {
    const source = bytesSource('moved', moduleOf(1000, number));
    const seen: (string | undefined)[] = [];
    const storage = await listen(
      createServer((request, response) => {
        seen.push(request.headers.authorization);
        response.end(moduleOf(1000, number));
      }),
    );
    onTestFinished(() => storage.stop());
    const asked: (string | undefined)[] = [];
    proxy.inject('GET blob', status(401, { 'www-authenticate': 'Basic realm="test"' }));
    proxy.inject('GET blob', ({ request, response }) => {
      asked.push(request.headers.authorization);
      response.writeHead(307, { location: `${storage.origin}/elsewhere` }).end();
    });
    const credentials = async () => ({ kind: 'password' as const, username: 'ada', password: 's3cret' });
    const known = new RegistryClient({ credentials });
    onTestFinished(() => known.close());
    const pulled = await known.pullBlob(`${proxy.host}/${path()}`, source);
    expect(moduleOf(1000, number).equals(pulled)).toBe(true);
    expect(asked).toEqual([`Basic ${Buffer.from('ada:s3cret').toString('base64')}`]);
    expect(seen).toEqual([undefined]);
  });

  test('a circle of redirects comes to an end', async () => {
    proxy.inject('GET blob', status(307, { location: '/v2/a/blobs/b' }), 99);
    const source = bytesSource('circle', moduleOf(100));
    await expect(client.pullBlob(`${proxy.host}/${path()}`, source)).rejects.toThrow('more than 5 redirects');
  });
});
