import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';

/** Something of this package that is plain data underneath, whichever copy of it made it. */
export interface Spec<T> {
  /** The plain data. */
  toSpec(): T;
}

/** A cluster: what `WasmPlatform` makes, or plain data. */
export type PlatformInput = Spec<WasmPlatformSpec> | WasmPlatformSpec;
