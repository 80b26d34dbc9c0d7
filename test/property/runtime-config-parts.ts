import type { JsonObject } from '../../src/value/json';

const SECRET = 'any-wasm-token-1-nekot';
const FILE = '/any/file.pem';

/** What the fields of a runtime configuration ask of each other, so that a random one becomes a valid one. */
export const RUNTIME_CONFIG_PARTS: { readonly [struct: string]: (value: JsonObject) => JsonObject } = {
  RuntimeConfigSpec: ({ secret, ...file }) => {
    if (secret !== undefined && !('outboundNetworking' in file)) {
      return { secret };
    }
    return Object.keys(file).length > 0 ? file : { stateDir: '' };
  },
  AwsDynamoStoreSpec: ({ accessKey, secretKey, token, ...rest }) =>
    accessKey === undefined && secretKey === undefined
      ? rest
      : { ...rest, accessKey: accessKey ?? SECRET, secretKey: secretKey ?? SECRET, token },
  AzureKeyVaultProviderSpec: ({ clientId, clientSecret, tenantId, authorityHost, ...rest }) =>
    clientSecret === undefined
      ? rest
      : { ...rest, clientId: clientId ?? 'any', clientSecret, tenantId: tenantId ?? 'any', authorityHost },
  ClientTlsSpec: ({ clientCertFile, clientPrivateKeyFile, caUseWebpkiRoots, ...rest }) => ({
    ...rest,
    ...(caUseWebpkiRoots === false && rest.caRootsFile === undefined ? {} : { caUseWebpkiRoots }),
    ...(clientCertFile !== undefined && {
      clientCertFile,
      clientPrivateKeyFile: clientPrivateKeyFile ?? FILE,
    }),
  }),
  StaticProviderSpec: (value) =>
    'values' in value || 'secretValues' in value ? value : { values: { any: 'any' } },
};
