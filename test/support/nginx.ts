import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { describe, test } from 'vitest';
import { type Json, object, objects, strings } from './json';
import { podSpecs } from './pod-specs';

/** An nginx that runs the configuration of a Blazor app, on a free port of this machine. */
export interface TestNginx {
  /** `http://127.0.0.1:41234`. */
  readonly origin: string;
  /** Whether it runs as the user that the pod has. */
  readonly unprivileged: boolean;
  /** What it has written of itself. */
  readonly log: () => string;
  /** What it has written of requests. */
  readonly requests: () => string;
  /** Ends it, and removes what it stored. */
  stop(): Promise<void>;
}

/** The objects of an app that listens on a port and sends a header. */
export type Served = (port: number, headers: { [name: string]: string }) => readonly Json[];

/** An answer, with the names of its headers in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: Buffer;
}

const NONCE = 'X-Started-By';
const USER = 65532;
const START_MS = 20_000;
const ATTEMPTS = 5;

/** Describes behaviour of a real nginx, or says why it was skipped. */
export function describeWithNginx(title: string, body: () => void): void {
  describe(title, () => {
    if (nginxProgram() !== undefined) return body();
    test('agrees with a real nginx', (context) => {
      context.skip('no nginx on the path (Debian: apt-get install nginx-light)');
    });
  });
}

/** Where nginx is: not every user's path has the programs of administrators. */
export function nginxProgram(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => resolve(folder, 'nginx')).find((file) => existsSync(file));
}

/**
 * Runs what a Deployment would run, as its user: the command, the configuration and the settings as they are, with
 * folders of this machine in the place of the container's and addresses of loopback alone.
 *
 * @param site the folder with the app's files
 * @param settings what ConfigMaps of somebody else's hold, by the name of the volume that mounts them
 */
export async function startNginx(
  site: string,
  served: Served,
  settings: { readonly [volume: string]: { readonly [file: string]: string } } = {},
): Promise<TestNginx> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(site, served, settings);
    } catch (error) {
      // Between the question for a free port and its use, somebody else may have taken it.
      if (attempt === ATTEMPTS || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function start(
  site: string,
  served: Served,
  settings: { readonly [volume: string]: { readonly [file: string]: string } },
): Promise<TestNginx> {
  const nonce = randomUUID();
  const port = await freePort();
  const manifests = served(port, { [NONCE]: nonce });
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-nginx-'));
  const unprivileged = process.getuid?.() !== 0 || isOpen(folder);
  const local = (text: string): string =>
    text
      .replaceAll('/etc/blazor/', `${folder}/`)
      .replace(/((?:^pid|_temp_path) )\/tmp\//gm, `$1${folder}/tmp/`)
      .replace('root /usr/share/nginx/html;', `root ${site};`)
      // A container's output is a pipe, which can be opened by its name, and that of a child of Node is a socket.
      .replace('/dev/stdout', `${folder}/tmp/access.log`)
      .replace(/listen (\d)/g, 'listen 127.0.0.1:$1')
      .replace(/ *listen \[::\]:(\d+);\n/, hasIpv6() ? 'listen [::1]:$1;\n' : '');
  for (const [volume, files] of Object.entries({ config: configOf(manifests), ...settings })) {
    mkdirSync(join(folder, volume));
    for (const [file, content] of Object.entries(files)) {
      writeFileSync(join(folder, volume, file), file === 'nginx.conf' ? local(content) : content);
    }
  }
  mkdirSync(join(folder, 'tmp'));
  for (const path of [folder, join(folder, 'tmp')]) chmodSync(path, 0o777);
  const [, ...args] = commandOf(manifests).map(local);
  const child = spawn(nginxProgram() ?? 'nginx', [...args, ...(unprivileged ? [] : ['-g', 'user root;'])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(unprivileged && process.getuid?.() === 0 && { uid: USER, gid: USER }),
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  }
  const stop = ending(child, folder);
  try {
    const origin = `http://127.0.0.1:${port}`;
    await isUp(child, origin, nonce, () => said.join(''));
    const requests = (): string => readFileSync(join(folder, 'tmp', 'access.log'), 'utf8');
    return { origin, unprivileged, log: () => said.join(''), requests, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ending(child: ChildProcess, folder: string): () => Promise<void> {
  const kill = () => child.kill('SIGTERM');
  // A run that is cut short leaves nothing behind.
  process.once('exit', kill);
  return async () => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      kill();
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

async function isUp(child: ChildProcess, origin: string, nonce: string, log: () => string): Promise<void> {
  const until = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < until) {
    const answer = await get(origin, '/healthz').catch(() => undefined);
    if (answer?.headers[NONCE.toLowerCase()] === nonce) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`nginx did not start:\n${log()}`);
}

/** Asks for a path just as it stands there, and takes what comes back as it is. */
export function get(origin: string, path: string, headers: { [name: string]: string } = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((answered, failed) => {
    const asked = request({ hostname, port, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', failed);
      response.on('end', () =>
        answered({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    asked.on('error', failed);
    asked.end();
  });
}

function configOf(manifests: readonly Json[]): { [file: string]: string } {
  const config = manifests.find(({ kind }) => kind === 'ConfigMap') ?? {};
  return Object.fromEntries(
    Object.entries(object(config, 'data')).map(([file, text]) => [file, String(text)]),
  );
}

function commandOf(manifests: readonly Json[]): string[] {
  const [[, pod]] = manifests.flatMap(podSpecs);
  return strings(objects(pod, 'containers')[0], 'command');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
}

/** Whether another user gets into the folder that a folder lies in. */
function isOpen(folder: string): boolean {
  const parent = dirname(folder);
  return parent === folder || ((statSync(parent).mode & 0o001) !== 0 && isOpen(parent));
}
