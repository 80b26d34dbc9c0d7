/** Rights of the superuser that a process keeps or gets. */
export interface CapabilitiesSpec {
  /**
   * Rights that are added.
   *
   * @default - `NET_BIND_SERVICE` on runwasi and Spin shims, which ignore `drop: [ALL]` where nothing is added; else none
   */
  readonly add?: string[];

  /**
   * Rights that are taken away.
   *
   * @default - ALL
   */
  readonly drop?: string[];
}

/** Which system calls a process may make. */
export interface SeccompSpec {
  /** `RuntimeDefault`, `Localhost` or `Unconfined`. */
  readonly type: string;

  /**
   * File of the profile on the node, with `Localhost`.
   *
   * @default - none
   */
  readonly localhostProfile?: string;
}

/** As whom and with which rights a container runs. What is left out keeps the runtime's safe default. */
export interface SecurityContextSpec {
  /**
   * Whether the kubelet refuses to start it as the superuser.
   *
   * @default true
   */
  readonly runAsNonRoot?: boolean;

  /**
   * User id.
   *
   * @default - 65532; none where the platform's namespaces give one
   */
  readonly runAsUser?: number;

  /**
   * Group id.
   *
   * @default - 65532; none where the platform's namespaces give one
   */
  readonly runAsGroup?: number;

  /**
   * Group that owns mounted volumes. It holds for the pod as a whole.
   *
   * @default - none
   */
  readonly fsGroup?: number;

  /**
   * Whether the root file system can only be read.
   *
   * @default - true where the runtime was seen to live with it
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * Whether a process can get more rights than its parent.
   *
   * @default false
   */
  readonly allowPrivilegeEscalation?: boolean;

  /**
   * Rights of the superuser.
   *
   * @default - none, as far as the runtime lets that be said
   */
  readonly capabilities?: CapabilitiesSpec;

  /**
   * System calls.
   *
   * @default - RuntimeDefault
   */
  readonly seccompProfile?: SeccompSpec;
}
