import { type Content, contentOf, type Descriptor, jsonBytes, type Pieces, sorted } from './content';

/** Media type of a manifest. */
export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
/** Media type of a list of manifests. */
export const INDEX = 'application/vnd.oci.image.index.v1+json';
/** Media type of an ordinary image's config. */
export const IMAGE_CONFIG = 'application/vnd.oci.image.config.v1+json';

/** A manifest or an index as it goes to a registry: bytes that have a digest. */
export interface OciManifest extends Content {
  /** Media type of the bytes. */
  readonly mediaType: string;
  /** The bytes. */
  readonly bytes: Uint8Array;
}

/** An image: its manifest, what it names, and the bytes that were made for it. */
export interface OciImage {
  /** The manifest; its digest is that of the image. */
  readonly manifest: OciManifest;
  /** The config. */
  readonly config: Descriptor;
  /** The layers, each media type and digest once. */
  readonly layers: readonly Descriptor[];
  /** Bytes by digest: the config, and those layers that were not given by digest and size alone. */
  readonly blobs: ReadonlyMap<string, Pieces>;
}

/** A layer, and its bytes where the builder has them. */
export interface Layer {
  readonly mediaType: string;
  readonly content: Content;
  readonly pieces?: Pieces;
}

/** What is said of an image besides its content. */
export interface ImageOptions {
  /**
   * Annotations of the manifest. They count towards its digest.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** Puts a manifest together. */
export function imageOf(
  config: { readonly mediaType: string; readonly value: object },
  layers: readonly Layer[],
  { annotations = {} }: ImageOptions,
): OciImage {
  const configBytes = jsonBytes(config.value);
  const configured = { mediaType: config.mediaType, ...contentOf(configBytes) };
  const blobs = new Map<string, Pieces>([[configured.digest, [configBytes]]]);
  const described = new Map<string, Descriptor>();
  for (const layer of layers) {
    const { digest, size } = layer.content;
    described.set(layerKey(layer), { mediaType: layer.mediaType, digest, size });
    if (layer.pieces !== undefined) {
      blobs.set(digest, layer.pieces);
    }
  }
  const manifest = manifestOf({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: configured,
    layers: [...described.values()],
    ...(Object.keys(annotations).length > 0 && { annotations: sorted(annotations) }),
  });
  return { manifest, config: configured, layers: [...described.values()], blobs };
}

/** What two layers share that need only one descriptor: the same bytes may be a component and a file as well. */
export function layerKey({ mediaType, content }: Layer): string {
  return `${mediaType} ${content.digest}`;
}

/** One of the manifests that an index lists. */
export interface IndexEntry extends Descriptor {
  /**
   * What it runs on.
   *
   * @default - not said
   */
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/** A list of manifests under one digest, such as one image for each platform. */
export function imageIndex(
  entries: readonly IndexEntry[],
  { annotations = {} }: ImageOptions = {},
): OciManifest {
  return manifestOf({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: entries.map(({ mediaType, digest, size, platform, artifactType, annotations: notes }) => ({
      mediaType,
      digest,
      size,
      ...(platform !== undefined && {
        platform: { architecture: platform.architecture, os: platform.os },
      }),
      ...(artifactType !== undefined && { artifactType }),
      ...(notes !== undefined && { annotations: sorted(notes) }),
    })),
    ...(Object.keys(annotations).length > 0 && { annotations: sorted(annotations) }),
  });
}

function manifestOf<T extends { readonly mediaType: string }>(value: T): OciManifest {
  const bytes = jsonBytes(value);
  return { mediaType: value.mediaType, bytes, ...contentOf(bytes) };
}
