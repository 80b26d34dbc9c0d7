import type { CgroupDriver } from './wasm-platform-spec';

/** Where runtime-class-manager gets a shim for one architecture. */
export interface ShimLocation {
  /** Address of the `.tar.gz` that holds `containerd-shim-<name>`; nodes fetch it without credentials. */
  readonly location: string;

  /** SHA-256 of that archive, 64 hexadecimal digits. Nothing else proves what nodes run as root. */
  readonly sha256: string;
}

/** Props of `Shim`. */
export interface ShimProps {
  /**
   * Name of the resource, which is also the suffix of the binary
   * (`containerd-shim-<name>`) and the handler: `spin-v2`. Structural: takes no token.
   */
  readonly name: string;

  /** Name of the RuntimeClass that is made for it. Structural: takes no token. */
  readonly className: string;

  /**
   * The archive for nodes with x86-64 processors.
   *
   * @default - none; at least one architecture is needed
   */
  readonly amd64?: ShimLocation;

  /**
   * The archive for nodes with 64-bit ARM processors.
   *
   * @default - none; at least one architecture is needed
   */
  readonly arm64?: ShimLocation;

  /**
   * Labels of the nodes that get the shim.
   *
   * @default - every node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * What keeps the accounts of containers on those nodes. Wrong, and no metrics reach an autoscaler. Structural: takes
   * no token.
   *
   * @default CgroupDriver.SYSTEMD
   */
  readonly cgroupDriver?: CgroupDriver;

  /**
   * More options of the containerd runtime, written into its configuration as they are (`"true"`, not `true`).
   *
   * @default - none
   */
  readonly containerdRuntimeOptions?: { [option: string]: string };
}
