import { dirname } from 'node:path';
import { ImageFormat } from '../image-format';
import { spinImage } from '../oci-image/spin-image';
import { SpinManifest } from '../spin-manifest';
import { fileContent } from './files';
import { type LocalBlob, type LocalImage, type LocalImageRequest, refused } from './request';
import { type ComponentContent, lockOf } from './spin-application';
import { filesOf } from './spin-files';
import { spinPlainImage } from './spin-plain';
import { type ManifestPlace, type SourceFile, sourcesOf } from './spin-sources';

/** An image of a Spin application, of its manifest. */
export function spinFileImage(file: string, request: LocalImageRequest): LocalImage {
  const { format, profile, entrypoint, annotations = {} } = request;
  if (entrypoint !== undefined) {
    throw refused('entrypoint', entrypoint, 'the shim reads none of a Spin application', {
      fix: 'leave it out',
    });
  }
  const manifest = SpinManifest.fromFile(file, { ...(profile !== undefined && { profile }) }).toSpec();
  const place = { file, folder: dirname(file) };
  const sources = sourcesOf(place, manifest);
  const common = {
    binarySize: [...new Map(sources.map(({ path, binary }) => [path, binary.size])).values()].reduce(
      (sum, size) => sum + size,
      0,
    ),
    manifest,
    componentBinaries: Object.fromEntries(sources.map(({ id, binary }) => [id, binary])),
  };
  switch (format) {
    case ImageFormat.SPIN: {
      const blobs = blobsOf(sources);
      const contents = contentsOf(place, sources, blobs);
      const image = spinImage(
        lockOf(manifest, (id) => contents[id]),
        { annotations },
      );
      return { ...common, image, blobs: [...new Map(blobs.map((blob) => [blob.digest, blob])).values()] };
    }
    case ImageFormat.PLAIN:
      if (profile !== undefined) {
        throw refused('profile', profile, 'the shim reads the manifest of a plain image without a profile', {
          fix: 'format: ImageFormat.SPIN, which holds what the profile says',
        });
      }
      return { ...common, image: spinPlainImage(place, sources, { annotations }), blobs: [] };
    default:
      throw refused('format', format, 'it carries one .wasm, and no Spin application', {
        allowed: `${ImageFormat.SPIN}, ${ImageFormat.PLAIN}`,
        fix: 'WasmImage.fromFile(…), where the .wasm needs nothing of the manifest',
      });
  }
}

/** The files of the components, each read once. */
function blobsOf(sources: readonly SourceFile[]): LocalBlob[] {
  return [...new Set(sources.map(({ path }) => path))].map((path) => ({ path, ...fileContent(path) }));
}

function contentsOf(
  place: ManifestPlace,
  sources: readonly SourceFile[],
  blobs: readonly LocalBlob[],
): { readonly [id: string]: ComponentContent } {
  const byPath = new Map(blobs.map(({ path, digest, size }) => [path, { digest, size }]));
  return Object.fromEntries(
    sources.flatMap((source) => {
      const wasm = byPath.get(source.path);
      return wasm === undefined ? [] : [[source.id, { wasm, files: filesOf(place, source) }]];
    }),
  );
}
