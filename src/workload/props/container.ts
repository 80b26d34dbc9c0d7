import type { EnvFromSpec, EnvValueSpec } from './env-value';
import type { HealthSpec } from './probe';
import type { ResourcesSpec } from './resources';
import type { SecurityContextSpec } from './security';
import type { VolumeSpec } from './volume';

/** A Linux container beside the WebAssembly: a side-car, or one that ends before the others start. */
export interface LinuxContainerSpec {
  /** Image, with a tag that stays or a digest. */
  readonly image: string;

  /**
   * When a node pulls.
   *
   * @default - `IfNotPresent`
   */
  readonly imagePullPolicy?: string;

  /**
   * The program.
   *
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * Its arguments.
   *
   * @default - the image's
   */
  readonly args?: string[];

  /**
   * Variables by name. Under the shims for WebAssembly a Linux container gets none of them: there it is an error.
   *
   * @default - none
   */
  readonly env?: { [name: string]: EnvValueSpec };

  /**
   * All keys of Secrets and ConfigMaps as variables. Under the shims for WebAssembly it is an error.
   *
   * @default - none
   */
  readonly envFrom?: EnvFromSpec[];

  /**
   * Ports by name (at most 15 lower-case letters, digits and "-").
   *
   * @default - none
   */
  readonly ports?: { [name: string]: number };

  /**
   * What it needs and may use.
   *
   * @default - nothing is said
   */
  readonly resources?: ResourcesSpec;

  /**
   * Volumes by mount path. One with the `name` of another container's volume is the same volume.
   *
   * @default - none
   */
  readonly volumes?: { [mountPath: string]: VolumeSpec };

  /**
   * How the kubelet asks it.
   *
   * @default - not at all
   */
  readonly health?: HealthSpec;

  /**
   * As whom and with which rights it runs.
   *
   * @default - as the WebAssembly container
   */
  readonly securityContext?: SecurityContextSpec;
}
