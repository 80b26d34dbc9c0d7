import { spawn } from 'node:child_process';
import type { Credentials } from './credentials';
import { parseObject, textIn } from './json';

/** Long enough for a person to unlock a key ring. */
const TIMEOUT_MS = 60_000;
/** What helpers write, with exit code 1, where they know nothing of a server. */
const NOT_FOUND = /credentials not found/i;
/** In the place of a user's name: the secret is an identity token. */
const IDENTITY = '<token>';

/**
 * Asks `docker-credential-NAME` for the credentials of a server.
 *
 * Protocol: docker/docker-credential-helpers, README.
 *
 * @returns `undefined` where the helper has none
 * @throws where there is no such helper, or it fails
 */
export async function askHelper(name: string, server: string): Promise<Credentials | undefined> {
  // The name stands in a file, and no file should name any program on the machine.
  if (!/^[A-Za-z0-9][-A-Za-z0-9._]*$/.test(name)) {
    throw new Error(`[docker credentials] ${JSON.stringify(name)} is no name of a credential helper`);
  }
  const program = `docker-credential-${name}`;
  const { code, output } = await run(program, server);
  if (code !== 0) {
    if (NOT_FOUND.test(output)) {
      return undefined;
    }
    // What it wrote may hold a secret: only its first words on failure are shown, and it says those to everybody.
    const said = output.trim().split('\n')[0].slice(0, 200);
    throw new Error(`[docker credentials] ${program} failed for ${server} with exit code ${code}: ${said}`);
  }
  const answer = parseObject(output);
  const username = textIn(answer, 'Username');
  const secret = textIn(answer, 'Secret');
  if (username === undefined || secret === undefined) {
    throw new Error(
      `[docker credentials] ${program} answered for ${server} without "Username" and "Secret"; fix: docker login again`,
    );
  }
  return username === IDENTITY
    ? { kind: 'identity-token', token: secret }
    : { kind: 'password', username, password: secret };
}

function run(program: string, input: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], { stdio: ['pipe', 'pipe', 'inherit'], timeout: TIMEOUT_MS });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', (error) => {
      const fix = 'fix: install it, or take it out of the config.json of Docker';
      reject(new Error(`[docker credentials] ${program}: ${error.message}; ${fix}`));
    });
    child.on('close', (code) => resolve({ code, output }));
    // One that ends without reading is heard of above.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
