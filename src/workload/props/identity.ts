/** As which account a pod speaks to the cluster. */
export interface IdentitySpec {
  /**
   * Name of a ServiceAccount.
   *
   * @default - the workload's name where `create` is set, else the namespace's `default`
   */
  readonly serviceAccountName?: string;

  /**
   * Whether the ServiceAccount is emitted.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly create?: boolean;

  /**
   * Annotations of the emitted ServiceAccount, as clouds want them for workload identity.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Whether a token of the account is mounted.
   *
   * @default false
   */
  readonly automountToken?: boolean;
}
