import { AzureAuthorityHost, LlmApi, type RuntimeConfigSpec } from '../../../src';

/** What a token of a deployment engine prints into a text. */
export const TOKEN = 'wasm-token-7-nekot';

/** Every field there is but `secret`, with literals where literals may stand. */
export const FULL: RuntimeConfigSpec = {
  stateDir: '/.cache/state',
  keyValueStores: {
    default: { redis: { url: 'rediss://valkey.shop:6380/1' } },
    local: { spin: { path: '/data/local.db' } },
    memory: { spin: {} },
    cosmos: { azureCosmos: { account: 'shop', database: 'kv', container: 'carts' } },
    'cosmos-by-key': { azureCosmos: { account: 'shop', database: 'kv', container: 'carts', key: TOKEN } },
    dynamo: { awsDynamo: { region: 'eu-central-1', table: 'carts', consistentRead: true } },
    dynamo_by_key: {
      awsDynamo: {
        region: 'eu-central-1',
        table: 'carts',
        accessKey: `${TOKEN}.id`,
        secretKey: `${TOKEN}.key`,
        token: `${TOKEN}.session`,
      },
    },
  },
  sqliteDatabases: {
    default: { libsql: { url: 'https://todo.example.com', token: TOKEN } },
    local: { spin: { path: '/data/todo.db' } },
    memory: { spin: {} },
  },
  llmCompute: {
    remoteHttp: { url: 'https://llm.example.com/v1', authToken: TOKEN, apiType: LlmApi.OPEN_AI },
  },
  variablesProviders: [
    { vault: { url: 'https://vault.example.com:8200', token: TOKEN, mount: 'secret', prefix: 'shop' } },
    { azureKeyVault: { vaultUrl: 'https://shop.vault.azure.net/' } },
    {
      azureKeyVault: {
        vaultUrl: 'https://shop.vault.azure.cn/',
        clientId: 'c-1',
        clientSecret: TOKEN,
        tenantId: 't-1',
        authorityHost: AzureAuthorityHost.CHINA,
      },
    },
    { static: { values: { region: 'eu', greeting: 'say "hi"\\\n' }, secretValues: { db_url: TOKEN } } },
    { env: { prefix: 'SHOP', dotenvPath: '/etc/shop/.env' } },
    { env: {} },
  ],
  clientTls: [
    { componentIds: ['cart', 'price-list'], hosts: ['db.shop.svc', '10.0.0.7', '[fd00::7]'] },
    {
      componentIds: ['cart'],
      hosts: ['bank.example.com'],
      caUseWebpkiRoots: false,
      caRootsFile: '/tls/ca.pem',
      clientCertFile: '/tls/tls.crt',
      clientPrivateKeyFile: '/tls/tls.key',
    },
  ],
  outboundNetworking: { blockNetworks: ['private', '192.0.2.0/24', '2001:db8::/32'] },
  outboundHttp: { connectionPooling: false, maxConcurrentRequests: 10 },
};
