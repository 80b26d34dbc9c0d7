import type { OciManifest } from '../artifact/oci-image/image';
import { refusal } from '../value/refuse';
import type { RepositoryAddress } from './address';
import { checkContent, download } from './download';
import { askedBy, type Exchange, type RegistryCall } from './exchange';
import { discard } from './http';
import { MANIFEST_TYPES, manifestFrom } from './manifest';
import { RegistryError } from './registry-error';
import { confirmDigest, headerOf } from './reply';
import { toDelete, toPull, toPush } from './scopes';

/** As much as registries take of a manifest, at least. */
const MAX_MANIFEST = 4 * 1024 * 1024;

const DIGEST_INVALID = 'DIGEST_INVALID';

/** Pushes a manifest under a tag or its digest, and makes sure that the registry holds it under that name. */
export async function putManifest(
  exchange: Exchange,
  at: RepositoryAddress,
  manifest: OciManifest,
  reference: string,
  signal: AbortSignal,
): Promise<void> {
  if (reference.includes(':') && reference !== manifest.digest) {
    throw refusal({
      path: 'putManifest',
      field: 'reference',
      value: reference,
      wrong: `the digest of these bytes is ${manifest.digest}`,
      allowed: 'that digest, or a tag',
    });
  }
  const call: RegistryCall = {
    method: 'PUT',
    at,
    url: `manifests/${reference}`,
    scopes: toPush(at.name),
    what: `manifest ${reference}`,
    expected: [201],
    headers: { 'content-type': manifest.mediaType },
    payload: {
      size: manifest.size,
      async *open() {
        yield manifest.bytes;
      },
    },
    signal,
  };
  const reply = await exchange.backoff.run(signal, () => exchange.once(call).catch(orPassing));
  await confirmDigest(reply, manifest.digest, askedBy(call));
  await discard(reply);
  if (headerOf(reply, 'docker-content-digest') !== undefined) {
    return;
  }
  const found = await getManifest(exchange, at, reference, signal);
  if (found?.digest !== manifest.digest) {
    const { who, what } = askedBy(call);
    throw new RegistryError(
      `[${who}] ${what}: the registry holds ${found?.digest ?? 'nothing'}, and it is ${manifest.digest}`,
    );
  }
}

/**
 * Several pushes of one manifest at once can make a registry read what another is just writing: distribution 2.8 says
 * then that the digest is wrong. It is computed from the very bytes that went out, so that passes.
 */
function orPassing(error: unknown): never {
  const passes = error instanceof RegistryError && error.code === DIGEST_INVALID;
  throw passes ? new RegistryError(error.message, { ...error, transient: true }) : error;
}

/**
 * Takes a manifest out of a repository, with all tags that stand for it; what is not there is no error.
 *
 * @throws RegistryError also where the registry deletes nothing, as is its default with distribution
 */
export async function deleteManifest(
  exchange: Exchange,
  at: RepositoryAddress,
  digest: string,
  signal: AbortSignal,
): Promise<void> {
  const call: RegistryCall = {
    method: 'DELETE',
    at,
    url: `manifests/${digest}`,
    scopes: toDelete(at.name),
    what: `manifest ${digest}`,
    expected: [202, 404],
    signal,
  };
  await discard(await exchange.backoff.run(signal, () => exchange.once(call)));
}

/** Fetches a manifest by its tag or digest; `undefined` where there is none. */
export async function getManifest(
  exchange: Exchange,
  at: RepositoryAddress,
  reference: string,
  signal: AbortSignal,
): Promise<OciManifest | undefined> {
  const call: RegistryCall = {
    method: 'GET',
    at,
    url: `manifests/${reference}`,
    scopes: toPull(at.name),
    what: `manifest ${reference}`,
    expected: [200, 404],
    headers: { accept: MANIFEST_TYPES.join(', ') },
    signal,
  };
  const { reply, bytes } = await download(exchange, call, MAX_MANIFEST);
  if (reply.status === 404) {
    return undefined;
  }
  const digest = reference.includes(':') ? reference : headerOf(reply, 'docker-content-digest');
  if (digest?.startsWith('sha256:')) {
    checkContent(bytes, { digest, size: bytes.length }, askedBy(call));
  }
  return manifestFrom(bytes, headerOf(reply, 'content-type'));
}
