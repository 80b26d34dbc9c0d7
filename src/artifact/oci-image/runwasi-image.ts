import { refusal } from '../../value/refuse';
import type { Content } from './content';
import { IMAGE_CONFIG, type ImageOptions, imageOf, type OciImage } from './image';
import { isFileName } from './paths';

/** What is said of a runwasi image besides the `.wasm`. */
export interface RunwasiImageOptions extends ImageOptions {
  /**
   * What a pod without a command runs: the name of the module, perhaps with `#` and a function of it.
   *
   * @default 'app.wasm'
   */
  readonly entrypoint?: string;

  /**
   * The signal that asks the guest to end.
   *
   * @default - that of the container runtime: `SIGTERM`
   */
  readonly stopSignal?: string;
}

const LAYER = 'application/vnd.bytecodealliance.wasm.component.layer.v0+wasm';
/** Two images of one config would be one image to the kubelet. */
const LAYERS_LABEL = 'containerd.runwasi.layers';

/**
 * runwasi's image: the `.wasm` as it is, under an ordinary config that keeps an
 * entrypoint. The tool that made the format first says `wasip1` of components too.
 *
 * Source: containerd/runwasi, `crates/oci-tar-builder`.
 */
export function runwasiImage(wasm: Content, options: RunwasiImageOptions = {}): OciImage {
  const { digest, size } = wasm;
  const entrypoint = options.entrypoint ?? 'app.wasm';
  if (!isFileName(entrypoint)) {
    throw refusal({
      path: 'runwasiImage',
      field: 'entrypoint',
      value: entrypoint,
      wrong: 'no name of a module',
      allowed: 'a name without "/"',
      fix: 'for example app.wasm',
    });
  }
  const value = {
    architecture: 'wasm',
    os: 'wasip1',
    config: {
      Entrypoint: [entrypoint],
      ...(options.stopSignal !== undefined && { StopSignal: options.stopSignal }),
      Labels: { [LAYERS_LABEL]: digest },
    },
    rootfs: { type: 'layers', diff_ids: [] },
    history: [],
  };
  return imageOf(
    { mediaType: IMAGE_CONFIG, value },
    [{ mediaType: LAYER, content: { digest, size } }],
    options,
  );
}
