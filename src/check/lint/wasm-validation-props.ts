import type { ImageFormat } from '../../artifact/image-format';
import type { WasmPlatformOptions, WasmPlatformSpec } from '../../runtime/wasm-platform-spec';

/** Properties of `WasmValidation` in `cdk8s.yaml`. Structural: takes no token. */
export interface WasmValidationProps {
  /**
   * The cluster, by the name of its factory in `WasmPlatform`: `k3s`, `spinKube`, `runtimeClassManager`, …
   *
   * @default - not known, unless `customPlatform` tells: pods of classes that no manifest brings are not checked
   */
  readonly platform?: string;

  /**
   * What the cluster has that differs from the usual of `platform`.
   *
   * @default - nothing
   */
  readonly platformOptions?: WasmPlatformOptions;

  /**
   * Any other cluster, in the place of `platform`.
   *
   * @default - `platform`
   */
  readonly customPlatform?: WasmPlatformSpec;

  /**
   * How the images of all workloads carry the WebAssembly, where no record in the manifest tells.
   *
   * @default - not known: what depends on it is not checked
   */
  readonly imageFormat?: ImageFormat;

  /**
   * Whether a warning fails the synth too.
   *
   * @default false
   */
  readonly failOnWarnings?: boolean;
}
