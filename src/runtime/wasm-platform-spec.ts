import type { Toleration } from './toleration';

/** Who puts the RuntimeClass objects on a cluster. */
export enum RuntimeClassOwner {
  /** This package: it emits the classes that workloads use into a chart of their own. */
  EMITTED = 'emitted',
  /** The platform, or somebody by hand: nothing is emitted. */
  EXTERNAL = 'external',
}

/** What keeps the accounts of a node's containers. */
export enum CgroupDriver {
  /** systemd, the default of most distributions. */
  SYSTEMD = 'systemd',
  /** The kernel's file system, without systemd. */
  CGROUPFS = 'cgroupfs',
}

/** Who decides as which user a pod's processes run. */
export enum UidPolicy {
  /** The pod: this package sets 65532. */
  POD = 'pod',
  /** The namespace, which has a range of its own and refuses others (OpenShift). */
  NAMESPACE = 'namespace',
}

/** One runtime on a platform: the strings that must agree with the node. Structural: takes no token. */
export interface PlatformRuntime {
  /** Name of the RuntimeClass, which pods name. */
  readonly className: string;

  /** Name of the handler in the container runtime's configuration, which the RuntimeClass names. */
  readonly handler: string;

  /**
   * Labels of the nodes that have the shim.
   *
   * @default - every node has it
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Taints of the nodes that have the shim.
   *
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * What a pod of this class costs its node besides its containers, by resource (`memory: 10Mi`); `{}` for nothing.
   *
   * @default - `memory: 24Mi`: a shim’s process was measured to take 9 to 23 MB (bench/RESULTS.md)
   */
  readonly overhead?: { [resource: string]: string };

  /**
   * The shim's release, without a `v`: `0.24.0`. With nodes of several releases, the oldest.
   *
   * @default - the newest release that this package knows
   */
  readonly shimVersion?: string;
}

/** A platform as plain data; it survives JSON. Structural: takes no token. */
export interface WasmPlatformSpec {
  /** What it is called in messages: `k3s`. */
  readonly name: string;

  /** What it runs, by the name of the runtime: `{ spin: { className: …, handler: … } }`. */
  readonly runtimes: { [runtime: string]: PlatformRuntime };

  /** Who puts the RuntimeClass objects there. */
  readonly runtimeClasses: RuntimeClassOwner;

  /**
   * Kubernetes' version, `major.minor`. With nodes of several versions, the oldest.
   *
   * @default - the newest that this package knows
   */
  readonly kubernetesVersion?: string;

  /**
   * containerd's version, `major.minor.patch`. With nodes of several versions, the oldest.
   *
   * @default - the newest that this package knows
   */
  readonly containerdVersion?: string;

  /**
   * What keeps the accounts of containers.
   *
   * @default CgroupDriver.SYSTEMD
   */
  readonly cgroupDriver?: CgroupDriver;

  /**
   * Who decides the user.
   *
   * @default UidPolicy.POD
   */
  readonly uidPolicy?: UidPolicy;

  /**
   * Why not to start with it, and what replaces it. It becomes a warning.
   *
   * @default - it is current
   */
  readonly deprecation?: string;

  /** Where names and handlers were seen. */
  readonly source: string;
}

/** What a cluster has that differs from its platform's usual. Structural: takes no token. */
export interface WasmPlatformOptions {
  /**
   * Kubernetes' version, `major.minor`. With nodes of several versions, the oldest.
   *
   * @default - the newest that this package knows
   */
  readonly kubernetesVersion?: string;

  /**
   * containerd's version, `major.minor.patch`. With nodes of several versions, the oldest.
   *
   * @default - the newest that this package knows
   */
  readonly containerdVersion?: string;

  /**
   * The shims' releases, by the name of the runtime: `{ spin: '0.24.0' }`. With nodes of several releases, the oldest.
   *
   * @default - the newest releases that this package knows
   */
  readonly shimVersions?: { [runtime: string]: string };

  /**
   * Labels of the nodes that have the shims.
   *
   * @default - the platform's
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Taints of the nodes that have the shims.
   *
   * @default - the platform's
   */
  readonly tolerations?: Toleration[];

  /**
   * What a pod costs its node besides its containers, by resource (`memory: 10Mi`); `{}` for nothing.
   *
   * @default - the platform’s
   */
  readonly overhead?: { [resource: string]: string };

  /**
   * Who puts the RuntimeClass objects there.
   *
   * @default - `EXTERNAL` where the platform brings them, else `EMITTED`
   */
  readonly runtimeClasses?: RuntimeClassOwner;

  /**
   * What keeps the accounts of containers.
   *
   * @default - the platform's
   */
  readonly cgroupDriver?: CgroupDriver;

  /**
   * Who decides the user.
   *
   * @default - the platform's
   */
  readonly uidPolicy?: UidPolicy;
}
