/**
 * Which certificates a component trusts, and which it shows, when it calls some hosts.
 *
 * Source: spinframework/spin, `crates/factor-outbound-networking/src/runtime_config/spin.rs`.
 */
export interface ClientTlsSpec {
  /** Ids of the components, as in `spin.toml`; at least one. */
  readonly componentIds: string[];

  /** The hosts, each as the call names it, without a port and without `*`; at least one. */
  readonly hosts: string[];

  /**
   * Whether the authorities that Mozilla trusts are trusted. Structural: takes no token.
   *
   * @default - true without `caRootsFile`, else false
   */
  readonly caUseWebpkiRoots?: boolean;

  /**
   * Certificates of authorities to trust, in PEM: a path from / on, where `files` or a volume puts them.
   *
   * @default - none but Mozilla's
   */
  readonly caRootsFile?: string;

  /**
   * The certificate that the component shows, in PEM: a path from / on. Only together with `clientPrivateKeyFile`.
   *
   * @default - none
   */
  readonly clientCertFile?: string;

  /**
   * The key of that certificate, in PEM: a path from / on. Only together with `clientCertFile`.
   *
   * @default - none
   */
  readonly clientPrivateKeyFile?: string;
}

/** Where components may not connect to, whatever their `allowed_outbound_hosts` say. Spin knows it from 3.4 on. */
export interface OutboundNetworkingSpec {
  /**
   * Ranges of addresses (`10.0.0.0/8`), or `private` for all that the internet does not route: the addresses of pods and
   * Services are among them.
   *
   * @default - none
   */
  readonly blockNetworks?: string[];
}

/** How components call over HTTP. Spin knows it from 3.4 on. */
export interface OutboundHttpSpec {
  /**
   * Whether connections stay open for the next call. It is always written: left out of a file that has the rest, Spin
   * takes it for false. Structural: takes no token.
   *
   * @default true
   */
  readonly connectionPooling?: boolean;

  /**
   * The most connections at a time, 1 or more, of all instances together; over HTTP/2 one carries many requests. Spin
   * knows it from 3.5 on. Structural: takes no token.
   *
   * @default - no limit
   */
  readonly maxConcurrentRequests?: number;
}

/** What a server of a language model understands. */
export enum LlmApi {
  /** The API of Spin's own proxy, spin-cloud-gpu. */
  DEFAULT = 'default',
  /** The API of OpenAI, which others speak too. */
  OPEN_AI = 'open_ai',
}

/**
 * A language model on a server.
 *
 * Source: spinframework/spin, `crates/factor-llm/src/spin.rs`, `crates/llm-remote-http/src/lib.rs`.
 */
export interface RemoteLlmSpec {
  /** Address of the server: `https://…` or `http://…`. */
  readonly url: string;

  /** The server's token: a credential. */
  readonly authToken: string;

  /**
   * What the server understands.
   *
   * @default LlmApi.DEFAULT
   */
  readonly apiType?: LlmApi;
}

/** Where language models run. On a server: the Spin shim has none of its own, and answers every call with an error. */
export interface LlmComputeSpec {
  /** On a server. */
  readonly remoteHttp: RemoteLlmSpec;
}
