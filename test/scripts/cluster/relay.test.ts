import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';

describe('two relays that meet at a socket file', () => {
  let scratch: string;
  let ends: (() => void)[] = [];
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-relay-'));
  });
  afterEach(() => {
    for (const end of ends) end();
    ends = [];
    rmSync(scratch, { recursive: true, force: true });
  });

  async function relay(listen: string, target: string): Promise<string> {
    const child = spawn(process.execPath, [join(root, 'scripts/lib/cluster/relay.mjs'), listen, target]);
    ends.push(() => child.kill());
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
    return String(line).trim();
  }

  test('pass on both directions, and the end of each by itself', async (context) => {
    context.skip(process.platform === 'win32', 'Windows has no socket files');
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      let question = '';
      socket.on('data', (chunk) => {
        question += chunk;
      });
      // Only an end that was passed on by itself can still be answered.
      socket.on('end', () => socket.end(`got ${question}`));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ends.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : address;

    const socket = join(scratch, 'relay.sock');
    expect(await relay(socket, `127.0.0.1:${port}`)).toBe(socket);
    const outer = await relay('127.0.0.1:0', socket);
    expect(outer).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);

    const client = connect({ port: Number(outer.split(':')[1]), host: '127.0.0.1', allowHalfOpen: true });
    client.end('a question');
    expect(await text(client)).toBe('got a question');
  });
});
