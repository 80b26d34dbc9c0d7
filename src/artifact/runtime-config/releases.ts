import type { RuntimeConfigSpec } from './spec';

/** A part of a runtime configuration that older releases of the Spin shim do not know, and end over. */
interface NewPart {
  readonly field: string;
  readonly isGiven: (spec: RuntimeConfigSpec) => boolean;
  /** The first release of containerd-shim-spin that knows it. */
  readonly since: string;
  /** Where that is from. */
  readonly source: string;
}

const SHIM = 'containerd-shim-spin CHANGELOG.md';

/**
 * What came after shim 0.17 (Spin 3.0). What only Spin after 3.6 knows, as `ca_use_platform_roots` and
 * `max_socket_connections`, has no field yet: the shims that were released end over it. All of it was read, nothing ran.
 */
export const NEW_PARTS: readonly NewPart[] = [
  {
    field: 'keyValueStores.*.awsDynamo',
    isGiven: ({ keyValueStores = {} }) =>
      Object.values(keyValueStores).some(({ awsDynamo }) => awsDynamo !== undefined),
    since: '0.18.0',
    source: `fermyon/developer pull 1423 (Spin 3.1); ${SHIM}: 0.18.0 has Spin 3.1.2`,
  },
  {
    field: 'outboundNetworking',
    isGiven: ({ outboundNetworking }) => outboundNetworking !== undefined,
    since: '0.21.0',
    source: `spinframework/spin pull 3150 (June 2025); ${SHIM}: 0.20.0 has Spin 3.3.1, 0.21.0 has Spin 3.4.0`,
  },
  {
    field: 'outboundHttp',
    isGiven: ({ outboundHttp }) => outboundHttp !== undefined,
    since: '0.21.0',
    source: `spinframework/spin pull 3229 (August 2025); ${SHIM}: 0.20.0 has Spin 3.3.1, 0.21.0 has Spin 3.4.0`,
  },
  {
    field: 'outboundHttp.maxConcurrentRequests',
    isGiven: ({ outboundHttp }) => outboundHttp?.maxConcurrentRequests !== undefined,
    since: '0.22.0',
    source: `spinframework/spin pull 3285 (October 2025); ${SHIM}: 0.22.0 has Spin 3.5.0`,
  },
];
