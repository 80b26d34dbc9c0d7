import type { WasmRuntime } from '../../runtime/wasm-runtime';
import type { WasmWorkloadProps } from './workload-props';

/** How a workload that ends runs: the part that is in the Job and not in its pods. */
export interface WasmRunProps extends WasmWorkloadProps {
  /**
   * How often a failed pod is tried again. The first start of an image on a node
   * can lose a race in the shim's compile cache: leave at least one.
   *
   * @default 3
   */
  readonly backoffLimit?: number;

  /**
   * Seconds after which all is ended.
   *
   * @default - never
   */
  readonly activeDeadlineSeconds?: number;

  /**
   * Seconds that the Job stays after its end.
   *
   * @default 86400
   */
  readonly ttlSecondsAfterFinished?: number;

  /**
   * Pods at a time.
   *
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * Pods that must succeed.
   *
   * @default 1
   */
  readonly completions?: number;

  /**
   * `OnFailure` starts the container again in its pod, `Never` makes a new pod.
   *
   * @default "OnFailure"
   */
  readonly restartPolicy?: string;

  /**
   * Seconds between the wish to end a pod and its end.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: number;
}

/** What a workload that ends has: the part that becomes a Job. */
export interface WasmJobBaseProps extends WasmRunProps {
  /**
   * The family of shims.
   *
   * @default - wasmtime
   */
  readonly runtime?: WasmRuntime;
}
