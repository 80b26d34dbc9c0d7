import { once } from 'node:events';
import type { Server } from 'node:http';

/** A server of a test, on a free port of this machine. */
export interface Listening {
  readonly host: string;
  readonly origin: string;
  stop(): Promise<void>;
}

export async function listen(server: Server): Promise<Listening> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const host = `127.0.0.1:${address.port}`;
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close').catch(() => undefined);
  };
  return { host, origin: `http://${host}`, stop };
}
