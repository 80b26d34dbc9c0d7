import { crc32 } from 'node:zlib';
import type { Pieces } from './content';

/** Most that one stored block holds. */
const BLOCK = 0xffff;
/** Deflate, no name, no time, no system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * A gzip stream that stores what it is given: what a compressor makes of the
 * same bytes changes with its release, and the digest with it.
 */
export function storedGzip(pieces: Pieces): Pieces {
  const stream: Uint8Array[] = [HEADER];
  let checksum = 0;
  let size = 0;
  for (const piece of pieces) {
    checksum = crc32(piece, checksum);
    size += piece.length;
    for (let at = 0; at < piece.length; at += BLOCK) {
      const part = piece.subarray(at, at + BLOCK);
      stream.push(blockHeader(part.length, false), part);
    }
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  return [...stream, blockHeader(0, true), trailer];
}

function blockHeader(length: number, last: boolean): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt8(last ? 1 : 0, 0);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(length ^ BLOCK, 3);
  return header;
}
