import { refusal } from '../value/refuse';
import { isUnresolved } from '../value/unresolved';
import type { WasmImageSpec } from './image-spec';
import { type LocalImageRequest, localImage } from './local-image';
import type { LocalImageProps } from './local-image-props';
import { pathInRepository, repositoryRoot } from './repository-root';

const WHERE = 'WasmImage';

/** An image of local files, with the record by which it can be made again. */
export function localSpec(
  path: string,
  props: LocalImageProps,
  made: Omit<LocalImageRequest, 'path' | 'annotations'>,
): WasmImageSpec {
  const { repository, tag, annotations, root, pullPolicy, pullSecrets } = props;
  if (typeof path !== 'string' || path === '' || isUnresolved(path)) {
    throw refusal({
      path: WHERE,
      field: 'path',
      value: path,
      wrong: 'no path of a file',
      allowed: 'a string',
    });
  }
  const from = root ?? repositoryRoot();
  const request = {
    ...made,
    path: pathInRepository(from, path),
    ...(annotations !== undefined && { annotations }),
  };
  const { image, binarySize, binary, manifest, componentBinaries } = localImage(from, request);
  const { digest } = image.manifest;
  const name = { repository, ...(tag !== undefined && { tag }) };
  return {
    ...name,
    digest,
    format: made.format,
    binarySize,
    ...(binary !== undefined && { binary }),
    ...(manifest !== undefined && { manifest }),
    ...(componentBinaries !== undefined && { componentBinaries }),
    ...(pullPolicy !== undefined && { pullPolicy }),
    ...(pullSecrets !== undefined && { pullSecrets }),
    record: { ...request, ...name, digest },
  };
}
