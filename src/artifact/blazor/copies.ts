import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { isFingerprinted } from './fingerprints';

/** Names of compressed copies, as `dotnet publish` writes them beside each file. */
const ENDINGS = ['.br', '.gz'];

/** Files that somebody may have changed after the publish are smaller. */
const MAX_COMPARED = 2 ** 22;

/** The end of a gzip file: four bytes of checksum, four of the length. */
const TRAILER = 8;

/** Whether a file is the compressed copy of another. */
export function isCopy(file: string, files: ReadonlySet<string>): boolean {
  return ENDINGS.some((ending) => file.endsWith(ending) && files.has(file.slice(0, -ending.length)));
}

/** Copies of files in `_framework` that are not there. */
export function missingCopies(files: ReadonlySet<string>): string[] {
  return [...files]
    .filter((file) => file.startsWith('_framework/') && !isCopy(file, files))
    .flatMap((file) => ENDINGS.map((ending) => `${file}${ending}`))
    .filter((copy) => !files.has(copy));
}

/**
 * Copies that hold something else than their file. The length tells of most; what is often changed by hand or by a
 * script after the publish is compared whole.
 */
export function staleCopies(folder: string, files: ReadonlySet<string>): string[] {
  return [...files].filter(
    (copy) => isCopy(copy, files) && !agrees(folder, copy.slice(0, copy.lastIndexOf('.')), copy),
  );
}

function agrees(folder: string, file: string, copy: string): boolean {
  const isGzip = copy.endsWith('.gz');
  const plain = openSync(join(folder, file), 'r');
  try {
    const { size } = fstatSync(plain);
    if (isOftenChanged(file) && size <= MAX_COMPARED) {
      return holds(join(folder, copy), isGzip, readFileSync(plain));
    }
    // Brotli notes no length.
    return !isGzip || gzipLength(join(folder, copy)) === size % 2 ** 32;
  } finally {
    closeSync(plain);
  }
}

/** What lies beside `index.html`, and what starts the app. */
function isOftenChanged(file: string): boolean {
  return !file.includes('/') || (/^_framework\/[^/]+\.(?:js|json)$/.test(file) && !isFingerprinted(file));
}

function holds(copy: string, isGzip: boolean, content: Buffer): boolean {
  const options = { maxOutputLength: content.length + 1 };
  try {
    const bytes = readFileSync(copy);
    return (isGzip ? gunzipSync(bytes, options) : brotliDecompressSync(bytes, options)).equals(content);
  } catch {
    return false;
  }
}

function gzipLength(copy: string): number | undefined {
  const descriptor = openSync(copy, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const trailer = Buffer.alloc(TRAILER);
    return size < TRAILER || readSync(descriptor, trailer, 0, TRAILER, size - TRAILER) < TRAILER
      ? undefined
      : trailer.readUInt32LE(4);
  } finally {
    closeSync(descriptor);
  }
}
