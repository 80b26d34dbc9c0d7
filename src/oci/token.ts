import { isLoopback } from './address';
import type { Challenge } from './challenge';
import type { Credentials } from './credentials';
import { type HttpClient, type HttpReply, readBody } from './http';
import { parseObject, textIn } from './json';
import { RegistryError } from './registry-error';
import { errorOf } from './reply';
import type { Scopes } from './scopes';

/** A token and how long it is good for. */
export interface Token {
  readonly value: string;
  /** When it is no longer to be used, in milliseconds of the clock. */
  readonly expiresAt: number;
}

const MAX_ANSWER = 1024 * 1024;
const CLIENT_ID = 'cdk8s-wasm';
/** What a server means that says nothing of it, in seconds. */
const DEFAULT_LIFE = 60;
/** A token that is about to end may end on its way, in seconds. */
const MARGIN = 10;

/**
 * Asks the token server that a registry names.
 *
 * An identity token goes by POST (OAuth2), all else by GET, which every token
 * server knows. Source: distribution/distribution, `docs/content/spec/auth`.
 */
export async function fetchToken(
  client: HttpClient,
  { parameters }: Challenge,
  credentials: Credentials | undefined,
  scopes: Scopes,
): Promise<Token> {
  const realm = realmOf(parameters.realm, credentials);
  const query = new URLSearchParams(parameters.service === undefined ? {} : { service: parameters.service });
  const reply =
    credentials?.kind === 'identity-token'
      ? await byPost(client, realm, query, credentials.token, scopes)
      : await byGet(client, realm, query, credentials, scopes);
  if (reply.status !== 200) {
    throw await errorOf(reply, { who: realm.host, what: 'token' });
  }
  const answer = parseObject((await readBody(reply, MAX_ANSWER)).toString('utf8'));
  const value = textIn(answer, 'token') ?? textIn(answer, 'access_token');
  if (value === undefined) {
    throw new RegistryError(`[${realm.host}] the token server answered without a token`);
  }
  const life = typeof answer.expires_in === 'number' ? answer.expires_in : DEFAULT_LIFE;
  return { value, expiresAt: Date.now() + Math.max(life - MARGIN, 1) * 1000 };
}

function realmOf(realm: string | undefined, credentials: Credentials | undefined): URL {
  const url = URL.canParse(realm ?? '') ? new URL(realm ?? '') : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    throw new RegistryError(`[oci] the registry names no token server: ${JSON.stringify(realm)}`);
  }
  if (credentials !== undefined && url.protocol === 'http:' && !isLoopback(url.host)) {
    throw new RegistryError(
      `[${url.host}] the registry wants credentials sent to this token server without TLS; fix: give its realm an https address`,
    );
  }
  return url;
}

function byGet(
  client: HttpClient,
  realm: URL,
  query: URLSearchParams,
  credentials: Credentials | undefined,
  scopes: Scopes,
): Promise<HttpReply> {
  const url = new URL(realm);
  for (const [name, value] of [...query, ...scopes.map((scope): [string, string] => ['scope', scope])]) {
    url.searchParams.append(name, value);
  }
  const headers = { ...(credentials?.kind === 'password' && { authorization: basic(credentials) }) };
  return client.send({ method: 'GET', url, headers });
}

function byPost(
  client: HttpClient,
  url: URL,
  query: URLSearchParams,
  identity: string,
  scopes: Scopes,
): Promise<HttpReply> {
  const form = new URLSearchParams(query);
  form.set('grant_type', 'refresh_token');
  form.set('client_id', CLIENT_ID);
  form.set('refresh_token', identity);
  form.set('scope', scopes.join(' '));
  const bytes = Buffer.from(form.toString());
  return client.send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: {
      size: bytes.length,
      async *open() {
        yield bytes;
      },
    },
  });
}

/** The header of a name and a password. */
export function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
