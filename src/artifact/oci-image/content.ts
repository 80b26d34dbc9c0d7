import { createHash } from 'node:crypto';

/** Which bytes: their digest and how many they are. */
export interface Content {
  /** Digest of the bytes: `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** Size in bytes. */
  readonly size: number;
}

/** What an OCI manifest says of a blob or of another manifest (image-spec, `descriptor.md`). */
export interface Descriptor extends Content {
  /** Media type of the bytes. */
  readonly mediaType: string;

  /**
   * What an artifact is, where a list of manifests says it.
   *
   * @default - not said
   */
  readonly artifactType?: string;

  /**
   * Notes on it.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** Bytes in one or several pieces, so that none has to be copied to stand behind another. */
export type Pieces = readonly Uint8Array[];

/** Digest and size of bytes. */
export function contentOf(...pieces: Pieces): Content {
  const hash = createHash('sha256');
  let size = 0;
  for (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size };
}

/** JSON as the formats carry it: no white space, keys in the order in which they stand, nothing that is `undefined`. */
export function jsonBytes(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/** A map with its keys in the order of their bytes, so that the same map always gives the same digest. */
export function sorted<T>(map: { readonly [key: string]: T }): { [key: string]: T } {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
