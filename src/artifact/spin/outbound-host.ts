/** What kind of host an entry of `allowed_outbound_hosts` names. */
export enum SpinHostKind {
  /** Every host: `*`. */
  ANY = 'any',
  /** The hosts below a domain: `*.example.com`. */
  SUBDOMAINS = 'subdomains',
  /** One host by its name. */
  NAME = 'name',
  /** One host by its IP address. */
  ADDRESS = 'address',
  /** A range of IP addresses: `10.0.0.0/8`. */
  NETWORK = 'network',
  /** The application's own routes: `self`. */
  SELF = 'self',
  /** Components of the same application, which Spin calls in its own process: `cart.spin.internal`, `*.spin.internal`. */
  CHAINED = 'chained',
  /** Not known before the variables in it have values. */
  TEMPLATE = 'template',
}

/**
 * An entry of `allowed_outbound_hosts`, taken apart.
 *
 * Structural: takes no token.
 */
export interface SpinOutboundHost {
  /** The entry as the manifest has it. */
  readonly text: string;

  /** What kind of host it names. */
  readonly kind: SpinHostKind;

  /**
   * Scheme; `*` is any.
   *
   * @default - a variable says it
   */
  readonly scheme?: string;

  /**
   * The name, the address, the range with the bits of the host at 0, or, of
   * `SUBDOMAINS`, the domain.
   *
   * @default - the kind says it all, or a variable says it
   */
  readonly host?: string;

  /**
   * Of `CHAINED`: id of the component.
   *
   * @default - any component
   */
  readonly component?: string;

  /**
   * The first port. `any` port is 0 to 65535.
   *
   * @default - a variable says it
   */
  readonly firstPort?: number;

  /**
   * The last port, which is allowed as well (in the manifest, the end of `8000..8010` is not).
   *
   * @default - a variable says it
   */
  readonly lastPort?: number;

  /** The variables of the application that it takes its text from. */
  readonly variables: string[];
}
