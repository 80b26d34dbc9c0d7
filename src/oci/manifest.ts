import { contentOf, type Descriptor } from '../artifact/oci-image/content';
import { INDEX, MANIFEST, type OciManifest } from '../artifact/oci-image/image';
import { isObject, type JsonObject } from '../value/json';
import { parseObject, textIn } from './json';

/** Media types that a manifest may have, Docker's own of before OCI among them. */
export const MANIFEST_TYPES = [
  MANIFEST,
  INDEX,
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** A manifest as it came from a registry. */
export function manifestFrom(bytes: Uint8Array, contentType: string | undefined): OciManifest {
  const own = textIn(objectOf(bytes), 'mediaType');
  return { bytes, mediaType: own ?? contentType?.split(';')[0].trim() ?? MANIFEST, ...contentOf(bytes) };
}

/** The blobs that a manifest names, the config first; none of an index. */
export function blobsOf({ bytes }: OciManifest): Descriptor[] {
  const { config, layers } = objectOf(bytes);
  return [config, ...(Array.isArray(layers) ? layers : [])].filter(isDescriptor);
}

/** The manifests that an index lists; none of any other manifest. */
export function manifestsOf({ bytes }: OciManifest): Descriptor[] {
  const { manifests } = objectOf(bytes);
  return Array.isArray(manifests) ? manifests.filter(isDescriptor) : [];
}

function isDescriptor(value: unknown): value is JsonObject & Descriptor {
  return (
    isObject(value) &&
    typeof value.mediaType === 'string' &&
    typeof value.digest === 'string' &&
    typeof value.size === 'number'
  );
}

function objectOf(bytes: Uint8Array): JsonObject {
  return parseObject(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
}
