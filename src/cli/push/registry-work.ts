import { type CallOptions, RegistryClient, RegistryError } from '../../oci';
import { repositoryAddress } from '../../oci/address';
import { type Limit, limitOf } from './limit';

/** How registries are reached. */
export interface ReachOptions {
  /** Whether they are spoken to without TLS; `undefined` for those on this machine alone. */
  readonly plainHttp: boolean | undefined;
  /** Certificate of an authority that is trusted too, as PEM. */
  readonly ca: string | undefined;
  /** How many requests for blobs and manifests there are at once. */
  readonly jobs: number;
  /** Fires when all is to end. */
  readonly signal: AbortSignal;
}

/** Requests to registries, so many at once. A registry that is down is not asked for the next image. */
export class RegistryWork {
  private readonly client: RegistryClient;
  private readonly limit: Limit;
  private readonly signal: AbortSignal;
  private readonly down = new Map<string, RegistryError>();

  constructor({ plainHttp, ca, jobs, signal }: ReachOptions) {
    this.client = new RegistryClient({
      ...(plainHttp !== undefined && { plainHttp }),
      ...(ca !== undefined && { ca }),
    });
    this.limit = limitOf(jobs);
    this.signal = signal;
  }

  /** Does something at the registry of a repository, when it is its turn. */
  public ask<T>(
    repository: string,
    action: (client: RegistryClient, options: CallOptions) => Promise<T>,
  ): Promise<T> {
    const { host } = repositoryAddress(repository);
    return this.limit(async () => {
      this.signal.throwIfAborted();
      const known = this.down.get(host);
      if (known !== undefined) {
        throw known;
      }
      try {
        return await action(this.client, { signal: this.signal });
      } catch (error) {
        // It has been tried again and again already.
        if (error instanceof RegistryError && error.transient) {
          this.down.set(host, error);
        }
        throw error;
      }
    });
  }

  /** Closes connections. */
  public close(): void {
    this.client.close();
  }
}
