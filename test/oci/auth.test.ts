import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Credentials, packWasm, pullImage, pushArtifact, RegistryClient } from 'cdk8s-wasm/oci';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { certificate } from './certificate';
import { describeWithRegistry, htpasswd, scratch, type TestRegistry, tlsIn, USER } from './registry';
import { startTokenServer, type TokenServer } from './token-server';
import { moduleOf } from './wasm';

function clientWith(credentials: Credentials | undefined, options: object = {}): RegistryClient {
  const client = new RegistryClient({ credentials: async () => credentials, ...options });
  onTestFinished(() => client.close());
  return client;
}

const ADA: Credentials = { kind: 'password', ...USER };

describeWithRegistry('a registry that asks for a password', (startRegistry) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    const folder = scratch();
    registry = await startRegistry({ auth: htpasswd(folder) }, folder);
  });
  afterAll(() => registry.stop());

  test('takes artifacts from who knows it', async () => {
    const reference = `${registry.host}/basic/app:1.0.0`;
    const client = clientWith(ADA);
    const { digest } = await pushArtifact(reference, packWasm(moduleOf(1000, 1)), { client });
    expect((await pullImage(reference, { client })).manifest.digest).toBe(digest);
  });

  test('takes the password that docker login left', async () => {
    const folder = scratch();
    const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
    const before = process.env.DOCKER_CONFIG;
    process.env.DOCKER_CONFIG = folder;
    onTestFinished(() => {
      if (before === undefined) delete process.env.DOCKER_CONFIG;
      else process.env.DOCKER_CONFIG = before;
      rmSync(folder, { recursive: true });
    });
    await pushArtifact(`${registry.host}/basic/file:1.0.0`, packWasm(moduleOf(1000, 2)));
  });

  test.each([
    ['nobody', undefined],
    ['who has a wrong one', { kind: 'password', username: 'ada', password: 'wrong-password' }],
    ['who has a token alone', { kind: 'identity-token', token: 'wrong-password' }],
  ] as const)('refuses %s, and the message does not give the password away', async (_, credentials) => {
    const client = clientWith(credentials);
    const pushed = pushArtifact(`${registry.host}/basic/refused`, packWasm(moduleOf(1000, 3)), { client });
    const error = await pushed.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ status: 401, transient: false });
    expect(String(error)).toContain(`fix: docker login ${registry.host}`);
    expect(String(error)).not.toContain('wrong-password');
  });
});

