import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { rootCertificates } from 'node:tls';

/** The body of a request; it can be read again, for a second attempt. */
export interface Payload {
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** One request to one server. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: { readonly [name: string]: string | number };
  readonly payload?: Payload;
  readonly signal?: AbortSignal;
  /** Hears how many bytes more went out. */
  readonly onSent?: (bytes: number) => void;
}

/** The answer to it; the body is yet to be read. */
export interface HttpReply {
  readonly status: number;
  readonly url: URL;
  readonly body: http.IncomingMessage;
}

/** Requests over connections that are used again: Node's own client, so that the authority and the sockets are ours. */
export class HttpClient {
  private readonly plain = new http.Agent({ keepAlive: true });
  private readonly secure: https.Agent;

  constructor(
    private readonly timeoutMs: number,
    ca: string | undefined,
  ) {
    // One that is given would replace the known ones.
    const authorities = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
    this.secure = new https.Agent({ keepAlive: true, ...authorities });
  }

  /** Sends a request; resolves as soon as the head of the answer is there. */
  public async send(sent: HttpRequest): Promise<HttpReply> {
    const { method, url, headers, payload, signal } = sent;
    const [client, agent] = url.protocol === 'https:' ? [https, this.secure] : [http, this.plain];
    const request = client.request(url, {
      method,
      agent,
      signal,
      timeout: this.timeoutMs,
      headers: { ...headers, ...(payload !== undefined && { 'content-length': payload.size }) },
    });
    request.on('timeout', () => request.destroy(silence(this.timeoutMs)));
    // Errors that come when nobody waits any more would end the process, those of a connection that is kept too.
    request.on('error', ignore);
    request.on('socket', (socket) => {
      if (socket.listenerCount('error', ignore) === 0) {
        socket.on('error', ignore);
      }
    });
    const answered = once(request, 'response');
    if (payload === undefined) {
      request.end();
    } else {
      write(request, payload, sent.onSent).catch((error: Error) => request.destroy(error));
    }
    const [body]: http.IncomingMessage[] = await answered;
    body.on('error', ignore);
    return { status: body.statusCode ?? 0, url, body };
  }

  /** Closes connections that are kept for the next request. */
  public close(): void {
    this.plain.destroy();
    this.secure.destroy();
  }
}

/** The whole body; refused where it is longer than it may be. */
export async function readBody({ body }: HttpReply, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) {
      throw Object.assign(new Error(`the answer has more than ${most} bytes`), { code: 'TOO_LONG' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads what is left of a body, so that its connection can be used again. */
export async function discard(reply: HttpReply): Promise<void> {
  await readBody(reply, MOST_DISCARDED).catch(() => reply.body.destroy());
}

function ignore(): void {
  // Whoever waits hears of it by another way.
}

const MOST_DISCARDED = 64 * 1024;

function silence(timeoutMs: number): Error {
  return Object.assign(new Error(`no byte for ${timeoutMs / 1000} s`), { code: 'ETIMEDOUT' });
}

/** Writes a body as fast as the server takes it. */
async function write(
  request: http.ClientRequest,
  payload: Payload,
  onSent: (bytes: number) => void = () => undefined,
): Promise<void> {
  // A server may refuse before it has read all: then the rest is not for it, and the connection is of no more use.
  let refused = false;
  request.once('response', (reply) => {
    refused = (reply.statusCode ?? 0) >= 300;
    reply.once('end', () => request.writableEnded || request.destroy());
  });
  let size = 0;
  for await (const chunk of payload.open()) {
    if (refused || request.destroyed) {
      return;
    }
    size += chunk.length;
    if (!request.write(chunk)) {
      await writable(request);
    }
    onSent(chunk.length);
  }
  if (size !== payload.size) {
    throw new Error(`there are ${size} bytes, and there were ${payload.size}`);
  }
  request.end();
}

/** Resolves when there is room for more, or no more is wanted. */
function writable(request: http.ClientRequest): Promise<void> {
  const events = ['drain', 'response', 'error', 'close'];
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) {
        request.off(event, done);
      }
      resolve();
    };
    for (const event of events) {
      request.on(event, done);
    }
  });
}
