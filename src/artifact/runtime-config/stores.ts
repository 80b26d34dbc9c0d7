/** A store in a file of SQLite that Spin itself reads and writes. */
export interface LocalStoreSpec {
  /**
   * The file: a path from / on, in a folder. Spin writes there, so that a volume must be mounted; a replica sees its
   * own unless all mount one claim.
   *
   * @default - in memory: gone with the process, and each replica has its own
   */
  readonly path?: string;
}

/** A key-value store in Redis. */
export interface RedisStoreSpec {
  /**
   * The address: `redis://host:6379/0`, `rediss://` for TLS. A password in it is a credential. Spin starts while
   * nobody answers there, and requests hang then (seen with containerd-shim-spin 0.24.0).
   */
  readonly url: string;
}

/**
 * A key-value store in Azure Cosmos DB. The container's partition key must be `/id`.
 *
 * Source: spinframework/spin, `crates/key-value-azure/src/lib.rs`.
 */
export interface AzureCosmosStoreSpec {
  /** Name of the Cosmos DB account. */
  readonly account: string;

  /** Name of the database. */
  readonly database: string;

  /** Name of the container. */
  readonly container: string;

  /**
   * The account's key: a credential.
   *
   * @default - the environment says who asks (`AZURE_CLIENT_ID`, `AZURE_TENANT_ID`, workload identity, …)
   */
  readonly key?: string;
}

/**
 * A key-value store in AWS DynamoDB. The table's partition key must be `PK`, and it may have no sort key. Spin knows it
 * from 3.1 on.
 *
 * Source: spinframework/spin, `crates/key-value-aws/src/lib.rs`.
 */
export interface AwsDynamoStoreSpec {
  /** The AWS region: `eu-central-1`. */
  readonly region: string;

  /** Name of the table. */
  readonly table: string;

  /**
   * Whether a read sees every write before it, at a higher price. Structural: takes no token.
   *
   * @default false
   */
  readonly consistentRead?: boolean;

  /**
   * Id of an access key: a credential. Only together with `secretKey`.
   *
   * @default - the environment says who asks (`AWS_ACCESS_KEY_ID`, a web identity, …)
   */
  readonly accessKey?: string;

  /**
   * The access key itself: a credential. Only together with `accessKey`.
   *
   * @default - the environment says who asks
   */
  readonly secretKey?: string;

  /**
   * Token of a session: a credential. Only together with `accessKey` and `secretKey`.
   *
   * @default - the key is one that stays
   */
  readonly token?: string;
}

/** Where the keys and values of one label are kept: exactly one is given. */
export interface KeyValueStoreSpec {
  /**
   * In a file or in memory, by Spin itself.
   *
   * @default - not by Spin itself
   */
  readonly spin?: LocalStoreSpec;

  /**
   * In Redis.
   *
   * @default - not in Redis
   */
  readonly redis?: RedisStoreSpec;

  /**
   * In Azure Cosmos DB.
   *
   * @default - not in Cosmos DB
   */
  readonly azureCosmos?: AzureCosmosStoreSpec;

  /**
   * In AWS DynamoDB.
   *
   * @default - not in DynamoDB
   */
  readonly awsDynamo?: AwsDynamoStoreSpec;
}

/**
 * A database on a libSQL server.
 *
 * Source: spinframework/spin, `crates/sqlite/src/lib.rs`.
 */
export interface LibsqlDatabaseSpec {
  /** Address of the server: `https://…` or `http://…`. */
  readonly url: string;

  /** The server's token: a credential. */
  readonly token: string;
}

/** Where the SQLite database of one label is kept: exactly one is given. */
export interface SqliteDatabaseSpec {
  /**
   * In a file or in memory, by Spin itself.
   *
   * @default - not by Spin itself
   */
  readonly spin?: LocalStoreSpec;

  /**
   * On a libSQL server.
   *
   * @default - not on a server
   */
  readonly libsql?: LibsqlDatabaseSpec;
}
