/** The WebAssembly engine of a crun, by the name of its handler. crun's documentation tells to build it with one. */
export enum CrunEngine {
  /** `--with-wasmedge`. */
  WASMEDGE = 'wasmedge',
  /** `--with-wasmtime`. */
  WASMTIME = 'wasmtime',
  /** `--with-wasmer`. */
  WASMER = 'wasmer',
  /** `--with-wamr`. */
  WAMR = 'wamr',
}

/** Which containers of a marked pod crun takes for WebAssembly. */
export enum CrunVariant {
  /** All of them: a Linux side-car in such a pod dies. */
  COMPAT = 'compat',
  /** Those whose entrypoint ends in `.wasm` or `.wat`. */
  COMPAT_SMART = 'compat-smart',
}

/** How crun is told that a pod holds WebAssembly. Structural: takes no token. */
export interface CrunOptions {
  /**
   * The engine to ask for by name, with the annotation `run.oci.handler`. Only
   * where nodes have several: crun takes every container of such a pod for
   * WebAssembly, and containerd must be told to pass that annotation
   * (`pod_annotations` of the runtime in its configuration).
   *
   * @default - whichever is compiled in
   */
  readonly engine?: CrunEngine;

  /**
   * Which containers of the pod are WebAssembly.
   *
   * @default CrunVariant.COMPAT_SMART, or CrunVariant.COMPAT with an `engine`
   */
  readonly variant?: CrunVariant;
}
