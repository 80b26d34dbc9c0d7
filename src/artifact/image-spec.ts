import type { ImageFormat } from './image-format';
import type { ImageRecord } from './image-record';
import type { SpinManifestSpec } from './spin/manifest-spec';
import type { WasmBinarySpec } from './wasm/binary-spec';

/** When a node asks the registry for an image again. */
export enum ImagePullPolicy {
  /** At each start. */
  ALWAYS = 'Always',
  /** Where the node has no image of that name. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the image must be on the node. */
  NEVER = 'Never',
}

/** What is known of an image besides its reference. */
export interface WasmImageOptions {
  /**
   * How the image carries the WebAssembly.
   *
   * Structural: takes no token.
   *
   * @default - what the workload's usual tool makes: `SPIN` for `SpinApp`, `ARTIFACT` elsewhere
   */
  readonly format?: ImageFormat;

  /**
   * Size of the `.wasm` in bytes. From it follow the default resources and the check of a memory limit.
   *
   * Structural: takes no token.
   *
   * @default - not known: `resources` must be given, and the memory limit is not checked
   */
  readonly binarySize?: number;

  /**
   * What the `.wasm` of the image says of itself: `WasmBinary.fromFile(path).toSpec()`. Checks hold it against what the
   * shim can run.
   *
   * @default - not known: nothing is checked of it
   */
  readonly binary?: WasmBinarySpec;

  /**
   * The manifest of the Spin application in the image: `SpinManifest.fromFile(path).toSpec()`. Routes, variables and
   * stores are held against it.
   *
   * @default - not known: nothing is checked of it
   */
  readonly manifest?: SpinManifestSpec;

  /**
   * What the `.wasm` of each component of `manifest` says of itself, by the component's id.
   *
   * @default - not known: nothing is checked of them
   */
  readonly componentBinaries?: { [component: string]: WasmBinarySpec };

  /**
   * When a node pulls.
   *
   * @default - `IF_NOT_PRESENT` with a digest or a tag that stays, `ALWAYS` with a tag that moves (`latest`, none)
   */
  readonly pullPolicy?: ImagePullPolicy;

  /**
   * Names of Secrets (type `kubernetes.io/dockerconfigjson`, in the namespace of the workload) with the registry's credentials.
   *
   * @default - none
   */
  readonly pullSecrets?: string[];

  /**
   * Whether no tag, or `latest` without a digest, is meant. Such a workload runs
   * other bytes after each push, and no rollout tells.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly allowMutableTag?: boolean;
}

/** An image as plain data; it survives JSON. */
export interface WasmImageSpec extends WasmImageOptions {
  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: string;

  /**
   * Tag.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * Digest: `sha256:…`.
   *
   * @default - none
   */
  readonly digest?: string;

  /**
   * What the image is made of, where this package made it.
   *
   * @default - made elsewhere
   */
  readonly record?: ImageRecord;
}
