import { Lazy } from 'cdk8s';
import { describe, expect, it, test } from 'vitest';
import { RuntimeConfig, type RuntimeConfigSpec } from '../../../src';
import { FULL, TOKEN } from './samples';

/** What a program without types may hand over. */
function untyped(value: unknown): RuntimeConfigSpec;
function untyped(value: unknown): unknown {
  return value;
}

const refusalOf = (spec: unknown): string => {
  try {
    RuntimeConfig.of(untyped(spec));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'taken';
};

const store = (spec: unknown) => ({ keyValueStores: { shop: spec } });
const database = (spec: unknown) => ({ sqliteDatabases: { shop: spec } });
const provider = (spec: unknown) => ({ variablesProviders: [spec] });
const tls = (spec: object) => ({ clientTls: [{ componentIds: ['cart'], hosts: ['db.shop.svc'], ...spec }] });
const cosmos = { account: 'a', database: 'd', container: 'c' };
const dynamo = { region: 'r', table: 't' };
const vault = { url: 'https://vault', token: TOKEN, mount: 'secret' };
const azure = { vaultUrl: 'https://shop.vault.azure.net' };

describe('a runtime configuration', () => {
  test('takes every field there is', () => {
    expect(refusalOf(FULL)).toBe('taken');
  });

  test('is the same again from its plain data, which survives JSON', () => {
    const plain: unknown = JSON.parse(JSON.stringify(RuntimeConfig.of(FULL).toSpec()));
    expect(RuntimeConfig.of(untyped(plain)).toSpec()).toEqual(FULL);
  });

  test('does not change with the data that it was made of', () => {
    const spec = { keyValueStores: { shop: { redis: { url: 'redis://a' } } } };
    const config = RuntimeConfig.of(spec);
    spec.keyValueStores.shop.redis.url = 'redis://b';
    expect(config.toSpec().keyValueStores?.shop.redis?.url).toBe('redis://a');
  });

  test('from a Secret names the key that the operator of SpinKube uses, or another', () => {
    expect(RuntimeConfig.fromSecret('shop').toSpec()).toEqual({ secret: { name: 'shop' } });
    expect(RuntimeConfig.fromSecret('shop', 'spin.toml').toSpec().secret).toEqual({
      name: 'shop',
      key: 'spin.toml',
    });
  });

  test('knows the labels of its stores and databases, and those that Spin always has', () => {
    const config = RuntimeConfig.of({
      keyValueStores: { shop: { spin: {} }, carts: { spin: {} } },
      stateDir: '',
    });
    expect([config.keyValueLabels, config.sqliteLabels]).toEqual([['carts', 'default', 'shop'], ['default']]);
  });

  test('from a Secret knows no labels', () => {
    const config = RuntimeConfig.fromSecret('shop');
    expect([config.keyValueLabels, config.sqliteLabels]).toEqual([undefined, undefined]);
  });
});

describe('what Spin takes', () => {
  test.each([
    ['a store in a file', store({ spin: { path: '/data/kv.db' } })],
    ['a store in memory', store({ spin: {} })],
    ['a store in Redis with a user alone', store({ redis: { url: 'redis://shop@valkey:6379' } })],
    ['a store whose address is known later', store({ redis: { url: Lazy.any({ produce: () => 'x' }) } })],
    ['a password that only the deployment knows', store({ redis: { url: `redis://:${TOKEN}@valkey` } })],
    ['Cosmos with an identity from the environment', store({ azureCosmos: cosmos })],
    ['DynamoDB with an identity from the environment', store({ awsDynamo: dynamo })],
    [
      'DynamoDB with a key that stays',
      store({ awsDynamo: { ...dynamo, accessKey: TOKEN, secretKey: TOKEN } }),
    ],
    ['a label in kebab case', { keyValueStores: { 'my-carts2': { spin: {} } } }],
    ['a label in snake case', { keyValueStores: { my_carts2: { spin: {} } } }],
    ['a database over plain HTTP', database({ libsql: { url: 'http://sqld:8080', token: TOKEN } })],
    ['variables under the usual prefix', provider({ env: {} })],
    ['Vault without a prefix', provider({ vault })],
    ['values alone', provider({ static: { values: { region: 'eu' } } })],
    ['a range of addresses with bits of the host', { outboundNetworking: { blockNetworks: ['10.1.2.3/8'] } }],
    ['no range of addresses', { outboundNetworking: {} }],
    ['outbound HTTP as usual', { outboundHttp: {} }],
    ['state in memory', { stateDir: '' }],
  ])('passes: %s', (_, spec) => {
    expect(refusalOf(spec)).toBe('taken');
  });
});

describe('what Spin does not take', () => {
  test.each<[string, unknown, string]>([
    ['nothing', {}, 'keyValueStores missing: neither it nor any other field is given'],
    ['an unknown part', { keyValueStore: {} }, 'keyValueStore {}: no such field'],
    [
      'a Secret and a file',
      { secret: { name: 's' }, stateDir: '', outboundHttp: {} },
      'secret {"name":"s"}: it holds the whole file, and nobody would read stateDir, outboundHttp',
    ],
    ['a key that is none', { secret: { name: 's', key: 'a/b' } }, 'secret.key "a/b": not valid here'],
    ['a store of no kind', store({}), 'keyValueStores.shop {}: says nothing; allowed: exactly one of'],
    [
      'a store of two kinds',
      store({ spin: {}, redis: { url: 'redis://x' } }),
      'says spin and redis at once; allowed: exactly one of spin, redis, azureCosmos, awsDynamo',
    ],
    ['a store of another kind', store({ memcached: {} }), 'keyValueStores.shop.memcached {}: no such field'],
    [
      'Redis without an address',
      store({ redis: {} }),
      'keyValueStores.shop.redis.url missing: it is required',
    ],
    [
      'Redis by another scheme',
      store({ redis: { url: 'http://valkey' } }),
      'redis.url "http://valkey": not valid here; allowed: an address that starts with redis:// or rediss://',
    ],
    ['Redis without a host', store({ redis: { url: 'redis:///1' } }), 'redis.url "redis:///1": not valid'],
    ['a bare host', store({ redis: { url: 'valkey:6379' } }), 'redis.url "valkey:6379": not valid here'],
    ['a relative file', store({ spin: { path: 'kv.db' } }), 'spin.path "kv.db": not valid here'],
    ['a file in the root', store({ spin: { path: '/kv.db' } }), 'allowed: a path of a file in a folder'],
    ['a folder for a file', database({ spin: { path: '/data/' } }), 'spin.path "/data/": not valid here'],
    ['a label that no manifest takes', { keyValueStores: { 'a.b': { spin: {} } } }, 'label "a.b": not valid'],
    ['an empty label', { sqliteDatabases: { '': { spin: {} } } }, 'sqliteDatabases label "": not valid here'],
    [
      'an empty account',
      store({ azureCosmos: { ...cosmos, account: '' } }),
      'azureCosmos.account "": not valid here; allowed: a text that is not empty',
    ],
    [
      'Cosmos without a container',
      store({ azureCosmos: { account: 'a', database: 'd' } }),
      'container missing',
    ],
    ['an empty table', store({ awsDynamo: { ...dynamo, table: '' } }), 'awsDynamo.table "": not valid here'],
    [
      'half of an access key',
      store({ awsDynamo: { ...dynamo, secretKey: TOKEN } }),
      'awsDynamo.accessKey missing: Spin passes over accessKey and secretKey where it has not both',
    ],
    [
      'a session without a key',
      store({ awsDynamo: { ...dynamo, token: TOKEN } }),
      'awsDynamo.token "***": Spin reads it only beside accessKey and secretKey',
    ],
    [
      'a database of two kinds',
      database({ spin: {}, libsql: { url: 'https://x', token: TOKEN } }),
      'says spin and libsql at once',
    ],
    [
      'libSQL by its own scheme',
      database({ libsql: { url: 'libsql://x.turso.io', token: TOKEN } }),
      'allowed: an address that starts with https:// or http://',
    ],
    ['libSQL without a token', database({ libsql: { url: 'https://x' } }), 'libsql.token missing'],
    [
      'a language model by another scheme',
      { llmCompute: { remoteHttp: { url: 'ws://llm', authToken: TOKEN } } },
      'llmCompute.remoteHttp.url "ws://llm": not valid here',
    ],
    [
      'an unknown API',
      { llmCompute: { remoteHttp: { url: 'https://llm', authToken: TOKEN, apiType: 'claude' } } },
      'allowed: default, open_ai',
    ],
    ['a language model of Spin’s own', { llmCompute: { spin: {} } }, 'llmCompute.spin {}: no such field'],
    ['a provider of no kind', provider({}), 'variablesProviders[0] {}: says nothing'],
    ['two providers in one', provider({ env: {}, vault }), 'says env and vault at once'],
    ['Vault without a mount', provider({ vault: { url: 'https://v', token: TOKEN } }), 'vault.mount missing'],
    ['an empty mount', provider({ vault: { ...vault, mount: '' } }), 'vault.mount "": not valid here'],
    [
      'a prefix with the "_" that Spin adds',
      provider({ env: { prefix: 'SHOP_' } }),
      'env.prefix "SHOP_": not valid here; allowed: letters, digits and "_", not from a digit on, without the "_"',
    ],
    ['a relative file of variables', provider({ env: { dotenvPath: '.env' } }), 'env.dotenvPath ".env": not'],
    ['no values', provider({ static: {} }), 'variablesProviders[0].static {}: says nothing'],
    [
      'a variable in capitals',
      provider({ static: { values: { DB: 'x' } } }),
      'static variable "DB": not valid',
    ],
    [
      'a value that is said twice',
      provider({ static: { values: { a: '1' }, secretValues: { a: TOKEN } } }),
      'static.values.a "1": secretValues says it too',
    ],
    [
      'part of a service principal',
      provider({ azureKeyVault: { ...azure, clientId: 'c', tenantId: 't' } }),
      'azureKeyVault.clientSecret missing: Spin ends where it has some parts of a service principal and not all',
    ],
    [
      'a cloud without a service principal',
      provider({ azureKeyVault: { ...azure, authorityHost: 'AzureChina' } }),
      'azureKeyVault.authorityHost "AzureChina": Spin reads it only beside a service principal',
    ],
    [
      'an unknown cloud',
      provider({ azureKeyVault: { ...azure, authorityHost: 'AzureMars' } }),
      'allowed: AzurePublicCloud, AzureChina, AzureGermany, AzureGovernment',
    ],
    ['no component', tls({ componentIds: [] }), 'clientTls[0].componentIds []: Spin takes no empty list'],
    ['no host', tls({ hosts: [] }), 'clientTls[0].hosts []: Spin takes no empty list'],
    ['an id that is none', tls({ componentIds: ['a_b'] }), 'clientTls[0].componentIds[0] "a_b": not valid'],
    ['a host with a port', tls({ hosts: ['db:443'] }), 'clientTls[0].hosts[0] "db:443": not valid here'],
    ['a host for many', tls({ hosts: ['*.shop.svc'] }), 'clientTls[0].hosts[0] "*.shop.svc": not valid here'],
    [
      'a relative certificate',
      tls({ caRootsFile: 'ca.pem' }),
      'clientTls[0].caRootsFile "ca.pem": not valid',
    ],
    [
      'a certificate without its key',
      tls({ clientCertFile: '/tls.crt' }),
      'clientTls[0].clientPrivateKeyFile missing: Spin takes no certificate without its key',
    ],
    [
      'no authority at all',
      tls({ caUseWebpkiRoots: false }),
      'clientTls[0].caUseWebpkiRoots false: no authority would be trusted',
    ],
    [
      'one component and host twice',
      { clientTls: [...tls({}).clientTls, ...tls({ componentIds: ['cart', 'list'] }).clientTls] },
      'component cart and host db.shop.svc stand in an entry before, and Spin takes the first',
    ],
    [
      'an address for a range',
      { outboundNetworking: { blockNetworks: ['10.0.0.1'] } },
      'blockNetworks[0] "10.0.0.1": not valid here; allowed: a range of addresses, as 10.0.0.0/8, or private',
    ],
    ['too many bits', { outboundNetworking: { blockNetworks: ['10.0.0.0/33'] } }, '"10.0.0.0/33": not valid'],
    ['another word', { outboundNetworking: { blockNetworks: ['public'] } }, '"public": not valid here'],
    [
      'no connection at all',
      { outboundHttp: { maxConcurrentRequests: 0 } },
      '0: out of range; allowed: a whole',
    ],
    ['relative state', { stateDir: '.spin' }, 'stateDir ".spin": not valid here'],
    ['state that is known later', { stateDir: TOKEN }, 'stateDir'],
  ])('is refused: %s', (_, spec, message) => {
    expect(refusalOf(spec)).toContain(message);
    expect(refusalOf(spec)).toMatch(/^\[RuntimeConfig\] /);
  });
});

describe('a credential that is known at synth', () => {
  const SECRET = 'hunter2';
  const url = (scheme: string) => `${scheme}://shop:${SECRET}@host.example.com`;

  test.each<[string, unknown]>([
    ['keyValueStores.shop.redis.url', store({ redis: { url: url('redis') } })],
    ['keyValueStores.shop.redis.url', store({ redis: { url: `redis://:${SECRET}@${TOKEN}` } })],
    ['keyValueStores.shop.azureCosmos.key', store({ azureCosmos: { ...cosmos, key: SECRET } })],
    [
      'keyValueStores.shop.awsDynamo.accessKey',
      store({ awsDynamo: { ...dynamo, accessKey: SECRET, secretKey: TOKEN } }),
    ],
    [
      'keyValueStores.shop.awsDynamo.secretKey',
      store({ awsDynamo: { ...dynamo, accessKey: TOKEN, secretKey: SECRET } }),
    ],
    [
      'keyValueStores.shop.awsDynamo.token',
      store({ awsDynamo: { ...dynamo, accessKey: TOKEN, secretKey: TOKEN, token: SECRET } }),
    ],
    ['sqliteDatabases.shop.libsql.token', database({ libsql: { url: 'https://x', token: SECRET } })],
    ['sqliteDatabases.shop.libsql.url', database({ libsql: { url: url('https'), token: TOKEN } })],
    ['variablesProviders[0].vault.token', provider({ vault: { ...vault, token: SECRET } })],
    ['variablesProviders[0].vault.url', provider({ vault: { ...vault, url: url('https') } })],
    [
      'variablesProviders[0].azureKeyVault.clientSecret',
      provider({ azureKeyVault: { ...azure, clientId: 'c', tenantId: 't', clientSecret: SECRET } }),
    ],
    ['variablesProviders[0].azureKeyVault.vaultUrl', provider({ azureKeyVault: { vaultUrl: url('https') } })],
    [
      'variablesProviders[0].static.secretValues.db_url',
      provider({ static: { secretValues: { db_url: SECRET } } }),
    ],
    [
      'llmCompute.remoteHttp.authToken',
      { llmCompute: { remoteHttp: { url: 'https://llm', authToken: SECRET } } },
    ],
    ['llmCompute.remoteHttp.url', { llmCompute: { remoteHttp: { url: url('https'), authToken: TOKEN } } }],
    // The error of a store that is wrong in another way would show it.
    ['keyValueStores.shop.redis.url', store({ redis: { url: url('redis') }, spin: {} })],
  ])('is refused without being shown, and the error says how: %s', (field, spec) => {
    const message = refusalOf(spec);
    expect(message).toContain(`[RuntimeConfig] ${field} "`);
    expect(message).toContain('known at synth would stand in the manifest');
    expect(message).toContain("fix: RuntimeConfig.fromSecret('name')");
    expect(message).not.toContain(SECRET);
  });

  it('is none where it is plain for everybody to read', () => {
    expect(refusalOf(provider({ static: { values: { greeting: SECRET } } }))).toBe('taken');
  });
});
