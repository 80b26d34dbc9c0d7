import { createServer, type Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { imageResource } from '../../provider/src/image';

const URN = 'urn:pulumi:test::engine::cdk8s-wasm:index:WasmImage::api-image';
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const DIGEST = `sha256:${'a'.repeat(64)}`;

/** A secret as it stands in the protocol of the engine. */
const secret = (value: unknown) => ({ [SIGNATURE]: '1b47061264138c4ac30d75fd1eb44270', value });

const inputs = (repository: unknown, digest = DIGEST) => ({
  repository,
  digest,
  source: { path: 'hello.wasm', format: 'artifact' },
  root: '.',
  registry: secret({ username: 'ada', password: secret('s3cret') }),
});

/** A registry that answers everything with one code, and the headers in which it was asked. */
async function answering(
  code: number,
  act: (host: string) => Promise<void>,
): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const server: Server = createServer(({ headers, url }, response) => {
    asked.push(headers.authorization);
    if (url === '/v2/' || headers.authorization !== undefined) response.writeHead(code);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await act(`127.0.0.1:${Object(server.address()).port}`);
    return asked;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the resource of an image that is pushed', () => {
  it('gives inputs back as they came, with their secrets', async () => {
    const given = inputs('ghcr.io/acme/hello');
    expect(await imageResource.check(URN, {}, given)).toEqual({ inputs: given, failures: [] });
  });

  it('refuses a repository that is none', async () => {
    const { failures } = await imageResource.check(URN, {}, inputs('ghcr.io/Acme/hello'));
    expect(failures).toEqual([{ property: 'repository', reason: expect.stringContaining('Acme') }]);
  });

  it('is another one with another digest or repository, be it a secret or not', async () => {
    const before = inputs(secret('ghcr.io/acme/hello'));
    const diff = (news: object) => imageResource.diff('id', URN, before, news);
    expect(await diff(inputs('ghcr.io/acme/hello'))).toMatchObject({ changes: false, replaces: [] });
    expect(await diff(inputs('ghcr.io/acme/other'))).toMatchObject({ replaces: ['repository'] });
    expect(await diff(inputs('ghcr.io/acme/hello', `sha256:${'b'.repeat(64)}`))).toMatchObject({
      replaces: ['digest'],
    });
  });

  it('is gone for a refresh where the registry has it no more, which is asked with the credentials', async () => {
    const asked = await answering(404, async (host) => {
      const found = await imageResource.read('id', URN, inputs(`${host}/acme/hello`));
      expect(found).toEqual({ id: '', props: {} });
    });
    expect(asked).toContain(`Basic ${Buffer.from('ada:s3cret').toString('base64')}`);
  });

  it('cannot be imported', async () => {
    await expect(imageResource.read('id', URN, {})).rejects.toThrow('id: an image cannot be imported');
  });

  it('stays in the registry when the stack goes', async () => {
    const asked = await answering(500, (host) =>
      imageResource.delete('id', URN, inputs(`${host}/acme/hello`)),
    );
    expect(asked).toEqual([]);
  });
});
