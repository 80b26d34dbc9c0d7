import { exactlyOne } from '../../value/demand';
import { LOWER_SNAKE, variableNameProblem } from '../spin/ids';
import { FILE, isFile, type Judge } from './judge';
import type { AzureKeyVaultProviderSpec, StaticProviderSpec, VariablesProviderSpec } from './providers';

const PROVIDERS = ['env', 'static', 'vault', 'azureKeyVault'] as const;

export function checkVariablesProvider(judge: Judge, field: string, provider: VariablesProviderSpec): void {
  exactlyOne(judge.path, judge.prefix + field, provider, PROVIDERS);
  const { env, vault } = provider;
  const isPrefix = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !text.endsWith('_');
  judge.demand(
    `${field}.env.prefix`,
    env?.prefix,
    isPrefix,
    'letters, digits and "_", not from a digit on, without the "_" that Spin puts behind it',
  );
  judge.demand(`${field}.env.dotenvPath`, env?.dotenvPath, isFile, FILE);
  judge.filled(`${field}.vault`, { ...vault });
  checkStatic(judge, `${field}.static`, provider.static);
  checkServicePrincipal(judge, `${field}.azureKeyVault`, provider.azureKeyVault);
}

function checkStatic(judge: Judge, field: string, provider: StaticProviderSpec | undefined): void {
  if (provider === undefined) {
    return;
  }
  const { values = {}, secretValues = {} } = provider;
  const names = [...Object.keys(values), ...Object.keys(secretValues)];
  if (names.length === 0) {
    throw judge.refuse({
      field,
      value: provider,
      wrong: 'says nothing',
      allowed: 'values, secretValues or both',
    });
  }
  for (const name of names) {
    judge.demand(`${field} variable`, name, (text) => variableNameProblem(text) === undefined, LOWER_SNAKE);
  }
  const twice = Object.keys(values).find((name) => Object.hasOwn(secretValues, name));
  if (twice !== undefined) {
    throw judge.refuse({
      field: `${field}.values.${twice}`,
      value: values[twice],
      wrong: 'secretValues says it too',
      fix: 'one of both',
    });
  }
}

function checkServicePrincipal(
  judge: Judge,
  field: string,
  vault: AzureKeyVaultProviderSpec | undefined,
): void {
  const { clientId, clientSecret, tenantId, authorityHost } = vault ?? {};
  const parts = Object.entries({ clientId, clientSecret, tenantId });
  const missing = parts.filter(([, value]) => value === undefined).map(([name]) => name);
  judge.filled(field, { clientId, tenantId });
  if (missing.length > 0 && missing.length < parts.length) {
    throw judge.refuse({
      field: `${field}.${missing[0]}`,
      value: undefined,
      wrong: 'Spin ends where it has some parts of a service principal and not all',
      fix: 'clientId, clientSecret and tenantId, or none of them where the environment says who asks',
    });
  }
  if (missing.length > 0 && authorityHost !== undefined) {
    throw judge.refuse({
      field: `${field}.authorityHost`,
      value: authorityHost,
      wrong: 'Spin reads it only beside a service principal',
      fix: "env: { AZURE_AUTHORITY_HOST: EnvValue.of('https://…') }",
    });
  }
}
