import { isLoopback, type RepositoryAddress } from './address';
import { Authority } from './authority';
import type { RetryOptions } from './client-options';
import type { CredentialSource } from './credentials';
import { discard, HttpClient, type HttpReply, type HttpRequest } from './http';
import { explained } from './network-error';
import { RegistryError } from './registry-error';
import { type Asked, errorOf, headerOf } from './reply';
import { Backoff } from './retry';
import type { Scopes } from './scopes';

/** A request to a registry. */
export interface RegistryCall extends Omit<HttpRequest, 'url'> {
  readonly at: RepositoryAddress;
  /** Below `/v2/NAME/`, or a whole address that the registry gave. */
  readonly url: string | URL;
  /** What a token must allow. */
  readonly scopes: Scopes;
  /** What it is about, for the message of a failure. */
  readonly what: string;
  /** Statuses that are no failure. */
  readonly expected: readonly number[];
}

/** How registries are reached. */
export interface ExchangeOptions {
  readonly plainHttp: boolean | undefined;
  readonly ca: string | undefined;
  readonly timeoutMs: number;
  readonly credentials: CredentialSource;
  readonly retry: RetryOptions;
}

const REDIRECTS = [301, 302, 303, 307, 308];
/** Those that keep the method and the body of any request. */
const KEEPING = [307, 308];
const MAX_REDIRECTS = 5;
const AGENT = 'cdk8s-wasm';

/** Requests to registries, with credentials where they belong, redirects followed, and what passes tried again. */
export class Exchange {
  public readonly backoff: Backoff;
  private readonly client: HttpClient;
  private readonly authorities = new Map<string, Authority>();

  constructor(private readonly options: ExchangeOptions) {
    this.backoff = new Backoff(options.retry);
    this.client = new HttpClient(options.timeoutMs, options.ca);
  }

  /** Sends a request until it is answered as expected. For requests that may be sent twice. */
  public call(call: RegistryCall): Promise<HttpReply> {
    return this.backoff.run(call.signal, () => this.once(call));
  }

  /**
   * Sends a request once.
   *
   * @throws RegistryError for an answer that is not expected
   */
  public async once(call: RegistryCall): Promise<HttpReply> {
    const { at, expected, signal } = call;
    try {
      const reply = await this.authorized(call, this.base(at));
      if (expected.includes(reply.status)) {
        return reply;
      }
      throw await errorOf(reply, askedBy(call));
    } catch (error) {
      signal?.throwIfAborted();
      throw explained(error, askedBy(call));
    }
  }

  /** The address that an answer names, whole. */
  public locationOf(reply: HttpReply, call: RegistryCall): URL {
    const location = headerOf(reply, 'location') ?? '';
    if (location === '' || !URL.canParse(location, reply.url.href)) {
      const { who, what } = askedBy(call);
      throw new RegistryError(`[${who}] ${what}: the registry does not say where to go on`);
    }
    return this.secured(new URL(location, reply.url), this.base(call.at));
  }

  /** Closes connections that are kept for the next request. */
  public close(): void {
    this.client.close();
  }

  private base({ host, name }: RepositoryAddress): URL {
    const plain = this.options.plainHttp ?? isLoopback(host);
    return new URL(`${plain ? 'http' : 'https'}://${host}/v2/${name}/`);
  }

  private async authorized(call: RegistryCall, base: URL): Promise<HttpReply> {
    const { at, scopes, signal } = call;
    const authority = this.authorityOf(at.host);
    const header = await authority.header(scopes, signal);
    const reply = await this.followed(call, base, header);
    // A redirect may have led to a server whose refusal is no matter of this registry's credentials.
    if (reply.status !== 401 || reply.url.origin !== base.origin) {
      return reply;
    }
    if (!(await authority.refused(headerOf(reply, 'www-authenticate'), scopes, header))) {
      return reply;
    }
    await discard(reply);
    return this.followed(call, base, await authority.header(scopes, signal));
  }

  private async followed(
    call: RegistryCall,
    base: URL,
    authorization: string | undefined,
  ): Promise<HttpReply> {
    const { method, payload, signal, onSent } = call;
    let url = this.secured(new URL(call.url, base), base);
    for (let redirects = 0; ; redirects++) {
      const ours = url.origin === base.origin;
      const reply = await this.client.send({
        method,
        url,
        headers: {
          'user-agent': AGENT,
          ...call.headers,
          ...(ours && authorization !== undefined && { authorization }),
        },
        ...(payload !== undefined && { payload }),
        ...(signal !== undefined && { signal }),
        ...(onSent !== undefined && { onSent }),
      });
      const followable = ['GET', 'HEAD'].includes(method) ? REDIRECTS : KEEPING;
      if (!followable.includes(reply.status) || call.expected.includes(reply.status)) {
        return reply;
      }
      if (redirects === MAX_REDIRECTS) {
        await discard(reply);
        const { who, what } = askedBy(call);
        throw new RegistryError(`[${who}] ${what}: more than ${MAX_REDIRECTS} redirects`);
      }
      url = this.locationOf(reply, call);
      await discard(reply);
    }
  }

  /** Keeps TLS: a registry behind a proxy that ends it may name itself without. */
  private secured(url: URL, base: URL): URL {
    if (base.protocol === 'http:' || url.protocol === 'https:') {
      return url;
    }
    if (url.protocol === 'http:' && url.host === base.host) {
      const same = new URL(url);
      same.protocol = 'https:';
      return same;
    }
    throw new RegistryError(
      `[${base.host}] the registry leads from TLS to ${url.protocol}//${url.host}, which has none`,
    );
  }

  private authorityOf(host: string): Authority {
    const known = this.authorities.get(host) ?? new Authority(this.client, host, this.options.credentials);
    this.authorities.set(host, known);
    return known;
  }
}

/** Who is asked for what, for a message. */
export function askedBy({ at, method, what }: Pick<RegistryCall, 'at' | 'method' | 'what'>): Asked {
  return { who: `${at.host}/${at.name}`, what: `${method} ${what}` };
}