describeWithRegistry('a registry with a token server', (startRegistry) => {
  let registry: TestRegistry;
  let tokens: TokenServer;
  beforeAll(async () => {
    const folder = scratch();
    tokens = await startTokenServer(folder);
    registry = await startRegistry({ auth: tokens.auth }, folder);
  });
  afterAll(async () => {
    await registry.stop();
    await tokens.stop();
  });
  beforeEach(() => {
    tokens.requests.length = 0;
    tokens.allow = () => true;
    tokens.lifetime = 300;
  });

  test('is shown one token for all of a push, and another for a pull', async () => {
    const reference = `${registry.host}/token/app:1.0.0`;
    const client = clientWith(ADA);
    const { digest } = await pushArtifact(reference, packWasm(moduleOf(1000, 4)), { client });
    expect((await pullImage(reference, { client })).manifest.digest).toBe(digest);
    const basic = `Basic ${Buffer.from(`${USER.username}:${USER.password}`).toString('base64')}`;
    expect(tokens.requests).toMatchObject([
      { method: 'GET', authorization: basic, scopes: ['repository:token/app:pull,push'] },
      { method: 'GET', authorization: basic, scopes: ['repository:token/app:pull'] },
    ]);
    expect(tokens.requests[0].parameters.service).toBe('test-registry');
  });

  test('is asked with a token of nobody where there are no credentials', async () => {
    const client = clientWith(undefined);
    await pushArtifact(`${registry.host}/token/open:1.0.0`, packWasm(moduleOf(1000, 5)), { client });
    expect(tokens.requests).toMatchObject([{ method: 'GET', authorization: undefined }]);
  });

  test('is asked for the right to read what is mounted', async () => {
    const client = clientWith(ADA);
    const artifact = packWasm(moduleOf(1000, 6));
    await pushArtifact(`${registry.host}/token/from`, artifact, { client });
    const mountFrom = `${registry.host}/token/from`;
    const { blobs } = await pushArtifact(`${registry.host}/token/to`, artifact, { client, mountFrom });
    expect(Object.values(blobs)).toEqual(['mounted', 'mounted']);
    expect(tokens.requests.map(({ scopes }) => scopes)).toContainEqual([
      'repository:token/to:pull,push',
      'repository:token/from:pull',
    ]);
  });

  test('is given an identity token by POST', async () => {
    const client = clientWith({ kind: 'identity-token', token: 'long-lived' });
    await pushArtifact(`${registry.host}/token/identity`, packWasm(moduleOf(1000, 7)), { client });
    expect(tokens.requests).toMatchObject([
      {
        method: 'POST',
        authorization: undefined,
        scopes: ['repository:token/identity:pull,push'],
        parameters: { grant_type: 'refresh_token', refresh_token: 'long-lived', service: 'test-registry' },
      },
    ]);
  });

  test('is shown a new token when the old one has ended', async () => {
    tokens.lifetime = 0;
    const client = clientWith(ADA);
    const { digest } = await pushArtifact(`${registry.host}/token/short`, packWasm(moduleOf(1000, 8)), {
      client,
    });
    expect((await pullImage(`${registry.host}/token/short@${digest}`, { client })).manifest.digest).toBe(
      digest,
    );
  });

  test('refuses whom the token server does not know', async () => {
    tokens.allow = () => false;
    const client = clientWith(ADA);
    const pushed = pushArtifact(`${registry.host}/token/refused`, packWasm(moduleOf(1000, 9)), { client });
    await expect(pushed).rejects.toThrow(
      /^\[127\.0\.0\.1:\d+\] token: the answer is 401 UNAUTHORIZED: who are you/,
    );
  });

  test('is not sent bytes by who has no right to', async () => {
    const client = clientWith({ kind: 'registry-token', token: 'made.up.token' });
    const pushed = pushArtifact(`${registry.host}/token/forged`, packWasm(moduleOf(1000, 10)), { client });
    await expect(pushed).rejects.toMatchObject({ status: 401 });
    expect(tokens.requests).toEqual([]);
  });
});

describeWithRegistry('a registry with TLS', (startRegistry) => {
  let registry: TestRegistry;
  const signed = certificate();
  beforeAll(async () => {
    const folder = scratch();
    registry = await startRegistry({ tls: tlsIn(folder, signed) }, folder);
  });
  afterAll(() => registry.stop());

  test('takes artifacts from who trusts its authority', async () => {
    const client = clientWith(undefined, { plainHttp: false, ca: signed.pem });
    const reference = `${registry.host}/tls/app:1.0.0`;
    const { digest } = await pushArtifact(reference, packWasm(moduleOf(1000, 11)), { client });
    expect((await pullImage(reference, { client })).manifest.digest).toBe(digest);
  });

  test('is not trusted without it', async () => {
    const client = clientWith(undefined, { plainHttp: false });
    await expect(client.tags(`${registry.host}/tls/app`)).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      message: expect.stringContaining('fix: give the certificate of its authority as ca'),
    });
  });
});

describeWithRegistry('a registry without TLS', (startRegistry) => {
  test('is not spoken to where TLS is asked for', async () => {
    const registry = await startRegistry();
    onTestFinished(() => registry.stop());
    const client = clientWith(undefined, { plainHttp: false });
    await expect(client.tags(`${registry.host}/plain/app`)).rejects.toThrow(
      'fix: where the registry speaks no TLS, plainHttp: true',
    );
  });
});
