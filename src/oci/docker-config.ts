import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../value/json';
import { credentialsName } from './address';
import { askHelper } from './credential-helper';
import type { CredentialSource, Credentials } from './credentials';
import { objectIn, textIn } from './json';

/**
 * The credentials that `docker login` left: `config.json` in the folder that
 * `DOCKER_CONFIG` names, else in `~/.docker`. A helper of the registry
 * (`credHelpers`) goes before the common one (`credsStore`), and that before
 * what stands in the file (`auths`). Without a file there are none.
 *
 * @param folder the folder of `config.json`
 */
export function dockerCredentials(
  folder: string = process.env.DOCKER_CONFIG || join(homedir(), '.docker'),
): CredentialSource {
  return async (host) => {
    const config = await readConfig(join(folder, 'config.json'));
    const server = credentialsName(host);
    const helpers = objectIn(config, 'credHelpers');
    const helper = entryFor(host, helpers) ?? config.credsStore;
    const found = typeof helper === 'string' && helper !== '' ? await askHelper(helper, server) : undefined;
    return found ?? inFile(objectIn(config, 'auths'), host);
  };
}

async function readConfig(file: string): Promise<JsonObject> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return {};
    }
    throw error;
  }
  try {
    const config: unknown = JSON.parse(text);
    if (isObject(config)) {
      return config;
    }
  } catch {
    // Its message would show a part of the file.
  }
  throw new Error(`[${file}] it is no JSON object; fix: docker login again, or remove the file`);
}

function inFile(auths: JsonObject, host: string): Credentials | undefined {
  const entry = entryFor(host, auths);
  if (!isObject(entry)) {
    return undefined;
  }
  const identity = textIn(entry, 'identitytoken');
  if (identity !== undefined) {
    return { kind: 'identity-token', token: identity };
  }
  const token = textIn(entry, 'registrytoken');
  if (token !== undefined) {
    return { kind: 'registry-token', token };
  }
  const decoded = Buffer.from(textIn(entry, 'auth') ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const username = colon < 0 ? textIn(entry, 'username') : decoded.slice(0, colon);
  // Old files fill the field up with NUL.
  const password = colon < 0 ? textIn(entry, 'password') : decoded.slice(colon + 1).replace(/\0+$/, '');
  return username && password !== undefined ? { kind: 'password', username, password } : undefined;
}

/** What stands under the host, or under an address of it, as older tools wrote it. */
function entryFor(host: string, entries: JsonObject): unknown {
  const names = [credentialsName(host), host];
  const exact = names.find((name) => Object.hasOwn(entries, name));
  if (exact !== undefined) {
    return entries[exact];
  }
  const address = Object.keys(entries).find((key) => key.replace(/^https?:\/\//, '').split('/')[0] === host);
  return address === undefined ? undefined : entries[address];
}
