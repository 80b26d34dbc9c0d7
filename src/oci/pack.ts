import { contentOf } from '../artifact/oci-image/content';
import type { ImageOptions } from '../artifact/oci-image/image';
import { type ImageFile, type PlainImageOptions, plainImage } from '../artifact/oci-image/plain-image';
import { type RunwasiImageOptions, runwasiImage } from '../artifact/oci-image/runwasi-image';
import { spinImage } from '../artifact/oci-image/spin-image';
import type { SpinLock, SpinLockComponent } from '../artifact/oci-image/spin-lock';
import { wasmArtifact } from '../artifact/oci-image/wasm-artifact';
import { WasmBinary } from '../artifact/wasm-binary';
import { bytesSource } from './blob-source';
import type { Artifact } from './push';

/**
 * Makes a CNCF Wasm OCI artifact of a `.wasm`: the format that most shims take.
 *
 * @param wasm the content of the file
 * @throws where it is no WebAssembly
 */
export function packWasm(wasm: Uint8Array, options: ImageOptions = {}): Artifact {
  const { kind, imports, exports } = WasmBinary.fromBytes(wasm);
  const source = bytesSource('wasm', wasm);
  const { digest, size } = source;
  return { image: wasmArtifact({ digest, size, kind, imports, exports }, options), sources: [source] };
}

/**
 * Makes runwasi's image of a `.wasm`: wasm layers, and an entrypoint.
 *
 * @param wasm the content of the file
 * @throws where it is no WebAssembly, or the entrypoint is no name
 */
export function packRunwasi(wasm: Uint8Array, options: RunwasiImageOptions = {}): Artifact {
  WasmBinary.fromBytes(wasm);
  const source = bytesSource('wasm', wasm);
  return { image: runwasiImage(source, options), sources: [source] };
}

/**
 * Makes an ordinary image of files, the first of which is the entrypoint unless another is named.
 *
 * @throws where a path is none, or stands there twice
 */
export function packPlain(files: readonly ImageFile[], options: PlainImageOptions = {}): Artifact {
  return { image: plainImage(files, options) };
}

/** A component of a Spin application with the content of its `.wasm`. */
export interface SpinAppComponent extends Omit<SpinLockComponent, 'wasm'> {
  /** The content of its `.wasm`. */
  readonly wasm: Uint8Array;
}

/** A Spin application with the content of its files. */
export interface SpinApplication extends Omit<SpinLock, 'components'> {
  /** Its components. */
  readonly components: readonly SpinAppComponent[];
}

/**
 * Makes a Spin application image.
 *
 * @throws where a component is no WebAssembly, an id or a path stands there twice, or it is too much for one image
 */
export function packSpin(app: SpinApplication, options: ImageOptions = {}): Artifact {
  const components = app.components.map(({ wasm, ...rest }) => {
    WasmBinary.fromBytes(wasm);
    return { ...rest, wasm: contentOf(wasm) };
  });
  const sources = app.components.map(({ id, wasm }) => bytesSource(id, wasm));
  return { image: spinImage({ ...app, components }, options), sources };
}
