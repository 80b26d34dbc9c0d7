import type { RuntimeConfig } from '../../artifact/runtime-config';
import type { WasmImage } from '../../artifact/wasm-image';
import type { WasmPlatform } from '../../runtime/wasm-platform';
import type { CaBundleSpec } from './ca-bundle';
import type { LinuxContainerSpec } from './container';
import type { EnvFromSpec, EnvValueSpec } from './env-value';
import type { IdentitySpec } from './identity';
import type { ResourcesSpec } from './resources';
import type { SchedulingSpec } from './scheduling';
import type { SecurityContextSpec } from './security';
import type { FileSpec, VolumeSpec } from './volume';

/** What every workload has: the part that becomes the pod. */
export interface WasmWorkloadProps {
  /**
   * Name of all objects of the workload: a DNS label that starts with a letter.
   * Set it: without it the name comes from the construct's path, and moving the
   * construct replaces the objects. Structural: takes no token.
   *
   * @default - cdk8s' generated name
   */
  readonly name?: string;

  /**
   * Labels of all objects and of the pods.
   *
   * @default - none but the workload's own
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the workload's main object (Deployment, Job, CronJob).
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of the pods alone.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - those that the runtime needs
   */
  readonly podAnnotations?: { [key: string]: string };

  /** The image with the WebAssembly. */
  readonly image: WasmImage;

  /**
   * The cluster. It is bound for the whole chart, as `platform.bind(chart)` would. Structural: takes no token.
   *
   * @default - the one bound at the nearest scope; an error where there is none
   */
  readonly platform?: WasmPlatform;

  /**
   * The entrypoint. In a plain image a path to the `.wasm`, with `path#function` for another export than `_start`.
   *
   * @default - what the runtime needs for the image's format
   */
  readonly command?: string[];

  /**
   * Arguments.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Variables of the container by name. A Spin application does not see them: it has `variables`.
   *
   * @default - none but where the runtime listens
   */
  readonly env?: { [name: string]: EnvValueSpec };

  /**
   * All keys of Secrets and ConfigMaps as variables.
   *
   * @default - none
   */
  readonly envFrom?: EnvFromSpec[];

  /**
   * Variables of a Spin application by name (lower-case letters, digits and "_", from a letter on). Only with the Spin runtime.
   *
   * @default - none
   */
  readonly variables?: { [name: string]: EnvValueSpec };

  /**
   * The components of a Spin application that run here; the others of the image do not. Only with the Spin runtime.
   *
   * @default - all
   */
  readonly components?: string[];

  /**
   * The most memory that one instance of a Spin component may have: `64Mi`. No more than the memory limit. Only with the Spin runtime.
   *
   * @default - no limit of its own
   */
  readonly invocationMemory?: string;

  /**
   * Where key-value stores, databases and variables of a Spin application really are: `/runtime-config.toml`. Only with
   * the Spin runtime.
   *
   * @default - Spin's own: stores and databases in `/.spin`, variables from the container
   */
  readonly runtimeConfig?: RuntimeConfig;

  /**
   * Image of the Linux container that makes the one file which the Spin shim must be able to write for a Spin
   * application image; it needs `touch`. Only with the Spin runtime and image format.
   *
   * @default docker.io/library/busybox:1.37.0
   */
  readonly spinLockImage?: string;

  /**
   * What the container needs and may use. What is left out is filled from measured figures where the size of the
   * binary is known (`WasmImage` with `binarySize`).
   *
   * @default - measured figures; an error where the size of the binary is not known
   */
  readonly resources?: ResourcesSpec;

  /**
   * As whom and with which rights it runs.
   *
   * @default - as an unprivileged user with no rights, admitted by the restricted Pod Security Standard
   */
  readonly securityContext?: SecurityContextSpec;

  /**
   * On which nodes it runs.
   *
   * @default - on those of the runtime class
   */
  readonly scheduling?: SchedulingSpec;

  /**
   * As which account it speaks to the cluster.
   *
   * @default - as the namespace's `default`, without a token
   */
  readonly identity?: IdentitySpec;

  /**
   * Volumes by mount path.
   *
   * @default - those that the runtime needs for the image's format
   */
  readonly volumes?: { [mountPath: string]: VolumeSpec };

  /**
   * Single files by path.
   *
   * @default - none
   */
  readonly files?: { [path: string]: FileSpec };

  /**
   * Linux containers that run beside it, by name.
   *
   * @default - none
   */
  readonly sidecars?: { [name: string]: LinuxContainerSpec };

  /**
   * Linux containers that end before it starts, by name, in that order.
   *
   * @default - none
   */
  readonly initContainers?: { [name: string]: LinuxContainerSpec };

  /**
   * Certificates that calls to outside trust.
   *
   * @default - those in the runtime
   */
  readonly caBundle?: CaBundleSpec;
}
