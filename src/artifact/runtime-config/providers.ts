/**
 * Variables of the application from those of the container, under another prefix or from a file. Spin looks for those
 * that start with `SPIN_VARIABLE_` in any case, after all providers that are listed.
 *
 * Source: spinframework/spin, `crates/variables-env/src/lib.rs`.
 */
export interface EnvProviderSpec {
  /**
   * What the names in the container start with, without the `_` that follows: with `SHOP`, the variable `db_url` is
   * `SHOP_DB_URL`.
   *
   * @default SPIN_VARIABLE
   */
  readonly prefix?: string;

  /**
   * A file of lines `SHOP_DB_URL="…"`, read where the container has no such variable: a path from / on.
   *
   * @default - no file
   */
  readonly dotenvPath?: string;
}

/** Variables of the application whose values stand in the file. They win over the container's. */
export interface StaticProviderSpec {
  /**
   * Values by variable, for everybody to read.
   *
   * @default - none
   */
  readonly values?: { [variable: string]: string };

  /**
   * Values by variable, each a credential.
   *
   * @default - none
   */
  readonly secretValues?: { [variable: string]: string };
}

/**
 * Variables of the application from HashiCorp Vault or OpenBao: the field `value` of a secret of the KV engine,
 * version 2, that is called like the variable.
 *
 * Source: spinframework/spin, `crates/variables-vault/src/lib.rs`.
 */
export interface VaultProviderSpec {
  /** Address of the server: `https://vault.example.com:8200`. */
  readonly url: string;

  /** The token that opens it: a credential. */
  readonly token: string;

  /** Where the KV engine is mounted: `secret`. */
  readonly mount: string;

  /**
   * A path in front of the variable's name, without the `/` between them.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/** The cloud whose identities open an Azure Key Vault. */
export enum AzureAuthorityHost {
  /** `login.microsoftonline.com`. */
  PUBLIC_CLOUD = 'AzurePublicCloud',
  /** `login.chinacloudapi.cn`. */
  CHINA = 'AzureChina',
  /** `login.microsoftonline.de`. */
  GERMANY = 'AzureGermany',
  /** `login.microsoftonline.us`. */
  GOVERNMENT = 'AzureGovernment',
}

/**
 * Variables of the application from Azure Key Vault: the newest version of the secret that is called like the variable.
 * Without `clientId`, `clientSecret` and `tenantId` the environment says who asks, as with a workload identity.
 *
 * Source: spinframework/spin, `crates/variables-azure/src/lib.rs`.
 */
export interface AzureKeyVaultProviderSpec {
  /** Address of the vault: `https://shop.vault.azure.net/`. */
  readonly vaultUrl: string;

  /**
   * Id of a service principal. Only together with `clientSecret` and `tenantId`.
   *
   * @default - the environment says who asks
   */
  readonly clientId?: string;

  /**
   * Secret of the service principal: a credential. Only together with `clientId` and `tenantId`.
   *
   * @default - the environment says who asks
   */
  readonly clientSecret?: string;

  /**
   * Id of the tenant. Only together with `clientId` and `clientSecret`.
   *
   * @default - the environment says who asks
   */
  readonly tenantId?: string;

  /**
   * The cloud of the tenant. Only together with a service principal: without one the variable `AZURE_AUTHORITY_HOST`
   * says it.
   *
   * @default AzureAuthorityHost.PUBLIC_CLOUD
   */
  readonly authorityHost?: AzureAuthorityHost;
}

/** One place where Spin looks for the variables of the application: exactly one is given. */
export interface VariablesProviderSpec {
  /**
   * The container's variables under another prefix, or a file of them.
   *
   * @default - not from there
   */
  readonly env?: EnvProviderSpec;

  /**
   * Values that stand in the file.
   *
   * @default - not from there
   */
  readonly static?: StaticProviderSpec;

  /**
   * HashiCorp Vault or OpenBao.
   *
   * @default - not from there
   */
  readonly vault?: VaultProviderSpec;

  /**
   * Azure Key Vault.
   *
   * @default - not from there
   */
  readonly azureKeyVault?: AzureKeyVaultProviderSpec;
}
