import type { WasiTrack, WasmKind, WasmRole } from './classify';

/**
 * What a `.wasm` says of itself, as plain data; it survives JSON.
 *
 * Structural: takes no token.
 */
export interface WasmBinarySpec {
  /** Core module or component. */
  readonly kind: WasmKind;

  /** Which generation of WASI it is made for. */
  readonly wasi: WasiTrack;

  /** What it is for. */
  readonly role: WasmRole;

  /** Whole names of what it imports. */
  readonly imports: string[];

  /** Whole names of what it exports. */
  readonly exports: string[];

  /** Languages and tools that made it, by what they did. */
  readonly producers: { [field: string]: string[] };

  /** Size in bytes. */
  readonly size: number;
}
