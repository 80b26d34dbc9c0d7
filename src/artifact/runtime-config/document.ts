import { stringify } from 'smol-toml';
import { compact, type JsonObject, orNothing } from '../../value/json';
import { isUnresolved } from '../../value/unresolved';
import type { ClientTlsSpec } from './outbound';
import type { VariablesProviderSpec } from './providers';
import type { RuntimeConfigSpec } from './spec';
import type { KeyValueStoreSpec, SqliteDatabaseSpec } from './stores';

/**
 * A runtime configuration as the file that Spin reads. The order of labels and variables, which says nothing, changes
 * nothing in it.
 *
 * @param spec one without a Secret, and with nothing unresolved in it but markers
 */
export function runtimeConfigText(spec: RuntimeConfigSpec): string {
  return rawMarkers(stringify(tableOf(spec)));
}

function tableOf(spec: RuntimeConfigSpec): JsonObject {
  const { llmCompute, outboundNetworking, outboundHttp } = spec;
  return compact({
    state_dir: spec.stateDir,
    key_value_store: orNothing(inOrder(spec.keyValueStores, storeTable)),
    sqlite_database: orNothing(inOrder(spec.sqliteDatabases, databaseTable)),
    llm_compute:
      llmCompute &&
      compact({
        type: 'remote_http',
        url: llmCompute.remoteHttp.url,
        auth_token: llmCompute.remoteHttp.authToken,
        api_type: llmCompute.remoteHttp.apiType,
      }),
    variables_provider: orNothing((spec.variablesProviders ?? []).map(providerTable)),
    client_tls: orNothing((spec.clientTls ?? []).map(tlsTable)),
    outbound_networking: outboundNetworking && { block_networks: outboundNetworking.blockNetworks ?? [] },
    outbound_http:
      outboundHttp &&
      compact({
        connection_pooling: outboundHttp.connectionPooling ?? true,
        max_concurrent_requests: outboundHttp.maxConcurrentRequests,
      }),
  });
}

function storeTable({ spin, redis, azureCosmos, awsDynamo }: KeyValueStoreSpec): JsonObject {
  if (redis) {
    return { type: 'redis', url: redis.url };
  }
  if (azureCosmos) {
    const { account, database, container, key } = azureCosmos;
    return compact({ type: 'azure_cosmos', account, database, container, key });
  }
  if (awsDynamo) {
    const { region, table, consistentRead, accessKey, secretKey, token } = awsDynamo;
    return compact({
      type: 'aws_dynamo',
      region,
      table,
      consistent_read: consistentRead,
      access_key: accessKey,
      secret_key: secretKey,
      token,
    });
  }
  return compact({ type: 'spin', path: spin?.path });
}

function databaseTable({ spin, libsql }: SqliteDatabaseSpec): JsonObject {
  return libsql
    ? { type: 'libsql', url: libsql.url, token: libsql.token }
    : compact({ type: 'spin', path: spin?.path });
}

function providerTable({ env, static: fixed, vault, azureKeyVault }: VariablesProviderSpec): JsonObject {
  if (vault) {
    const { url, token, mount, prefix } = vault;
    return compact({ type: 'vault', url, token, mount, prefix });
  }
  if (azureKeyVault) {
    const { vaultUrl, clientId, clientSecret, tenantId, authorityHost } = azureKeyVault;
    return compact({
      type: 'azure_key_vault',
      vault_url: vaultUrl,
      client_id: clientId,
      client_secret: clientSecret,
      tenant_id: tenantId,
      authority_host: authorityHost,
    });
  }
  if (fixed) {
    const values = { ...fixed.values, ...fixed.secretValues };
    return { type: 'static', values: inOrder(values, (value) => value) };
  }
  return compact({ type: 'env', prefix: env?.prefix, dotenv_path: env?.dotenvPath });
}

function tlsTable(tls: ClientTlsSpec): JsonObject {
  return compact({
    component_ids: tls.componentIds,
    hosts: tls.hosts,
    ca_use_webpki_roots: tls.caUseWebpkiRoots,
    ca_roots_file: tls.caRootsFile,
    client_cert_file: tls.clientCertFile,
    client_private_key_file: tls.clientPrivateKeyFile,
  });
}

function inOrder<T>(
  map: { readonly [name: string]: T } | undefined,
  change: (value: T) => unknown,
): JsonObject {
  const entries = Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, change(value)]));
}

/** Texts with a marker in a form without escapes: what comes in its place is not escaped any more. */
function rawMarkers(toml: string): string {
  return toml.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => {
    const text: unknown = JSON.parse(quoted);
    const isPlain = typeof text === 'string' && !/'''|^\n|[^\P{Cc}\t\n]/u.test(text);
    return isPlain && isUnresolved(text) ? `'''${text}'''` : quoted;
  });
}
