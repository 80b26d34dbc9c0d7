import { join } from 'node:path';
import { refusal } from '../../value/refuse';
import type { ImageOptions, OciImage } from '../oci-image/image';
import { isPathBelow } from '../oci-image/paths';
import { type ImageFile, plainImage } from '../oci-image/plain-image';
import { fileBytes, filesBelow, kindOf } from './files';
import type { ManifestPlace, SourceFile } from './spin-sources';

/** Where the shim looks for it. Source: spinframework/containerd-shim-spin, `containerd-shim-spin/src/constants.rs`. */
const MANIFEST = '/spin.toml';

/**
 * An ordinary image with the manifest as it is and what it names, all as it
 * lies around it. The shim mounts the folders in it where they are: it takes no
 * patterns, no single files and no `exclude_files`.
 *
 * @throws where the manifest needs what such an image cannot have
 */
export function spinPlainImage(
  place: ManifestPlace,
  sources: readonly SourceFile[],
  options: ImageOptions,
): OciImage {
  const files = new Map<string, string>([[MANIFEST, place.file]]);
  for (const source of sources) {
    files.set(`/${below(place, `component.${source.id}.source`, source.source)}`, source.path);
    for (const path of mountedFolders(place, source)) {
      for (const file of filesBelow(join(place.folder, path))) {
        files.set(`/${path}/${file}`, join(place.folder, path, file));
      }
    }
  }
  const contents = [...files].map(([path, from]): ImageFile => ({ path, bytes: fileBytes(from) }));
  return plainImage(contents, { ...options, entrypoint: MANIFEST });
}

function mountedFolders(place: ManifestPlace, { id, component }: SourceFile): string[] {
  const at = `component.${id}`;
  if (component.excludeFiles.length > 0) {
    throw refuse(place, `${at}.exclude_files`, component.excludeFiles, 'the shim excludes no files');
  }
  return component.files.map(({ pattern, source }) => {
    const path = below(place, `${at}.files`, pattern ?? source ?? '');
    const isFilled =
      kindOf(join(place.folder, path)) === 'folder' && filesBelow(join(place.folder, path)).length > 0;
    if (!isFilled) {
      throw refuse(place, `${at}.files`, pattern ?? source, 'it is no folder with files in it');
    }
    return path;
  });
}

/** A path from the root of the image on, where it lies below the folder of the manifest. */
function below(place: ManifestPlace, field: string, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const inside = parts.join('/');
  if (path.startsWith('/') || !isPathBelow(inside)) {
    throw refuse(place, field, path, 'it lies outside of the folder of the manifest');
  }
  return inside;
}

function refuse({ file }: ManifestPlace, field: string, value: unknown, wrong: string): Error {
  return refusal({
    path: file,
    field,
    value,
    wrong,
    allowed: 'in a plain image: a .wasm, and folders with files, below the folder of the manifest',
    fix: 'format: ImageFormat.SPIN, which takes all that Spin does',
  });
}
