import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { runtimeConfigText } from '../../../src/artifact/runtime-config/document';
import { writtenPathsOf } from '../../../src/artifact/runtime-config/written-paths';
import { FULL, TOKEN } from './samples';

/** What a parser of TOML makes of the file. */
const read = (spec: Parameters<typeof runtimeConfigText>[0]): unknown =>
  JSON.parse(JSON.stringify(parse(runtimeConfigText(spec))));

describe('the file', () => {
  test('is this, with every field there is', () => {
    expect(runtimeConfigText(FULL)).toMatchSnapshot();
  });

  test('holds what was given, in the words of Spin', () => {
    expect(read(FULL)).toEqual({
      state_dir: '/.cache/state',
      key_value_store: {
        default: { type: 'redis', url: 'rediss://valkey.shop:6380/1' },
        local: { type: 'spin', path: '/data/local.db' },
        memory: { type: 'spin' },
        cosmos: { type: 'azure_cosmos', account: 'shop', database: 'kv', container: 'carts' },
        'cosmos-by-key': {
          type: 'azure_cosmos',
          account: 'shop',
          database: 'kv',
          container: 'carts',
          key: TOKEN,
        },
        dynamo: { type: 'aws_dynamo', region: 'eu-central-1', table: 'carts', consistent_read: true },
        dynamo_by_key: {
          type: 'aws_dynamo',
          region: 'eu-central-1',
          table: 'carts',
          access_key: `${TOKEN}.id`,
          secret_key: `${TOKEN}.key`,
          token: `${TOKEN}.session`,
        },
      },
      sqlite_database: {
        default: { type: 'libsql', url: 'https://todo.example.com', token: TOKEN },
        local: { type: 'spin', path: '/data/todo.db' },
        memory: { type: 'spin' },
      },
      llm_compute: {
        type: 'remote_http',
        url: 'https://llm.example.com/v1',
        auth_token: TOKEN,
        api_type: 'open_ai',
      },
      variables_provider: [
        {
          type: 'vault',
          url: 'https://vault.example.com:8200',
          token: TOKEN,
          mount: 'secret',
          prefix: 'shop',
        },
        { type: 'azure_key_vault', vault_url: 'https://shop.vault.azure.net/' },
        {
          type: 'azure_key_vault',
          vault_url: 'https://shop.vault.azure.cn/',
          client_id: 'c-1',
          client_secret: TOKEN,
          tenant_id: 't-1',
          authority_host: 'AzureChina',
        },
        { type: 'static', values: { region: 'eu', greeting: 'say "hi"\\\n', db_url: TOKEN } },
        { type: 'env', prefix: 'SHOP', dotenv_path: '/etc/shop/.env' },
        { type: 'env' },
      ],
      client_tls: [
        { component_ids: ['cart', 'price-list'], hosts: ['db.shop.svc', '10.0.0.7', '[fd00::7]'] },
        {
          component_ids: ['cart'],
          hosts: ['bank.example.com'],
          ca_use_webpki_roots: false,
          ca_roots_file: '/tls/ca.pem',
          client_cert_file: '/tls/tls.crt',
          client_private_key_file: '/tls/tls.key',
        },
      ],
      outbound_networking: { block_networks: ['private', '192.0.2.0/24', '2001:db8::/32'] },
      outbound_http: { connection_pooling: false, max_concurrent_requests: 10 },
    });
  });

  test('says of connections what Spin would not take for granted', () => {
    expect(read({ outboundHttp: { maxConcurrentRequests: 3 } })).toEqual({
      outbound_http: { connection_pooling: true, max_concurrent_requests: 3 },
    });
  });

  test('does not change with the order of labels and variables', () => {
    const of = (...labels: string[]) =>
      runtimeConfigText({
        keyValueStores: Object.fromEntries(labels.map((label) => [label, { spin: {} }])),
        variablesProviders: [
          { static: { values: Object.fromEntries(labels.map((label) => [label, label])) } },
        ],
      });
    expect(of('a', 'b', 'c')).toBe(of('c', 'a', 'b'));
  });

  test('keeps the order of providers, of which the first wins', () => {
    const first = { env: { prefix: 'B' } };
    const second = { env: { prefix: 'A' } };
    expect(read({ variablesProviders: [first, second] })).toEqual({
      variables_provider: [
        { type: 'env', prefix: 'B' },
        { type: 'env', prefix: 'A' },
      ],
    });
  });

  test('gives back any text that was put into it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), fc.string({ unit: 'grapheme' }), {
          minKeys: 1,
        }),
        fc.webUrl({ withQueryParameters: true }),
        (values, url) => {
          const spec = {
            llmCompute: { remoteHttp: { url, authToken: TOKEN } },
            variablesProviders: [{ static: { values } }],
          };
          expect(read(spec)).toEqual({
            llm_compute: { type: 'remote_http', url, auth_token: TOKEN },
            variables_provider: [{ type: 'static', values: { ...values } }],
          });
        },
      ),
    );
  });
});

describe('a token in the file', () => {
  const fill = (text: string, value: string): string => text.replace(/wasm-token-\d+-nekot/, value);

  test.each(['plain', 'with "quotes" and \\ and \t', "it's", "ends in a quote'", 'two\nlines', 'ünï🦀'])(
    'is replaced by a value that needs no escapes: %j',
    (value) => {
      const text = runtimeConfigText({ variablesProviders: [{ static: { secretValues: { a: TOKEN } } }] });
      expect(parse(fill(text, value))).toEqual({
        variables_provider: [{ type: 'static', values: { a: value } }],
      });
    },
  );

  test('keeps what stands around it', () => {
    const around = `a\\b "c" ${TOKEN} d'e`;
    const text = runtimeConfigText({ variablesProviders: [{ static: { secretValues: { a: around } } }] });
    expect(parse(fill(text, 'X'))).toEqual({
      variables_provider: [{ type: 'static', values: { a: 'a\\b "c" X d\'e' } }],
    });
  });

  test.each(["'''", '\nfirst', '\u0007', '\r'])('stands beside %j, which takes escapes', (odd) => {
    const value = `${odd}${TOKEN}`;
    expect(read({ variablesProviders: [{ static: { secretValues: { a: value } } }] })).toEqual({
      variables_provider: [{ type: 'static', values: { a: value } }],
    });
  });
});

describe('where a file makes Spin write', () => {
  test.each([
    ['', { folders: [] }],
    ['state_dir = ""', { stateDir: '', folders: [] }],
    ["state_dir = '/data/spin' # here", { stateDir: '/data/spin', folders: [] }],
    ['[other]\nstate_dir = ""', { folders: [] }],
    ['[key_value_store.a]\ntype = "spin"\npath = "/data/a.db"', { folders: ['/data'] }],
    ['[key_value_store.a]\ntype = "spin"\npath = "a.db"', { folders: ['/'] }],
    ['[key_value_store.a]\ntype = "spin"\npath = ".spin/a.db"', { folders: ['/.spin'] }],
    ['[key_value_store.a]\ntype = "redis"\npath = "/data/a.db"', { folders: [] }],
    [
      '[key_value_store]\na = { type = "spin", path = "/x/a" }\n[sqlite_database.b]\ntype = "spin"\npath = "/x/b"',
      { folders: ['/x'] },
    ],
    ['key_value_store = 1', { folders: [] }],
  ])('is known from it: %j', (text, paths) => {
    expect(writtenPathsOf(text)).toEqual(paths);
  });

  test('nobody knows where it does not parse', () => {
    expect(writtenPathsOf('state_dir = ')).toBeUndefined();
  });
});
