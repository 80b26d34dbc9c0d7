import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from './server';

/** What came in: method, path, and the headers that matter. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentRange: string | undefined;
}

/**
 * A registry that does what the specification allows and the real one of the tests does not: it keeps what came of a
 * part that broke off, it takes uploads at another host, and it lists by pages.
 */
export interface StubRegistry {
  readonly host: string;
  readonly requests: StubRequest[];
  /** Blobs by their digests. */
  readonly blobs: Map<string, Buffer>;
  /** Answers to GET, by path. */
  readonly pages: Map<string, { status?: number; headers?: { [name: string]: string }; body: object }>;
  /** How much of the next parts it keeps before it breaks off. */
  readonly breakOffAfter: number[];
  /** What it puts before the address of an upload. */
  uploadsAt: string;
  stop(): Promise<void>;
}

export async function startStub(): Promise<StubRegistry> {
  const uploads = new Map<string, Buffer>();
  const state = {
    requests: [] as StubRequest[],
    blobs: new Map(),
    pages: new Map(),
    breakOffAfter: [] as number[],
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', 'http://stub');
    const { authorization, 'content-range': contentRange } = headers;
    state.requests.push({ method, path: url.pathname + url.search, authorization, contentRange });
    const page = stub.pages.get(url.pathname + url.search);
    if (method === 'GET' && page !== undefined) {
      response.writeHead(page.status ?? 200, page.headers).end(JSON.stringify(page.body));
      return;
    }
    const name = url.pathname.split('/').at(-1) ?? '';
    const known = stub.blobs.get(name);
    if (method === 'HEAD') {
      response.writeHead(known === undefined ? 404 : 200, { 'content-length': known?.length ?? 0 }).end();
      return;
    }
    if (method === 'POST') {
      const id = randomUUID();
      uploads.set(id, Buffer.alloc(0));
      response.writeHead(202, { location: `${stub.uploadsAt}/upload/${id}` }).end();
      return;
    }
    const have = uploads.get(name);
    if (have === undefined) {
      response.writeHead(404).end();
      return;
    }
    const range = (bytes: Buffer) => ({
      location: url.pathname,
      range: `0-${Math.max(bytes.length - 1, 0)}`,
    });
    if (method === 'GET') {
      response.writeHead(204, range(have)).end();
      return;
    }
    const start = Number(contentRange?.split('-')[0] ?? 0);
    const body = await buffer(request);
    if (start !== (contentRange === undefined ? 0 : have.length)) {
      response.writeHead(416, range(have)).end();
      return;
    }
    const most = state.breakOffAfter.shift();
    const now = Buffer.concat([have.subarray(0, start), body.subarray(0, most)]);
    uploads.set(name, now);
    if (most !== undefined) {
      response.destroy();
    } else if (method === 'PATCH') {
      response.writeHead(202, range(now)).end();
    } else {
      finish(url, name, body.length === 0 ? have : now, response);
    }
  };
  const finish = (url: URL, name: string, bytes: Buffer, response: ServerResponse): void => {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const right = url.searchParams.get('digest') === digest;
    if (right) stub.blobs.set(digest, bytes);
    uploads.delete(name);
    response.writeHead(right ? 201 : 400, { location: '/v2/blob' });
    response.end(right ? '' : '{"errors":[{"code":"DIGEST_INVALID"}]}');
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const { host, stop } = await listen(server);
  const stub: StubRegistry = { host, ...state, uploadsAt: '', stop };
  return stub;
}
