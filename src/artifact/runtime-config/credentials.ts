import { isUnresolved } from '../../value/unresolved';
import type { Judge } from './judge';
import type { RuntimeConfigSpec } from './spec';

/** One text of a runtime configuration and where it stands. */
export interface Place {
  readonly field: string;
  readonly value: unknown;
}

/** An address, and the schemes that Spin takes there. */
export interface UrlPlace extends Place {
  readonly schemes: readonly string[];
}

const REDIS = ['redis', 'rediss'];
const HTTP = ['https', 'http'];

/** What it says instead of a credential, which no message may show. */
const HIDDEN = '***';

/** The texts that are credentials whatever they say. */
export function tokensOf(spec: RuntimeConfigSpec): Place[] {
  const stores = Object.entries(spec.keyValueStores ?? {}).flatMap(([label, { azureCosmos, awsDynamo }]) => [
    { field: `keyValueStores.${label}.azureCosmos.key`, value: azureCosmos?.key },
    { field: `keyValueStores.${label}.awsDynamo.accessKey`, value: awsDynamo?.accessKey },
    { field: `keyValueStores.${label}.awsDynamo.secretKey`, value: awsDynamo?.secretKey },
    { field: `keyValueStores.${label}.awsDynamo.token`, value: awsDynamo?.token },
  ]);
  const databases = Object.entries(spec.sqliteDatabases ?? {}).map(([label, { libsql }]) => ({
    field: `sqliteDatabases.${label}.libsql.token`,
    value: libsql?.token,
  }));
  const providers = (spec.variablesProviders ?? []).flatMap((provider, index) => [
    { field: `variablesProviders[${index}].vault.token`, value: provider.vault?.token },
    {
      field: `variablesProviders[${index}].azureKeyVault.clientSecret`,
      value: provider.azureKeyVault?.clientSecret,
    },
    ...Object.entries(provider.static?.secretValues ?? {}).map(([name, value]) => ({
      field: `variablesProviders[${index}].static.secretValues.${name}`,
      value,
    })),
  ]);
  const model = { field: 'llmCompute.remoteHttp.authToken', value: spec.llmCompute?.remoteHttp.authToken };
  return [...stores, ...databases, ...providers, model].filter(({ value }) => value !== undefined);
}

/** The addresses: each may hold a password. */
export function urlsOf(spec: RuntimeConfigSpec): UrlPlace[] {
  const stores = Object.entries(spec.keyValueStores ?? {}).map(([label, { redis }]) => ({
    field: `keyValueStores.${label}.redis.url`,
    value: redis?.url,
    schemes: REDIS,
  }));
  const databases = Object.entries(spec.sqliteDatabases ?? {}).map(([label, { libsql }]) => ({
    field: `sqliteDatabases.${label}.libsql.url`,
    value: libsql?.url,
    schemes: HTTP,
  }));
  const providers = (spec.variablesProviders ?? []).flatMap(({ vault, azureKeyVault }, index) => [
    { field: `variablesProviders[${index}].vault.url`, value: vault?.url, schemes: HTTP },
    {
      field: `variablesProviders[${index}].azureKeyVault.vaultUrl`,
      value: azureKeyVault?.vaultUrl,
      schemes: HTTP,
    },
  ]);
  const model = {
    field: 'llmCompute.remoteHttp.url',
    value: spec.llmCompute?.remoteHttp.url,
    schemes: HTTP,
  };
  return [...stores, ...databases, ...providers, model].filter(({ value }) => value !== undefined);
}

/**
 * Refuses credentials that are known: they would stand in the manifest. Those that only the deployment knows pass, and
 * so do those that are known when the manifest is rendered, until then.
 */
export function refuseCredentials(judge: Judge, spec: RuntimeConfigSpec): void {
  for (const { field, value } of tokensOf(spec)) {
    if (!isUnresolved(value)) {
      throw credentialRefusal(judge, field, HIDDEN, 'a credential');
    }
  }
  for (const { field, value } of urlsOf(spec)) {
    const url = urlOf(value);
    if (url !== undefined && url.password !== '' && !isUnresolved(url.password)) {
      url.password = HIDDEN;
      throw credentialRefusal(judge, field, url.href, 'a password');
    }
  }
}

/** The address that a text is, also where parts of it are markers. */
export function urlOf(text: unknown): URL | undefined {
  return typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
}

function credentialRefusal(judge: Judge, field: string, value: string, what: string): Error {
  return judge.refuse({
    field,
    value,
    wrong: `${what} that is known at synth would stand in the manifest for everybody to read`,
    allowed: 'a value that only the deployment knows (a token)',
    fix: "RuntimeConfig.fromSecret('name'), with a Secret that holds the whole file",
  });
}
