import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'vitest';
import { stringify } from 'yaml';
import { distributionProgram, distributionVersion } from '../../scripts/lib/distribution.mjs';
import { FULL } from '../property/runs';
import type { Certificate } from './certificate';

/** A registry that a test started. */
export interface TestRegistry {
  /** `127.0.0.1:41234`. */
  readonly host: string;
  /** Ends it, and removes what it stored. */
  stop(): Promise<void>;
}

/** Parts of its configuration. */
export interface RegistryConfig {
  readonly auth?: object;
  /** Files of a certificate and its key, for TLS. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** A name and a password that the registry of `htpasswd()` knows, with the hash of the password. */
export const USER = { username: 'ada', password: 's3cret' };
const HTPASSWD = 'ada:$2b$04$b0Ohj9KqQzyWOhNHsmchLeA.l8G.biV2NxM.PRd9p6H6RPww6B3ta\n';

/** A registry that tests can start. */
interface RegistryProgram {
  /** What it is called in the titles of tests. */
  readonly name: string;
  /** A name on the path, or a file. */
  readonly program: string;
  /** How to get it where it is not there. */
  readonly fix: string;
}

/** Starts a registry, set up as is said; its folder may hold files that the configuration names. */
export type StartRegistry = (config?: RegistryConfig, folder?: string) => Promise<TestRegistry>;

/** Two releases of distribution, of which the first is what many still run: they differ in what they check, and when. */
const REGISTRIES: readonly RegistryProgram[] = [
  {
    name: 'distribution 2',
    program: 'docker-registry',
    fix: 'Debian: apt-get install docker-registry',
  },
  {
    name: `distribution ${distributionVersion()}`,
    program: distributionProgram(),
    fix: '.ci/run builds it, where there is Go',
  },
];

const START_MS = 20_000;

/**
 * Describes behaviour against real registries: each of them where `WASM_FUZZ=full` asks for all there is, else the first that
 * is there. Says why it was skipped where none is.
 */
export function describeWithRegistry(title: string, body: (startRegistry: StartRegistry) => void): void {
  const present = REGISTRIES.filter(isThere);
  const tried = FULL || present.length === 0 ? REGISTRIES : present.slice(0, 1);
  const named = tried.map((registry): [string, RegistryProgram] => [registry.name, registry]);
  describe.each(named)(`${title} (%s)`, (name, registry) => {
    const { program, fix } = registry;
    if (isThere(registry)) {
      return body((config, folder) => startRegistry(program, config, folder));
    }
    test('agrees with a real registry', (context) => {
      context.skip(`no ${name} (${fix})`);
    });
  });
}

function isThere({ program }: RegistryProgram): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(resolve(folder, program)));
}

/** Part of a configuration: it knows `USER` alone. */
export function htpasswd(folder: string): object {
  const path = join(folder, 'htpasswd');
  writeFileSync(path, HTPASSWD);
  return { htpasswd: { realm: 'test', path } };
}

/** Part of a configuration: its certificate, and the key. */
export function tlsIn(folder: string, { pem, keyPem }: Certificate): NonNullable<RegistryConfig['tls']> {
  const tls = { certificate: join(folder, 'tls.pem'), key: join(folder, 'tls.key') };
  writeFileSync(tls.certificate, pem);
  writeFileSync(tls.key, keyPem);
  return tls;
}

/** A folder of its own for one registry and what belongs to it. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'cdk8s-wasm-registry-'));
}

/** Starts a registry on a free port of this machine. */
async function startRegistry(
  program: string,
  config: RegistryConfig = {},
  folder = scratch(),
): Promise<TestRegistry> {
  const nonce = randomUUID();
  const file = join(folder, 'config.yml');
  const { certificate, key } = config.tls ?? {};
  writeFileSync(
    file,
    stringify({
      version: '0.1',
      log: { level: 'info', formatter: 'json', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'storage') }, delete: { enabled: true } },
      http: {
        addr: '127.0.0.1:0',
        headers: { 'X-Started-By': [nonce] },
        ...(certificate !== undefined && { tls: { certificate, key } }),
      },
      ...(config.auth !== undefined && { auth: config.auth }),
    }),
  );
  const child = spawn(program, ['serve', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own tracing would look for a collector.
    env: { PATH: process.env.PATH, OTEL_TRACES_EXPORTER: 'none' },
  });
  const kill = () => child.kill('SIGKILL');
  // A run that is cut short leaves nothing behind.
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      kill();
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const host = await address(child);
    await isOurs(`${certificate === undefined ? 'http' : 'https'}://${host}`, nonce);
    return { host, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where it listens: it says so itself, of the port that it was given. */
function address({ stderr }: ChildProcess): Promise<string> {
  return new Promise((started, reject) => {
    if (stderr === null) return reject(new Error('the registry has no output'));
    const said: string[] = [];
    const late = setTimeout(
      () => reject(new Error(`the registry did not start:\n${said.join('\n')}`)),
      START_MS,
    );
    const lines = createInterface({ input: stderr });
    lines.on('line', (line) => {
      said.push(line);
      const host = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (host === undefined) return;
      clearTimeout(late);
      started(host);
    });
    lines.on('close', () => {
      clearTimeout(late);
      reject(new Error(`the registry ended:\n${said.join('\n')}`));
    });
  });
}

async function isOurs(origin: string, nonce: string): Promise<void> {
  // A certificate of a test is trusted by nobody: that the port is ours, the process itself said.
  if (origin.startsWith('https:')) return;
  const { headers } = await fetch(`${origin}/v2/`);
  if (headers.get('x-started-by') !== nonce) throw new Error(`another server answers at ${origin}`);
}
