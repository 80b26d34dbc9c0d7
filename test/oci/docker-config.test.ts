import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { dockerCredentials } from 'cdk8s-wasm/oci';
import { describe, expect, onTestFinished, test } from 'vitest';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const ada = { kind: 'password', username: 'ada', password: 's3:cret' };
const auth = base64('ada:s3:cret');
const HUB = 'registry-1.docker.io';

function folderWith(config: object | string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-docker-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return folder;
}

describe('what docker login left in config.json', () => {
  test.each<[string, string, object, object | undefined]>([
    ['a name and a password in one', 'ghcr.io', { auths: { 'ghcr.io': { auth } } }, ada],
    [
      'a name and a password in two',
      'ghcr.io',
      { auths: { 'ghcr.io': { username: 'ada', password: 's3:cret' } } },
      ada,
    ],
    [
      'a password that NUL fills up',
      'ghcr.io',
      { auths: { 'ghcr.io': { auth: base64('ada:s3:cret\0\0') } } },
      ada,
    ],
    ['an address in the place of the host', 'ghcr.io', { auths: { 'https://ghcr.io/v1/': { auth } } }, ada],
    ['a host with a port', 'localhost:5000', { auths: { 'localhost:5000': { auth } } }, ada],
    ['the address of Docker Hub', HUB, { auths: { 'https://index.docker.io/v1/': { auth } } }, ada],
    [
      'an identity token, with a name that is none',
      'acme.azurecr.io',
      {
        auths: {
          'acme.azurecr.io': { auth: base64('00000000-0000-0000-0000-000000000000:'), identitytoken: 'x' },
        },
      },
      { kind: 'identity-token', token: 'x' },
    ],
    [
      'a token of the registry',
      'ghcr.io',
      { auths: { 'ghcr.io': { registrytoken: 'x' } } },
      { kind: 'registry-token', token: 'x' },
    ],
    [
      'another host',
      'ghcr.io',
      { auths: { 'ghcr.io.example.com': { auth }, 'quay.io': { auth } } },
      undefined,
    ],
    ['another port', 'localhost:5000', { auths: { localhost: { auth } } }, undefined],
    ['an entry without anything', 'ghcr.io', { auths: { 'ghcr.io': {} } }, undefined],
    ['no entries', 'ghcr.io', {}, undefined],
  ])('%s', async (_, host, config, credentials) => {
    expect(await dockerCredentials(folderWith(config))(host)).toEqual(credentials);
  });

  test('is nothing where there is no file', async () => {
    expect(await dockerCredentials(join(tmpdir(), 'no-such-folder'))('ghcr.io')).toBeUndefined();
  });

  test.each(['{"auths": {"ghcr.io": {"auth": "c2VjcmV0', '[]', ''])(
    'is refused where it is no JSON, and not shown',
    async (text) => {
      const error = await dockerCredentials(folderWith(text))('ghcr.io').catch(String);
      expect(error).toMatch(
        /config\.json\] it is no JSON object; fix: docker login again, or remove the file$/,
      );
    },
  );
});

describe('a credential helper', () => {
  /** Puts `docker-credential-fake` on the path; it answers by the server that it is asked for. */
  function helper(script: string): void {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-helper-'));
    const file = join(folder, 'docker-credential-fake');
    writeFileSync(file, `#!${process.execPath}\n${script}`);
    chmodSync(file, 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${folder}${delimiter}${path}`;
    onTestFinished(() => {
      process.env.PATH = path;
      rmSync(folder, { recursive: true });
    });
  }
  const answering = (username: string) =>
    helper(`
      const server = require('fs').readFileSync(0, 'utf8');
      if (process.argv[2] !== 'get') process.exit(2);
      console.log(JSON.stringify({ ServerURL: server, Username: ${JSON.stringify(username)}, Secret: 'of ' + server }));`);

  test('of the registry is asked', async () => {
    answering('ada');
    const ask = dockerCredentials(
      folderWith({ credHelpers: { 'ghcr.io': 'fake' }, auths: { 'ghcr.io': { auth } } }),
    );
    expect(await ask('ghcr.io')).toEqual({ kind: 'password', username: 'ada', password: 'of ghcr.io' });
    expect(await ask('quay.io')).toBeUndefined();
  });

  test('of all registries is asked, for Docker Hub by its old address', async () => {
    answering('<token>');
    const ask = dockerCredentials(folderWith({ credsStore: 'fake' }));
    expect(await ask(HUB)).toEqual({ kind: 'identity-token', token: 'of https://index.docker.io/v1/' });
  });

  test('that knows nothing leaves it to the file', async () => {
    helper(`console.log('credentials not found in native keychain'); process.exit(1);`);
    const ask = dockerCredentials(folderWith({ credsStore: 'fake', auths: { 'ghcr.io': { auth } } }));
    expect(await ask('ghcr.io')).toEqual(ada);
    expect(await ask('quay.io')).toBeUndefined();
  });

  test.each([
    [
      `console.log('the key ring is locked'); process.exit(1);`,
      'failed for ghcr.io with exit code 1: the key ring is locked',
    ],
    [`console.log('no JSON');`, 'answered for ghcr.io without "Username" and "Secret"'],
  ])('that fails is an error', async (script, message) => {
    helper(script);
    await expect(dockerCredentials(folderWith({ credsStore: 'fake' }))('ghcr.io')).rejects.toThrow(message);
  });

  test('that is not there is an error that says how to go on', async () => {
    await expect(dockerCredentials(folderWith({ credsStore: 'absent' }))('ghcr.io')).rejects.toThrow(
      /docker-credential-absent: .*ENOENT; fix: install it, or take it out of the config.json of Docker/,
    );
  });

  test.each(['../../bin/sh', '/bin/sh', '-x', 'a b'])('is no program of the name %j', async (name) => {
    await expect(dockerCredentials(folderWith({ credsStore: name }))('ghcr.io')).rejects.toThrow(
      'is no name of a credential helper',
    );
  });
});
