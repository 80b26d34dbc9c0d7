import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Content, contentOf, type Pieces } from '../artifact/oci-image/content';

/** Bytes to be pushed, under their digest. They are read as they go out, and again where a part has to be sent again. */
export interface BlobSource extends Content {
  /** What they are called in messages. */
  readonly name: string;
  /**
   * Reads a part of them.
   *
   * @param start the first byte
   * @param end the byte behind the last
   */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Bytes in memory. */
export function bytesSource(name: string, ...pieces: Uint8Array[]): BlobSource {
  return piecesSource(name, contentOf(...pieces), pieces);
}

/** Bytes in memory whose digest is known. */
export function piecesSource(name: string, { digest, size }: Content, pieces: Pieces): BlobSource {
  return {
    name,
    digest,
    size,
    async *read(start, end) {
      let at = 0;
      for (const piece of pieces) {
        const part = piece.subarray(Math.max(start - at, 0), Math.max(end - at, 0));
        if (part.length > 0) {
          yield part;
        }
        at += piece.length;
      }
    },
  };
}

/**
 * A file, which is read once here for its digest, and once more when it is pushed.
 *
 * @throws where it cannot be read
 */
export async function fileSource(path: string): Promise<BlobSource> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return storedSource(path, path, { digest: `sha256:${hash.digest('hex')}`, size });
}

/** A file whose digest is known: it is read when it is pushed, and refused by the registry where it has changed. */
export function storedSource(name: string, path: string, { digest, size }: Content): BlobSource {
  return {
    name,
    digest,
    size,
    async *read(start, end) {
      if (start < end) {
        yield* createReadStream(path, { start, end: end - 1 });
      }
    },
  };
}
