import { WasmKind } from '../wasm/classify';
import type { Content } from './content';
import { type ImageOptions, imageOf, type OciImage } from './image';

/** What a binary is and what it names; a `WasmBinary` says all of it but the digest. */
export interface WasmContent extends Content {
  /** Core module or component. */
  readonly kind: WasmKind;
  /** Whole names of what it imports. */
  readonly imports: readonly string[];
  /** Whole names of what it exports. */
  readonly exports: readonly string[];
}

const CONFIG = 'application/vnd.wasm.config.v0+json';
const LAYER = 'application/wasm';
/** The format has a time, and a digest that changes with the clock would be none. */
const NO_TIME = '1970-01-01T00:00:00Z';

/**
 * A CNCF Wasm OCI artifact: the `.wasm` as it is, and a config that names what
 * it imports and exports. It has no entrypoint, so a pod must give a command.
 *
 * The format knows no third generation of WASI: every component is `wasip2`.
 * Source: cncf/tag-runtime, `wgs/wasm/deliverables/wasm-oci-artifact`.
 */
export function wasmArtifact(wasm: WasmContent, options: ImageOptions = {}): OciImage {
  const { digest, size } = wasm;
  const isComponent = wasm.kind === WasmKind.COMPONENT;
  const value = {
    created: NO_TIME,
    architecture: 'wasm',
    os: isComponent ? 'wasip2' : 'wasip1',
    layerDigests: [digest],
    ...(isComponent && { component: { exports: wasm.exports, imports: wasm.imports } }),
  };
  return imageOf({ mediaType: CONFIG, value }, [{ mediaType: LAYER, content: { digest, size } }], options);
}
