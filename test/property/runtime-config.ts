import fc from 'fast-check';
import { isAtLeast } from '../../src/value/version';
import {
  boolean,
  dataKey,
  host,
  list,
  map,
  none,
  oneOf,
  path,
  set,
  subdomain,
  token,
  type Values,
} from './leaves';
import type { Fields, Generators, World } from './world';

/** A value that only the deployment knows, as a text. */
const secret: Values<string> = fc
  .tuple(token, fc.nat(99))
  .map(([name, n]) => `${name}-wasm-token-${n}-nekot`);

const label: Values<string> = fc
  .tuple(token, fc.constantFrom('', '-', '_'), token)
  .map(([first, between, rest]) => (between === '' ? first : `${first}${between}${rest}`));

const variable: Values<string> = fc.tuple(token, token).map((parts) => parts.join('_'));

/** Below the folder that Spin may write anyway. */
const databaseFile: Values<string> = token.map((name) => `/.spin/${name}.db`);

const url = (...schemes: string[]): Values<string> =>
  fc
    .tuple(fc.constantFrom(...schemes), token, fc.integer({ min: 1024, max: 9999 }))
    .map(([scheme, name, port]) => `${scheme}://${name}.example.com:${port}/${name}`);

/** A part of the file that the cluster's shim must be new enough for. */
function from<T>(release: string, { platform, runtime }: World, values: Values<T>): Values<T | undefined> {
  const version = platform.runtimes[runtime.name]?.shimVersion;
  return version === undefined || isAtLeast(version, release) ? values : none;
}

/** The runtime configuration of a Spin application. */
export const RUNTIME_CONFIG: Generators = {
  RuntimeConfigSpec: (world) => ({
    clientTls: list(world.of('ClientTlsSpec'), 2),
    keyValueStores: map(label, world.of('KeyValueStoreSpec'), 3),
    llmCompute: world.of('LlmComputeSpec'),
    outboundHttp: from('0.21.0', world, world.of('OutboundHttpSpec')),
    outboundNetworking: from('0.21.0', world, world.of('OutboundNetworkingSpec')),
    secret: world.of('RuntimeConfigSecret'),
    sqliteDatabases: map(label, world.of('SqliteDatabaseSpec'), 3),
    stateDir: fc.oneof(
      oneOf(['', '/.spin']),
      token.map((name) => `/.spin/${name}`),
    ),
    variablesProviders: list(world.of('VariablesProviderSpec'), 3),
  }),
  RuntimeConfigSecret: () => ({ name: subdomain, key: dataKey }),
  KeyValueStoreSpec: ({ of, ...world }) => ({
    spin: of('LocalStoreSpec'),
    redis: of('RedisStoreSpec'),
    azureCosmos: of('AzureCosmosStoreSpec'),
    awsDynamo: from('0.18.0', { of, ...world }, of('AwsDynamoStoreSpec')),
  }),
  LocalStoreSpec: () => ({ path: databaseFile }),
  RedisStoreSpec: () => ({
    url: fc.oneof(
      url('redis', 'rediss'),
      secret.map((name) => `redis://:${name}@kv`),
    ),
  }),
  AzureCosmosStoreSpec: () => ({ account: token, container: token, database: token, key: secret }),
  AwsDynamoStoreSpec: () => ({
    accessKey: secret,
    consistentRead: boolean,
    region: token,
    secretKey: secret,
    table: token,
    token: secret,
  }),
  SqliteDatabaseSpec: ({ of }) => ({ spin: of('LocalStoreSpec'), libsql: of('LibsqlDatabaseSpec') }),
  LibsqlDatabaseSpec: () => ({ token: secret, url: url('http', 'https') }),
  LlmComputeSpec: ({ of }) => ({ remoteHttp: of('RemoteLlmSpec') }),
  RemoteLlmSpec: () => ({
    apiType: oneOf(['default', 'open_ai']),
    authToken: secret,
    url: url('http', 'https'),
  }),
  VariablesProviderSpec: ({ of }) => ({
    env: of('EnvProviderSpec'),
    static: of('StaticProviderSpec'),
    vault: of('VaultProviderSpec'),
    azureKeyVault: of('AzureKeyVaultProviderSpec'),
  }),
  EnvProviderSpec: () => ({ dotenvPath: path, prefix: token.map((name) => name.toUpperCase()) }),
  StaticProviderSpec: () => ({ secretValues: map(variable, secret), values: map(variable, token) }),
  VaultProviderSpec: () => ({ mount: token, prefix: token, token: secret, url: url('http', 'https') }),
  AzureKeyVaultProviderSpec: () => ({
    authorityHost: oneOf(['AzurePublicCloud', 'AzureChina', 'AzureGermany', 'AzureGovernment']),
    clientId: token,
    clientSecret: secret,
    tenantId: token,
    vaultUrl: url('https'),
  }),
  ClientTlsSpec: (): Fields => ({
    caRootsFile: path,
    caUseWebpkiRoots: boolean,
    clientCertFile: path,
    clientPrivateKeyFile: path,
    componentIds: set(token, 2),
    hosts: set(
      host.map((name) => name.replace('*.', '')),
      2,
    ),
  }),
  OutboundNetworkingSpec: () => ({
    blockNetworks: set(oneOf(['private', '10.1.0.0/16', '192.0.2.7/32', '2001:db8::/32'])),
  }),
  OutboundHttpSpec: (world) => ({
    connectionPooling: boolean,
    maxConcurrentRequests: from('0.22.0', world, fc.integer({ min: 1, max: 999_983 })),
  }),
};
