/** How an ingress compares a path. */
export enum PathType {
  /** Whole parts between slashes from the start. */
  PREFIX = 'Prefix',
  /** The same text. */
  EXACT = 'Exact',
  /** As the controller likes. */
  IMPLEMENTATION_SPECIFIC = 'ImplementationSpecific',
}

/** TLS at the ingress; the shims end none. */
export interface IngressTlsSpec {
  /**
   * Name of the Secret with certificate and key.
   *
   * @default - the workload's name with `-tls`, which a certificate manager fills
   */
  readonly secretName?: string;

  /**
   * Hosts of the certificate.
   *
   * @default - all hosts of the ingress
   */
  readonly hosts?: string[];
}

/** How a workload is reached from outside. */
export interface IngressSpec {
  /**
   * Name of the IngressClass.
   *
   * @default - the cluster's
   */
  readonly className?: string;

  /**
   * Host names; `*.example.com` is one.
   *
   * @default - every host
   */
  readonly hosts?: string[];

  /**
   * Paths, each with how it is compared: `{ '/api': PathType.PREFIX }`.
   *
   * @default - the public routes of a Spin application whose image knows its manifest, else everything below /
   */
  readonly paths?: { [path: string]: PathType };

  /**
   * TLS.
   *
   * @default - none
   */
  readonly tls?: IngressTlsSpec;

  /**
   * Name of the Service's port that is meant.
   *
   * @default "http"
   */
  readonly servicePort?: string;

  /**
   * Labels of the Ingress.
   *
   * @default - the workload's
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Ingress, which most controllers take their options from.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
