import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { listen } from './server';

/** What a fault sees of a request before it reaches the registry. */
export interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** `PATCH blob upload`, `PUT manifest`, …: what is asked for, in words. */
  readonly what: string;
  /**
   * Sends it on, with as much of its body as is asked for.
   *
   * @param most the number of bytes after which both connections are cut
   */
  pass(most?: number): Promise<void>;
  /** Sends it on, and gives the registry's answer instead of passing it on. */
  answer(): Promise<{
    readonly status: number;
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
  }>;
}

/** Handles one request instead of the registry, or does nothing to let it pass. */
export type Fault = (passing: Passing) => Promise<void> | void | undefined;

/** A proxy before a registry, which does to requests what the network does. */
export interface FaultyProxy {
  readonly host: string;
  /** The faults to come: each is tried on each request until one says that it handled it. */
  readonly log: string[];
  /**
   * Sets a fault.
   *
   * @param what the requests that it is for
   * @param times how many of them
   */
  inject(what: string, fault: Fault, times?: number): void;
  stop(): Promise<void>;
}

export async function startProxy(registry: string): Promise<FaultyProxy> {
  const faults: { what: string; fault: Fault; left: number }[] = [];
  const log: string[] = [];
  const agent = new Agent({ keepAlive: false });
  const [hostname, port] = registry.split(':');
  const forward = (request: IncomingMessage) =>
    // The registry makes addresses of the Host that it is asked by.
    send({ hostname, port, agent, method: request.method, path: request.url, headers: request.headers });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const what = kindOf(request);
    log.push(what);
    const passing: Passing = {
      request,
      response,
      what,
      async pass(most = Number.POSITIVE_INFINITY) {
        const onward = forward(request);
        const answered = new Promise<IncomingMessage>((resolve, reject) => {
          onward.on('response', resolve).on('error', reject);
        });
        answered.catch(() => undefined);
        let passed = 0;
        for await (const chunk of request) {
          const part = chunk.subarray(0, most - passed);
          passed += part.length;
          onward.write(part);
          if (passed >= most) {
            // What was written has to arrive before the connection goes.
            await new Promise((resolve) => onward.write('', resolve));
            await new Promise((resolve) => setTimeout(resolve, 50));
            onward.destroy();
            request.socket.destroy();
            return;
          }
        }
        onward.end();
        const reply = await answered;
        response.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(response);
      },
      async answer() {
        const onward = forward(request);
        const answered = new Promise<IncomingMessage>((resolve, reject) => {
          onward.on('response', resolve).on('error', reject);
        });
        request.pipe(onward);
        const reply = await answered;
        const chunks: Buffer[] = [];
        for await (const chunk of reply) chunks.push(chunk);
        return { status: reply.statusCode ?? 500, headers: reply.headers, body: Buffer.concat(chunks) };
      },
    };
    const due = faults.find((fault) => fault.what === what && fault.left > 0);
    if (due === undefined) return passing.pass();
    due.left -= 1;
    await due.fault(passing);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const { host, stop } = await listen(server);
  return {
    host,
    log,
    inject: (what, fault, times = 1) => faults.push({ what, fault, left: times }),
    stop,
  };
}

function kindOf({ method, url = '' }: IncomingMessage): string {
  const kinds: [RegExp, string][] = [
    [/\/blobs\/uploads\/\?mount=/, 'mount'],
    [/\/blobs\/uploads\//, 'upload'],
    [/\/blobs\//, 'blob'],
    [/\/manifests\//, 'manifest'],
    [/\/tags\/list/, 'tags'],
    [/\/referrers\//, 'referrers'],
  ];
  return `${method} ${kinds.find(([pattern]) => pattern.test(url))?.[1] ?? url}`;
}
