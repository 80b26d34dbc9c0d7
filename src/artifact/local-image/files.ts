import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../oci-image/content';

const PART = 2 ** 20;

/** Digest and size of a file, read in parts: what is in it may be larger than what should be held. */
export function fileContent(path: string): Content {
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafe(Math.min(Math.max(statSync(path).size, 1), PART));
  const descriptor = openSync(path, 'r');
  try {
    let size = 0;
    for (let read = readSync(descriptor, part); read > 0; read = readSync(descriptor, part)) {
      hash.update(part.subarray(0, read));
      size += read;
    }
    return { digest: `sha256:${hash.digest('hex')}`, size };
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of a file. */
export function fileBytes(path: string): Uint8Array {
  return readFileSync(path);
}

/** Whether a path leads to a file or a folder, through links too. */
export function kindOf(path: string): 'file' | 'folder' | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  return status?.isFile() ? 'file' : status?.isDirectory() ? 'folder' : undefined;
}

/** A file or folder in a folder. */
export interface Item {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/**
 * What is in a folder, through links too.
 *
 * @param around the folders on the way to it, as they really lie
 * @throws where a link leads back to one of the folders around it
 */
export function itemsOf(folder: string, around: readonly string[]): Item[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Item[] => {
    const path = join(folder, entry.name);
    const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : kindOf(path);
    if (kind === 'folder' && entry.isSymbolicLink() && around.includes(realpathSync(path))) {
      throw new Error(`the link ${path} leads back to a folder around it`);
    }
    return kind === undefined ? [] : [{ name: entry.name, kind }];
  });
}

/** All files below a folder, with `/` between folders. */
export function filesBelow(folder: string, around: readonly string[] = []): string[] {
  const here = [...around, realpathSync(folder)];
  return itemsOf(folder, here).flatMap(({ name, kind }) =>
    kind === 'file' ? [name] : filesBelow(join(folder, name), here).map((path) => `${name}/${path}`),
  );
}
