/**
 * How an image carries the WebAssembly. A shim takes some of them and not
 * others, and each needs other paths, commands and memory.
 */
export enum ImageFormat {
  /** CNCF Wasm OCI artifact: one `application/wasm` layer and no entrypoint (`wkg oci push`). */
  ARTIFACT = 'artifact',
  /** Spin application image: wasm layers and a locked application (`spin registry push`). */
  SPIN = 'spin',
  /** runwasi's image with wasm layers, which keeps an entrypoint (`oci-tar-builder`). */
  RUNWASI = 'runwasi',
  /** Ordinary image with the `.wasm` (and perhaps `/spin.toml`) as a file in it (`FROM scratch`). */
  PLAIN = 'plain',
}
