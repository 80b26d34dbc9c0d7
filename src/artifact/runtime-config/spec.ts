import type { ClientTlsSpec, LlmComputeSpec, OutboundHttpSpec, OutboundNetworkingSpec } from './outbound';
import type { VariablesProviderSpec } from './providers';
import type { KeyValueStoreSpec, SqliteDatabaseSpec } from './stores';

/** A Secret that holds the whole file. */
export interface RuntimeConfigSecret {
  /** Name of the Secret, in the namespace of the workload. */
  readonly name: string;

  /**
   * The key in it. Structural: takes no token.
   *
   * @default runtime-config.toml
   */
  readonly key?: string;
}

/**
 * Spin's `runtime-config.toml` as plain data; it survives JSON. Either `secret` alone is given, or what stands in the
 * file.
 *
 * Source: spinframework/spin v3.6.3, `crates/runtime-config`; what a doc comment says of Spin was read there unless it
 * says that it was seen.
 */
export interface RuntimeConfigSpec {
  /**
   * A Secret that holds the whole file. Nothing else is given then.
   *
   * @default - the file is made of the other fields
   */
  readonly secret?: RuntimeConfigSecret;

  /**
   * Key-value stores by label, as components name them in `key_value_stores`. The label `default` exists in any case: in
   * a file below `stateDir`.
   *
   * @default - the store `default` alone
   */
  readonly keyValueStores?: { [label: string]: KeyValueStoreSpec };

  /**
   * SQLite databases by label, as components name them in `sqlite_databases`. The label `default` exists in any case: in
   * a file below `stateDir`.
   *
   * @default - the database `default` alone
   */
  readonly sqliteDatabases?: { [label: string]: SqliteDatabaseSpec };

  /**
   * Where language models run.
   *
   * @default - nowhere: calls are answered with an error
   */
  readonly llmCompute?: LlmComputeSpec;

  /**
   * Where Spin looks for the variables of the application, the first that knows one wins. The container's variables,
   * and with them the prop `variables`, come last.
   *
   * @default - the container's variables alone
   */
  readonly variablesProviders?: VariablesProviderSpec[];

  /**
   * Certificates for calls of components.
   *
   * @default - the authorities that Mozilla trusts
   */
  readonly clientTls?: ClientTlsSpec[];

  /**
   * Where components may not connect to.
   *
   * @default - nothing but what the application's own manifest does not allow
   */
  readonly outboundNetworking?: OutboundNetworkingSpec;

  /**
   * How components call over HTTP.
   *
   * @default - over connections that stay open, without a limit
   */
  readonly outboundHttp?: OutboundHttpSpec;

  /**
   * Folder of the stores and databases `default`: a path from / on, or the empty text to keep them in memory. Seen with
   * containerd-shim-spin 0.24.0: Spin makes the folder at its start, also for an application without stores, and with
   * the empty text it needs none. Structural: takes no token.
   *
   * @default /.spin
   */
  readonly stateDir?: string;
}
