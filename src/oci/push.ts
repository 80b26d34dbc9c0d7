import type { Content } from '../artifact/oci-image/content';
import type { OciImage } from '../artifact/oci-image/image';
import { refusal } from '../value/refuse';
import { referenceAddress } from './address';
import { type BlobSource, piecesSource } from './blob-source';
import { underSignal } from './cancel';
import type { CancelSignal } from './cancel-signal';
import type { BlobOutcome } from './client-options';
import { eachAtOnce } from './parallel';
import { RegistryClient } from './registry-client';

/** An image, and the bytes of those of its layers that it names by their digests alone. */
export interface Artifact {
  /** The image. */
  readonly image: OciImage;

  /**
   * Bytes of layers that the image does not hold itself.
   *
   * @default - it holds them all
   */
  readonly sources?: readonly BlobSource[];
}

/** What a push would do. It is made without any network. */
export interface PushPlan {
  /** Registry and path, as they were written: `ghcr.io/acme/hello`. */
  readonly repository: string;
  /** The tag, or the digest where the reference has no tag: what the manifest is put under. */
  readonly target: string;
  /** Digest of the manifest: what a pod names. */
  readonly digest: string;
  /** What goes before the manifest, each digest once. */
  readonly blobs: readonly BlobSource[];
  /** The image. */
  readonly image: OciImage;
}

/** How far a push is. */
export interface PushProgress {
  /** The blob. */
  readonly blob: Content & { readonly name: string };
  /** How many of its bytes have gone out. */
  readonly sent: number;
  /** What came of it; `undefined` while it is under way. */
  readonly outcome: BlobOutcome | undefined;
}

/** How a push is done. */
export interface PushOptions {
  /**
   * Who pushes. It can push several artifacts, and keeps its connections and tokens.
   *
   * @default - a client of its own, with what `docker login` left
   */
  readonly client?: RegistryClient;

  /**
   * A repository of the same registry that may have some of the blobs already.
   *
   * @default - none
   */
  readonly mountFrom?: string;

  /**
   * How many blobs go at once.
   *
   * @default 4
   */
  readonly parallel?: number;

  /**
   * Hears how far it is.
   *
   * @default - nobody does
   */
  readonly onProgress?: (progress: PushProgress) => void;

  /**
   * Ends the push: an `AbortSignal`.
   *
   * @default - nothing does
   */
  readonly signal?: CancelSignal;
}

/** What a push did. */
export interface PushResult {
  /** What a pod names: `ghcr.io/acme/hello@sha256:…`. */
  readonly reference: string;
  /** Digest of the manifest. */
  readonly digest: string;
  /** What came of each blob, by its digest. */
  readonly blobs: { readonly [digest: string]: BlobOutcome };
}

const PARALLEL = 4;

/**
 * Says what a push would do.
 *
 * @param reference where to: `ghcr.io/acme/hello:1.4.0`; without a tag it goes under its digest alone
 * @throws where the reference does not parse or names another digest, or bytes are missing
 */
export function planPush(reference: string, { image, sources = [] }: Artifact): PushPlan {
  const { repository, tag, digest } = referenceAddress(reference);
  if (digest !== undefined && digest !== image.manifest.digest) {
    throw refusal({
      path: 'planPush',
      field: 'reference',
      value: reference,
      wrong: `it names another digest: what is to be pushed has ${image.manifest.digest}`,
      fix: 'build what the reference names, or leave out the digest',
    });
  }
  const blobs = new Map<string, BlobSource>();
  for (const { digest: wanted, size } of [...image.layers, image.config]) {
    const pieces = image.blobs.get(wanted);
    const made = pieces && piecesSource(wanted, { digest: wanted, size }, pieces);
    const source = made ?? sources.find((given) => given.digest === wanted);
    if (source === undefined) {
      throw refusal({
        path: 'planPush',
        field: 'sources',
        value: sources.map(({ name: given, digest: has }) => `${given}: ${has}`),
        wrong: `the bytes of the layer ${wanted} are missing`,
        fix: 'give their source; if the file is there, it is not the one of which the image was made',
      });
    }
    blobs.set(wanted, source);
  }
  return {
    repository,
    target: tag ?? image.manifest.digest,
    digest: image.manifest.digest,
    blobs: [...blobs.values()],
    image,
  };
}

/**
 * Pushes an artifact: its blobs, several at once, and the manifest when all of them are there.
 *
 * @param reference where to: `ghcr.io/acme/hello:1.4.0`; without a tag it goes under its digest alone
 * @throws RegistryError where any part of it is not in the registry in the end; nothing is then under the tag that was not before
 */
export async function pushArtifact(
  reference: string,
  artifact: Artifact,
  options: PushOptions = {},
): Promise<PushResult> {
  return push(planPush(reference, artifact), options);
}

/** Does what a plan says. */
export async function push(plan: PushPlan, options: PushOptions = {}): Promise<PushResult> {
  const client = options.client ?? new RegistryClient();
  try {
    return await underSignal(options.signal, async (signal, abort) => {
      const outcomes = await eachAtOnce(plan.blobs, options.parallel ?? PARALLEL, abort, (blob) =>
        pushOne(client, plan, blob, options, signal),
      );
      await client.putManifest(plan.repository, plan.image.manifest, plan.target, { signal });
      return {
        reference: `${plan.repository}@${plan.digest}`,
        digest: plan.digest,
        blobs: Object.fromEntries(plan.blobs.map(({ digest }, index) => [digest, outcomes[index]])),
      };
    });
  } finally {
    if (options.client === undefined) {
      client.close();
    }
  }
}

async function pushOne(
  client: RegistryClient,
  { repository }: PushPlan,
  blob: BlobSource,
  { mountFrom, onProgress = () => undefined }: PushOptions,
  signal: AbortSignal,
): Promise<BlobOutcome> {
  const { name, digest, size } = blob;
  const said = { name, digest, size };
  const outcome = await client.pushBlob(repository, blob, {
    signal,
    onSent: (sent) => onProgress({ blob: said, sent, outcome: undefined }),
    ...(mountFrom !== undefined && { mountFrom }),
  });
  onProgress({ blob: said, sent: outcome === 'uploaded' ? size : 0, outcome });
  return outcome;
}
