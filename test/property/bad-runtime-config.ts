import type { Bad } from './bad';

const KNOWN: Bad = { values: ['hunter2'] };
const EMPTY: Bad = { values: [''] };
const HTTP: Bad = { values: ['', 'host', 'ftp://host', 'https://', 'https://me:hunter2@host'] };
const FILE: Bad = { values: ['', 'relative', '/folder/', '/a/../b'] };
const LABELS: Bad = { keys: ['', 'a b', 'a.b', '1x', 'a--b', 'aB'] };
const VARIABLES = ['', 'Upper', '1x', 'a-b', 'a__b', 'a_'];

/** What each field of a runtime configuration does not take. */
export const BAD_RUNTIME_CONFIG: { readonly [struct: string]: { readonly [field: string]: Bad } } = {
  AwsDynamoStoreSpec: {
    accessKey: KNOWN,
    region: EMPTY,
    secretKey: KNOWN,
    table: EMPTY,
    token: KNOWN,
  },
  AzureCosmosStoreSpec: { account: EMPTY, container: EMPTY, database: EMPTY, key: KNOWN },
  AzureKeyVaultProviderSpec: { clientId: EMPTY, clientSecret: KNOWN, tenantId: EMPTY, vaultUrl: HTTP },
  ClientTlsSpec: {
    caRootsFile: FILE,
    clientCertFile: FILE,
    clientPrivateKeyFile: FILE,
    componentIds: { values: [[]], items: ['', 'a_b', 'a--b', '1x'] },
    hosts: { values: [[]], items: ['', '*.example.com', 'a:443', 'https://a', 'a b'] },
  },
  EnvProviderSpec: { dotenvPath: FILE, prefix: { values: ['', 'SHOP_', '1X', 'A-B'] } },
  LibsqlDatabaseSpec: { token: KNOWN, url: HTTP },
  LocalStoreSpec: { path: { values: [...(FILE.values ?? []), '/root.db'] } },
  OutboundHttpSpec: { maxConcurrentRequests: { values: [0, -1, 1.5, Number.NaN] } },
  OutboundNetworkingSpec: { blockNetworks: { items: ['', '10.0.0.1', '10.0.0.0/33', 'public'] } },
  RedisStoreSpec: {
    url: { values: ['', 'kv:6379', 'http://kv', 'redis://', 'redis://:hunter2@kv'] },
  },
  RemoteLlmSpec: { authToken: KNOWN, url: HTTP },
  RuntimeConfigSecret: {
    key: { values: ['', 'a b', 'a/b', '..', 'x'.repeat(254)] },
    name: { values: ['', 'Bad_Name', '-x', 'a..b', 'x'.repeat(254)] },
  },
  RuntimeConfigSpec: {
    keyValueStores: LABELS,
    sqliteDatabases: LABELS,
    stateDir: { values: ['relative', '/folder/', '/a/../b'] },
  },
  StaticProviderSpec: {
    secretValues: { keys: VARIABLES, members: ['hunter2'] },
    values: { keys: VARIABLES },
  },
  VaultProviderSpec: { mount: EMPTY, prefix: EMPTY, token: KNOWN, url: HTTP },
};
