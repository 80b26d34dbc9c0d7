import { refusal } from '../../value/refuse';
import { contentOf } from './content';
import { IMAGE_CONFIG, type ImageOptions, imageOf, type OciImage } from './image';
import { isPathBelow } from './paths';
import { tar } from './tar';

/** A file of an image. */
export interface ImageFile {
  /** Where it stands, from `/` on: `/app.wasm`. */
  readonly path: string;

  /** Its content. */
  readonly bytes: Uint8Array;

  /**
   * Its permissions.
   *
   * @default - 0o755 for the entrypoint, 0o644 for the others
   */
  readonly mode?: number;
}

/** What is said of a plain image besides its files. */
export interface PlainImageOptions extends ImageOptions {
  /**
   * The file that a pod without a command runs, perhaps with `#` and a function of it.
   *
   * @default - the first file
   */
  readonly entrypoint?: string;

  /**
   * The signal that asks the guest to end.
   *
   * @default - that of the container runtime: `SIGTERM`
   */
  readonly stopSignal?: string;

  /**
   * What the config says that the image runs on. Nodes of any architecture take any, as long as no index has to choose;
   * a shim looks for a file in the image wherever the architecture is not `wasm`.
   *
   * @default - linux, amd64
   */
  readonly platform?: { readonly os: string; readonly architecture: string };
}

const LAYER = 'application/vnd.oci.image.layer.v1.tar';
const LINUX = { os: 'linux', architecture: 'amd64' };
/** As much as a size in a ustar header says. */
const MAX_FILE = 8 ** 11 - 1;

/**
 * An ordinary image with files in one layer, as `FROM scratch` makes it. The
 * layer is not compressed, so that its digest depends on the files alone.
 */
export function plainImage(files: readonly ImageFile[], options: PlainImageOptions = {}): OciImage {
  checkFiles(files);
  const entrypoint = options.entrypoint ?? files[0].path;
  const has = (wanted: string): boolean => files.some(({ path }) => path === wanted);
  const started = has(entrypoint) ? entrypoint : entrypoint.split('#', 1)[0];
  if (!has(started)) {
    throw refusal({
      path: 'plainImage',
      field: 'entrypoint',
      value: entrypoint,
      wrong: 'no file of the image',
      allowed: files.map(({ path }) => path).join(', '),
    });
  }
  const pieces = tar(
    files.map(({ path, bytes, mode }) => ({
      path: path.slice(1),
      bytes,
      mode: mode ?? (path === started ? 0o755 : 0o644),
    })),
  );
  const content = contentOf(...pieces);
  const { os, architecture } = options.platform ?? LINUX;
  const value = {
    architecture,
    os,
    config: {
      Entrypoint: [entrypoint],
      ...(options.stopSignal !== undefined && { StopSignal: options.stopSignal }),
    },
    rootfs: { type: 'layers', diff_ids: [content.digest] },
  };
  return imageOf({ mediaType: IMAGE_CONFIG, value }, [{ mediaType: LAYER, content, pieces }], options);
}

function checkFiles(files: readonly ImageFile[]): void {
  const refused = (value: unknown, wrong: string, allowed?: string): Error =>
    refusal({ path: 'plainImage', field: 'files', value, wrong, ...(allowed !== undefined && { allowed }) });
  if (files.length === 0) {
    throw refused([], 'an image without files runs nothing', 'at least one file');
  }
  const seen = new Set<string>();
  for (const { path, bytes, mode = 0 } of files) {
    if (!path.startsWith('/') || !isPathBelow(path.slice(1))) {
      throw refused(path, 'no path of a file', 'a path from / on, without "." and ".."');
    }
    if (seen.has(path)) {
      throw refused(path, 'two files have this path');
    }
    if (bytes.length > MAX_FILE) {
      throw refused(path, `it has ${bytes.length} bytes`, `at most ${MAX_FILE}`);
    }
    if (!Number.isInteger(mode) || mode < 0 || mode > 0o7777) {
      throw refused(path, `its mode ${mode} is none`, '0 to 0o7777');
    }
    seen.add(path);
  }
  const inside = files.find(({ path }) => [...seen].some((other) => path.startsWith(`${other}/`)));
  if (inside !== undefined) {
    throw refused(inside.path, 'a part of its path is another file');
  }
}
