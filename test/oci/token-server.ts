import { randomUUID, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { certificate } from './certificate';
import { listen } from './server';

/** What a token server was asked. */
export interface TokenRequest {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly scopes: string[];
  readonly parameters: { [name: string]: string };
}

/** A server that gives out tokens which a registry believes. */
export interface TokenServer {
  /** The registry's `auth`. */
  readonly auth: object;
  /** All that it was asked. */
  readonly requests: TokenRequest[];
  /** What it allows: an answer for each request, and `undefined` for none. */
  allow: (request: TokenRequest) => boolean;
  /** How long its tokens are good for, in seconds. */
  lifetime: number;
  stop(): Promise<void>;
}

const SERVICE = 'test-registry';
const ISSUER = 'test-issuer';

/** Starts a token server (distribution, `docs/content/spec/auth/jwt.md`); its certificate goes into the folder. */
export async function startTokenServer(folder: string): Promise<TokenServer> {
  const signer = certificate();
  const rootcertbundle = join(folder, 'token.pem');
  writeFileSync(rootcertbundle, signer.pem);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenFor = ({ scopes }: TokenRequest): string => {
    const now = Math.floor(Date.now() / 1000);
    const access = scopes.map((scope) => {
      const [type, name, actions] = scope.split(':');
      return { type, name, actions: actions.split(',') };
    });
    const header = { typ: 'JWT', alg: 'ES256', x5c: [signer.der.toString('base64')] };
    const times = { exp: now + 300, nbf: now - 60, iat: now };
    const claims = { iss: ISSUER, sub: 'ada', aud: SERVICE, ...times, jti: randomUUID(), access };
    const signed = `${encode(header)}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: signer.key, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = await requestOf(request);
    state.requests.push(asked);
    if (state.allow(asked)) {
      const body = { token: tokenFor(asked), expires_in: state.lifetime };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    } else {
      response.writeHead(401).end('{"errors":[{"code":"UNAUTHORIZED","message":"who are you"}]}');
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const { origin, stop } = await listen(server);
  const realm = `${origin}/token`;
  const state: TokenServer = {
    auth: { token: { realm, service: SERVICE, issuer: ISSUER, rootcertbundle } },
    requests: [],
    allow: () => true,
    lifetime: 300,
    stop,
  };
  return state;
}

async function requestOf(request: IncomingMessage): Promise<TokenRequest> {
  const { method = '', headers } = request;
  const query =
    method === 'POST'
      ? new URLSearchParams(await text(request))
      : new URL(request.url ?? '', 'http://x').searchParams;
  return {
    method,
    authorization: headers.authorization,
    scopes: query.getAll('scope').flatMap((scope) => scope.split(' ')),
    parameters: Object.fromEntries(query),
  };
}
