import { join } from 'node:path';
import type { LocalImage, LocalImageRequest } from './request';
import { spinFileImage } from './spin-file';
import { wasmFileImage } from './wasm-file';

export type { LocalBlob, LocalImage, LocalImageRequest } from './request';

/**
 * Makes an image of a `.wasm` or, where the file is a `.toml`, of a Spin
 * application. It reads files and writes none, and asks no network: the same
 * files always make the same bytes.
 *
 * @param root folder from which `request.path` goes
 * @param request which file, and what is made of it
 * @throws where a file is missing or not what it should be, or the format cannot carry it
 */
export function localImage(root: string, request: LocalImageRequest): LocalImage {
  const file = join(root, request.path);
  return file.endsWith('.toml') ? spinFileImage(file, request) : wasmFileImage(file, request);
}
