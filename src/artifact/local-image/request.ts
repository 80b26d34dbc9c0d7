import { refusal } from '../../value/refuse';
import type { ImageRecord } from '../image-record';
import type { Content } from '../oci-image/content';
import type { OciImage } from '../oci-image/image';
import type { SpinManifestSpec } from '../spin/manifest-spec';
import type { WasmBinarySpec } from '../wasm/binary-spec';

/** What is to be made of which file: those parts of a record that change the bytes. */
export type LocalImageRequest = Pick<
  ImageRecord,
  'path' | 'format' | 'profile' | 'entrypoint' | 'annotations'
>;

/** A file whose content is a layer of an image, as it is. */
export interface LocalBlob extends Content {
  /** Where it is. */
  readonly path: string;
}

/** An image made of files, of which those that are layers as they are stay where they are. */
export interface LocalImage {
  /** The image. Those of its layers that are in `blobs` are not in `image.blobs`. */
  readonly image: OciImage;

  /** The files that are layers, each digest once. */
  readonly blobs: readonly LocalBlob[];

  /** Size of the `.wasm` in bytes; of a Spin application that of all its `.wasm` files together. */
  readonly binarySize: number;

  /**
   * What the `.wasm` says of itself.
   *
   * @default - the image is of a Spin application
   */
  readonly binary?: WasmBinarySpec;

  /**
   * The manifest of the Spin application.
   *
   * @default - the image is of one `.wasm`
   */
  readonly manifest?: SpinManifestSpec;

  /**
   * What the `.wasm` of each component says of itself, by id.
   *
   * @default - the image is of one `.wasm`
   */
  readonly componentBinaries?: { [component: string]: WasmBinarySpec };
}

/** The error for a part of a request. */
export function refused(
  field: keyof LocalImageRequest,
  value: unknown,
  wrong: string,
  more: { readonly allowed?: string; readonly fix?: string },
): Error {
  return refusal({ path: 'WasmImage', field, value, wrong, ...more });
}
