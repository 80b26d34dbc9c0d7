import { orAborted } from './cancel';
import { type Challenge, challengesIn } from './challenge';
import type { CredentialSource, Credentials } from './credentials';
import type { HttpClient } from './http';
import { merged, type Scopes } from './scopes';
import { basic, fetchToken, type Token } from './token';

/**
 * Who one registry is told that we are. It is asked as nobody first, says how it
 * wants to be told (a challenge), and is told so from then on; tokens are kept
 * until they end, one for each set of scopes.
 */
export class Authority {
  private challenge: Challenge | undefined;
  private credentials: Promise<Credentials | undefined> | undefined;
  private readonly tokens = new Map<string, Promise<Token>>();
  /** Scopes that the registry asked for beyond ours, by ours. */
  private readonly asked = new Map<string, Scopes>();

  constructor(
    private readonly client: HttpClient,
    private readonly host: string,
    private readonly source: CredentialSource,
  ) {}

  /** The header for a request, or `undefined` to ask as nobody. */
  public async header(scopes: Scopes, signal: AbortSignal | undefined): Promise<string | undefined> {
    if (this.challenge === undefined) {
      return undefined;
    }
    const credentials = await this.known();
    if (credentials?.kind === 'registry-token') {
      return `Bearer ${credentials.token}`;
    }
    if (this.challenge.scheme === 'basic') {
      return credentials?.kind === 'password' ? basic(credentials) : undefined;
    }
    const token = this.token(this.challenge, credentials, scopes);
    return `Bearer ${(await orAborted(token, signal)).value}`;
  }

  /**
   * Takes in that a request was refused.
   *
   * @param refused the header that it had
   * @returns whether it may be accepted with another header
   */
  public async refused(
    wwwAuthenticate: string | undefined,
    scopes: Scopes,
    refused: string | undefined,
  ): Promise<boolean> {
    const challenges = challengesIn(wwwAuthenticate ?? '');
    const challenge =
      challenges.find(({ scheme }) => scheme === 'bearer') ??
      challenges.find(({ scheme }) => scheme === 'basic');
    if (challenge === undefined) {
      return false;
    }
    this.challenge = challenge;
    const key = scopes.join(' ');
    const extra = challenge.parameters.scope?.split(' ').filter(Boolean) ?? [];
    this.asked.set(key, merged(...scopes, ...extra));
    const token = await this.tokens.get(key)?.catch(() => undefined);
    // Another request may have got a newer one in the meantime.
    if (token !== undefined && refused === `Bearer ${token.value}`) {
      this.tokens.delete(key);
    }
    const credentials = await this.known();
    const offered = challenge.scheme === 'basic' || credentials?.kind === 'registry-token';
    return offered ? credentials !== undefined && refused === undefined : true;
  }

  private known(): Promise<Credentials | undefined> {
    this.credentials ??= this.source(this.host);
    return this.credentials;
  }

  private async token(
    challenge: Challenge,
    credentials: Credentials | undefined,
    scopes: Scopes,
  ): Promise<Token> {
    const key = scopes.join(' ');
    const kept = this.tokens.get(key);
    const token = await kept;
    if (token !== undefined && token.expiresAt > Date.now()) {
      return token;
    }
    if (this.tokens.get(key) !== kept) {
      return this.token(challenge, credentials, scopes);
    }
    const wanted = this.asked.get(key) ?? merged(...scopes);
    const fetched = fetchToken(this.client, challenge, credentials, wanted);
    this.tokens.set(key, fetched);
    // One that failed is not kept, or nothing could be tried again.
    fetched.catch(() => this.tokens.get(key) === fetched && this.tokens.delete(key));
    return fetched;
  }
}
