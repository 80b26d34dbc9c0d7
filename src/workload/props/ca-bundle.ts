/** Certificates that calls to outside trust: exactly one of `secretName`, `configMapName` and `pem` is given. */
export interface CaBundleSpec {
  /**
   * Name of a Secret that holds them.
   *
   * @default - not from a Secret
   */
  readonly secretName?: string;

  /**
   * Name of a ConfigMap that holds them.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapName?: string;

  /**
   * The certificates themselves, in PEM. They become a ConfigMap whose name holds their hash. Structural: takes no token.
   *
   * @default - not given here
   */
  readonly pem?: string;

  /**
   * The key in the Secret or the ConfigMap. Structural: takes no token.
   *
   * @default "ca-certificates.crt"
   */
  readonly key?: string;
}
