import type { Content } from '../artifact/oci-image/content';
import { type RepositoryAddress, repositoryAddress } from './address';
import type { BlobSource } from './blob-source';
import type { BlobOutcome } from './client-options';
import { checkContent, download } from './download';
import { askedBy, type Exchange, type RegistryCall } from './exchange';
import { discard, type HttpReply } from './http';
import { confirmDigest, headerOf } from './reply';
import { type Scopes, toPull, toPush } from './scopes';
import { upload } from './upload';

/** A blob that is to be in a repository. */
export interface BlobPush {
  readonly at: RepositoryAddress;
  readonly source: BlobSource;
  /** A repository that may have it, as it was written. */
  readonly mountFrom: string | undefined;
  readonly chunkSize: number;
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** What a registry answers that cannot or may not take a blob from another repository. */
const NOT_MOUNTED = [400, 403, 404, 405];

/** Whether a repository has a blob. */
export async function headBlob(
  exchange: Exchange,
  at: RepositoryAddress,
  { digest, size }: Content,
  signal: AbortSignal,
  scopes: Scopes = toPull(at.name),
): Promise<boolean> {
  const call = { method: 'HEAD', at, url: `blobs/${digest}`, scopes, what: `blob ${digest}`, signal };
  const reply = await exchange.call({ ...call, expected: [200, 404] });
  await discard(reply);
  const length = headerOf(reply, 'content-length');
  return reply.status === 200 && (length === undefined || Number(length) === size);
}

/** Sees to it that a repository has a blob. */
export async function pushBlob(exchange: Exchange, push: BlobPush): Promise<BlobOutcome> {
  const { at, source, signal } = push;
  const from = mountName(at, push.mountFrom);
  const scopes = toPush(at.name, ...(from === undefined ? [] : [from]));
  let outcome: BlobOutcome = 'existing';
  await upload(exchange, { ...push, scopes }, async () => {
    if (await headBlob(exchange, at, source, signal, scopes)) {
      return undefined;
    }
    const isFirst = outcome === 'existing';
    outcome = 'uploaded';
    const call = opening(at, source, scopes, signal);
    const mounting = from === undefined || !isFirst ? undefined : await mount(exchange, call, source, from);
    if (mounting?.status === 201) {
      outcome = 'mounted';
      return undefined;
    }
    const opened = mounting ?? (await exchange.call({ ...call, url: 'blobs/uploads/', expected: [202] }));
    await discard(opened);
    return opened;
  });
  return outcome;
}

/** Fetches a blob, and refuses bytes that are not those of the digest. */
export async function pullBlob(
  exchange: Exchange,
  at: RepositoryAddress,
  content: Content,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { digest, size } = content;
  const what = `blob ${digest}`;
  const call = { method: 'GET', at, url: `blobs/${digest}`, scopes: toPull(at.name), what, signal };
  const check = (bytes: Uint8Array): void => checkContent(bytes, content, askedBy(call));
  return (await download(exchange, { ...call, expected: [200] }, size, check)).bytes;
}

function opening(
  at: RepositoryAddress,
  { digest }: Content,
  scopes: Scopes,
  signal: AbortSignal,
): Omit<RegistryCall, 'url' | 'expected'> {
  return { method: 'POST', at, scopes, what: `blob ${digest}`, headers: { 'content-length': 0 }, signal };
}

/** Asks for the blob of another repository: 201 where it is there now, 202 for an upload, `undefined` for neither. */
async function mount(
  exchange: Exchange,
  call: Omit<RegistryCall, 'url' | 'expected'>,
  { digest }: Content,
  from: string,
): Promise<HttpReply | undefined> {
  const url = `blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`;
  const reply = await exchange.call({ ...call, url, expected: [201, 202, ...NOT_MOUNTED] });
  await discard(reply);
  if (reply.status === 201) {
    await confirmDigest(reply, digest, askedBy(call));
  }
  return NOT_MOUNTED.includes(reply.status) ? undefined : reply;
}

/** The name of the other repository; of another registry, or of itself, a repository mounts nothing. */
function mountName(at: RepositoryAddress, mountFrom: string | undefined): string | undefined {
  if (mountFrom === undefined) {
    return undefined;
  }
  const from = repositoryAddress(mountFrom);
  return from.host === at.host && from.name !== at.name ? from.name : undefined;
}
