import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificate } from '../oci/certificate';
import { describeWithRegistry, htpasswd, scratch, type TestRegistry, tlsIn, USER } from '../oci/registry';
import { HELLO } from '../oci/wasm';
import { cli, folderOf, type Outcome, put } from './cli';
import { deployment, recordOf, yaml } from './workloads';

describeWithRegistry('push to a registry that asks for a password', (startRegistry) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    const folder = scratch();
    registry = await startRegistry({ auth: htpasswd(folder) }, folder);
  });
  afterAll(() => registry.stop());

  /** Pushes with the password that docker login left. */
  async function pushWith(password: string | undefined, ...args: string[]): Promise<Outcome> {
    const cwd = folderOf({ 'app/hello.wasm': HELLO });
    const record = recordOf(cwd, 'app/hello.wasm', { repository: `${registry.host}/login/hello`, tag: '1' });
    if (password !== undefined) {
      const auth = Buffer.from(`${USER.username}:${password}`).toString('base64');
      put(cwd, { '.docker/config.json': JSON.stringify({ auths: { [registry.host]: { auth } } }) });
    }
    return cli(['push', '-', ...args], { cwd, input: yaml(deployment(record)) });
  }

  const secrets = (password: string) => [
    password,
    Buffer.from(`${USER.username}:${password}`).toString('base64'),
  ];

  test.each([[], ['--json'], ['--dry-run']])(
    'without one fails and says how to log in (%j)',
    async (...args) => {
      const { code, stdout, stderr } = await pushWith(undefined, ...args);
      expect(code).toBe(1);
      expect(stderr).toContain(`fix: docker login ${registry.host}`);
      expect(stdout).toContain('failed');
    },
  );

  test('with a wrong one fails, and gives it away nowhere', async () => {
    const { code, stdout, stderr } = await pushWith('wr0ng-password', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, images: [{ state: 'failed' }] });
    for (const secret of secrets('wr0ng-password')) expect(stdout + stderr).not.toContain(secret);
  });

  test('with the right one succeeds, and gives it away nowhere', async () => {
    for (const args of [['--json'], [], ['--dry-run']]) {
      const { code, stdout, stderr } = await pushWith(USER.password, ...args);
      expect(code).toBe(0);
      for (const secret of secrets(USER.password)) expect(stdout + stderr).not.toContain(secret);
    }
  });

  test('with a file of credentials that is none says which, and nothing of what is in it', async () => {
    const cwd = folderOf({ 'app/hello.wasm': HELLO, '.docker/config.json': '{"auths": s3cret-file' });
    const record = recordOf(cwd, 'app/hello.wasm', { repository: `${registry.host}/login/hello` });
    const { code, stdout, stderr } = await cli(['push', '-'], { cwd, input: yaml(deployment(record)) });
    expect(code).toBe(1);
    expect(stderr).toContain('config.json] it is no JSON object; fix: docker login again');
    expect(stdout + stderr).not.toContain('s3cret-file');
  });
});

describeWithRegistry('push to a registry with TLS', (startRegistry) => {
  let registry: TestRegistry;
  const signed = certificate();
  beforeAll(async () => {
    const folder = scratch();
    registry = await startRegistry({ tls: tlsIn(folder, signed) }, folder);
  });
  afterAll(() => registry.stop());

  async function pushWith(...args: string[]): Promise<Outcome> {
    const cwd = folderOf({ 'app/hello.wasm': HELLO, 'company.pem': signed.pem });
    const record = recordOf(cwd, 'app/hello.wasm', { repository: `${registry.host}/tls/hello` });
    return cli(['push', '-', '--no-plain-http', ...args], { cwd, input: yaml(deployment(record)) });
  }

  test('succeeds where its authority is trusted', async () => {
    expect((await pushWith('--ca-file', 'company.pem')).code).toBe(0);
  });

  test('fails where it is not, and says how to trust it', async () => {
    const { code, stderr } = await pushWith();
    expect(code).toBe(1);
    expect(stderr).toContain('fix: give the certificate of its authority as ca (--ca-file)');
  });
});

describeWithRegistry('push to a registry without TLS', (startRegistry) => {
  test('fails where TLS is asked for, and says how to go without', async () => {
    const registry = await startRegistry();
    try {
      const cwd = folderOf({ 'app/hello.wasm': HELLO });
      const record = recordOf(cwd, 'app/hello.wasm', { repository: `${registry.host}/plain/hello` });
      const input = yaml(deployment(record));
      const { code, stderr } = await cli(['push', '-', '--no-plain-http'], { cwd, input });
      expect(code).toBe(1);
      expect(stderr).toContain('(--plain-http)');
      expect((await cli(['push', '-', '--plain-http'], { cwd, input })).code).toBe(0);
    } finally {
      await registry.stop();
    }
  });
});
