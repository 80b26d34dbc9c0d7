import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { API_SOCKET, kubeconfig, kubectlProgram } from './target';

/**
 * Starts `kubectl proxy`, which signs in as the kubeconfig says, at a socket that this process and those that it starts
 * know from now on.
 *
 * @returns how to end it
 */
export async function startProxy(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-api-'));
  const socket = join(folder, 'socket');
  const args = ['--kubeconfig', kubeconfig, 'proxy', '--unix-socket', socket];
  const proxy = spawn(kubectlProgram, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => {
    proxy.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  const said = text(proxy.stderr);
  // Its first line says where it listens.
  for await (const _line of createInterface({ input: proxy.stdout })) {
    process.env[API_SOCKET] = socket;
    return end;
  }
  throw new Error(`kubectl proxy ended: ${await said}`);
}
