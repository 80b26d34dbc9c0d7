import type { Content, Descriptor } from '../artifact/oci-image/content';
import type { OciManifest } from '../artifact/oci-image/image';
import { repositoryAddress } from './address';
import type { BlobSource } from './blob-source';
import { headBlob, pullBlob, pushBlob } from './blobs';
import { underSignal } from './cancel';
import type { BlobOutcome, CallOptions, PushBlobOptions, RegistryClientOptions } from './client-options';
import { dockerCredentials } from './docker-config';
import { Exchange } from './exchange';
import { referrers, tags } from './lists';
import { deleteManifest, getManifest, putManifest } from './manifests';

const CHUNK_SIZE = 32 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * Speaks to registries (OCI distribution-spec 1.1, and the registries of before
 * it). Repositories are named as everywhere, with their host: `ghcr.io/acme/hello`.
 * Credentials go to the registry's own host and to the token server that it names,
 * never along with a redirect.
 */
export class RegistryClient {
  private readonly exchange: Exchange;
  private readonly chunkSize: number;

  constructor(options: RegistryClientOptions = {}) {
    this.chunkSize = options.chunkSize ?? CHUNK_SIZE;
    this.exchange = new Exchange({
      plainHttp: options.plainHttp,
      ca: options.ca,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      credentials: options.credentials ?? dockerCredentials(),
      retry: options.retry ?? {},
    });
  }

  /** Whether a repository has a blob. */
  public async hasBlob(repository: string, content: Content, options: CallOptions = {}): Promise<boolean> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) => headBlob(this.exchange, at, content, signal));
  }

  /**
   * Sees to it that a repository has a blob.
   *
   * @throws RegistryError where it does not have it in the end
   */
  public async pushBlob(
    repository: string,
    source: BlobSource,
    options: PushBlobOptions = {},
  ): Promise<BlobOutcome> {
    const at = repositoryAddress(repository);
    const { mountFrom, onSent = () => undefined } = options;
    const { chunkSize } = this;
    return underSignal(options.signal, (signal) =>
      pushBlob(this.exchange, { at, source, mountFrom, chunkSize, onSent, signal }),
    );
  }

  /**
   * Fetches a blob.
   *
   * @throws RegistryError also for bytes that are not those of the digest
   */
  public async pullBlob(
    repository: string,
    content: Content,
    options: CallOptions = {},
  ): Promise<Uint8Array> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) => pullBlob(this.exchange, at, content, signal));
  }

  /**
   * Pushes a manifest or an index. What it names must be there.
   *
   * @param reference a tag; without one it goes under its digest
   * @throws RegistryError where the registry does not hold these bytes under that name in the end
   */
  public async putManifest(
    repository: string,
    manifest: OciManifest,
    reference: string = manifest.digest,
    options: CallOptions = {},
  ): Promise<void> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) =>
      putManifest(this.exchange, at, manifest, reference, signal),
    );
  }

  /**
   * Fetches a manifest or an index.
   *
   * @param reference a tag or a digest
   * @returns `undefined` where there is none
   * @throws RegistryError also for bytes that are not those of the digest
   */
  public async getManifest(
    repository: string,
    reference: string,
    options: CallOptions = {},
  ): Promise<OciManifest | undefined> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) => getManifest(this.exchange, at, reference, signal));
  }

  /**
   * Takes a manifest or an index out of a repository, with all tags that stand for it. Nothing is done where it is not there.
   *
   * @param digest which; its blobs stay until the registry collects what nobody refers to
   * @throws RegistryError also where the registry deletes nothing
   */
  public async deleteManifest(repository: string, digest: string, options: CallOptions = {}): Promise<void> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) => deleteManifest(this.exchange, at, digest, signal));
  }

  /** The tags of a repository, as the registry lists them; none of a repository that it does not know. */
  public async tags(repository: string, options: CallOptions = {}): Promise<string[]> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) => tags(this.exchange, at, signal));
  }

  /**
   * What refers to a manifest: signatures, bills of materials and the like. A registry that keeps no list of them is
   * asked for the tag that stands in its place.
   *
   * @param artifactType only those of this type; all without it
   */
  public async referrers(
    repository: string,
    digest: string,
    artifactType?: string,
    options: CallOptions = {},
  ): Promise<Descriptor[]> {
    const at = repositoryAddress(repository);
    return underSignal(options.signal, (signal) =>
      referrers(this.exchange, at, digest, artifactType, signal),
    );
  }

  /** Closes connections that are kept for the next request. */
  public close(): void {
    this.exchange.close();
  }
}
