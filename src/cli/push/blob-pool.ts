import type { BlobOutcome, BlobSource } from '../../oci';
import { repositoryAddress } from '../../oci/address';
import type { RegistryWork } from './registry-work';

/** Hears how many bytes of a blob the registry has: fewer than before where some have to go again. */
export type OnSent = (blob: string, bytes: number) => void;

/** Under what a blob of a repository is known. */
export function blobKey(repository: string, { digest }: Pick<BlobSource, 'digest'>): string {
  return `${repository}@${digest}`;
}

/** A repository that has a blob, or soon will. */
interface Home {
  readonly repository: string;
  /** Fulfilled when it has it, or will not get it. */
  readonly settled: Promise<unknown>;
}

/** The blobs of many images: each goes once, however many images and repositories of a registry want it. */
export class BlobPool {
  private readonly pushed = new Map<string, Promise<BlobOutcome>>();
  private readonly homes = new Map<string, Home>();

  constructor(
    private readonly work: RegistryWork,
    private readonly onSent: OnSent,
  ) {}

  /** Sees to it that a repository has a blob. */
  public async push(repository: string, source: BlobSource): Promise<BlobOutcome> {
    const key = blobKey(repository, source);
    const known = this.pushed.get(key);
    if (known !== undefined) {
      await known;
      return 'existing';
    }
    const inRegistry = `${repositoryAddress(repository).host} ${source.digest}`;
    const home = this.homes.get(inRegistry);
    const pushing = this.pushOnce(repository, source, home);
    this.pushed.set(key, pushing);
    if (home === undefined) {
      this.homes.set(inRegistry, { repository, settled: pushing.catch(() => undefined) });
    }
    return pushing;
  }

  private async pushOnce(
    repository: string,
    source: BlobSource,
    home: Home | undefined,
  ): Promise<BlobOutcome> {
    const hear = (bytes: number): void => this.onSent(blobKey(repository, source), bytes);
    // Its turn begins when the blob can be had from there: who waits takes nobody's place.
    await home?.settled;
    const outcome = await this.work.ask(repository, (client, options) =>
      client.pushBlob(repository, source, {
        ...options,
        onSent: hear,
        ...(home !== undefined && { mountFrom: home.repository }),
      }),
    );
    hear(source.size);
    return outcome;
  }
}
