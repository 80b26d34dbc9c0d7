import type { Pieces } from '../artifact/oci-image/content';
import type { OciImage } from '../artifact/oci-image/image';
import { referenceAddress } from './address';
import { underSignal } from './cancel';
import type { CancelSignal } from './cancel-signal';
import { blobsOf } from './manifest';
import { eachAtOnce } from './parallel';
import { RegistryClient } from './registry-client';
import { RegistryError } from './registry-error';

/** How a pull is done. */
export interface PullOptions {
  /**
   * Who pulls.
   *
   * @default - a client of its own, with what `docker login` left
   */
  readonly client?: RegistryClient;

  /**
   * How many blobs come at once.
   *
   * @default 4
   */
  readonly parallel?: number;

  /**
   * Ends the pull: an `AbortSignal`.
   *
   * @default - nothing does
   */
  readonly signal?: CancelSignal;
}

const PARALLEL = 4;
const DEFAULT_TAG = 'latest';

/**
 * Pulls an image with all of its blobs into memory, every byte held against its digest.
 *
 * @param reference which: `ghcr.io/acme/hello:1.4.0`, `ghcr.io/acme/hello@sha256:…`
 * @throws RegistryError where there is none, where it is an index, or where bytes are not those of their digests
 */
export async function pullImage(reference: string, options: PullOptions = {}): Promise<OciImage> {
  const { repository, tag, digest } = referenceAddress(reference);
  const client = options.client ?? new RegistryClient();
  try {
    return await underSignal(options.signal, async (signal, abort) => {
      const manifest = await client.getManifest(repository, digest ?? tag ?? DEFAULT_TAG, { signal });
      const [config, ...layers] = manifest === undefined ? [] : blobsOf(manifest);
      if (manifest === undefined || config === undefined) {
        const wrong =
          manifest === undefined ? 'the registry has none' : `it is no image but ${manifest.mediaType}`;
        throw new RegistryError(`[${reference}] ${wrong}`, { status: manifest === undefined ? 404 : 200 });
      }
      const wanted = new Map([config, ...layers].map((blob) => [blob.digest, blob]));
      const pulled = await eachAtOnce(
        [...wanted.values()],
        options.parallel ?? PARALLEL,
        abort,
        async (blob): Promise<[string, Pieces]> => [
          blob.digest,
          [await client.pullBlob(repository, blob, { signal })],
        ],
      );
      return { manifest, config, layers, blobs: new Map(pulled) };
    });
  } finally {
    if (options.client === undefined) {
      client.close();
    }
  }
}
