// Passes connections on: `node relay.mjs <listen> <target>`, each `host:port` or the path of a socket. With port 0 the
// system chooses one; the address that came out of it is the first line written. A relay in the cluster's network and
// one in the machine's meet at a socket file, which both see.
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** @param {string} address */
function endpoint(address) {
  const [, host, port] = /^([^/]*):(\d+)$/.exec(address) ?? [];
  return port === undefined ? { path: address } : { host, port: Number(port) };
}

const [listen, target] = process.argv.slice(2);
const server = createServer({ allowHalfOpen: true }, (client) => {
  const upstream = connect({ ...endpoint(target), allowHalfOpen: true });
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ]) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroySoon());
  }
});
if (listen.startsWith('/')) rmSync(listen, { force: true });
server.listen(endpoint(listen), () => {
  const address = server.address();
  console.log(typeof address === 'object' ? `${address?.address}:${address?.port}` : address);
});
