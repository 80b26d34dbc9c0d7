import type { Descriptor } from '../artifact/oci-image/content';
import { INDEX } from '../artifact/oci-image/image';
import type { RepositoryAddress } from './address';
import { download } from './download';
import type { Exchange, RegistryCall } from './exchange';
import { parseObject } from './json';
import { manifestFrom, manifestsOf } from './manifest';
import { getManifest } from './manifests';
import { headerOf } from './reply';
import { toPull } from './scopes';

const MAX_PAGE = 16 * 1024 * 1024;
/** A list that goes on for longer leads in a circle. */
const MAX_PAGES = 1000;

/** The tags of a repository; none of one that the registry does not know. */
export async function tags(
  exchange: Exchange,
  at: RepositoryAddress,
  signal: AbortSignal,
): Promise<string[]> {
  const pages = (await fetchPages(exchange, at, 'tags/list', 'tags', signal)) ?? [];
  return pages.flatMap((page) => {
    const { tags: listed } = parseObject(page.toString('utf8'));
    return Array.isArray(listed) ? listed.filter((tag) => typeof tag === 'string') : [];
  });
}

/** What refers to a manifest, from the registry's own list or from the tag that stands in its place. */
export async function referrers(
  exchange: Exchange,
  at: RepositoryAddress,
  digest: string,
  artifactType: string | undefined,
  signal: AbortSignal,
): Promise<Descriptor[]> {
  const query = artifactType === undefined ? '' : `?${new URLSearchParams({ artifactType })}`;
  const pages = await fetchPages(
    exchange,
    at,
    `referrers/${digest}${query}`,
    `referrers of ${digest}`,
    signal,
  );
  const tagged =
    pages === undefined ? await getManifest(exchange, at, referrersTag(digest), signal) : undefined;
  return [
    ...(pages ?? []).map((page) => manifestFrom(page, INDEX)),
    ...(tagged === undefined ? [] : [tagged]),
  ]
    .flatMap(manifestsOf)
    .filter((entry) => artifactType === undefined || entry.artifactType === artifactType);
}

/** The pages of a list; `undefined` where the registry has no such list. */
async function fetchPages(
  exchange: Exchange,
  at: RepositoryAddress,
  first: string,
  what: string,
  signal: AbortSignal,
): Promise<Buffer[] | undefined> {
  const pages: Buffer[] = [];
  let url: string | URL | undefined = first;
  while (url !== undefined && pages.length < MAX_PAGES) {
    const scopes = toPull(at.name);
    const call: RegistryCall = { method: 'GET', at, url, scopes, what, expected: [200, 404], signal };
    const { reply, bytes } = await download(exchange, call, MAX_PAGE);
    if (reply.status === 404) {
      return pages.length > 0 ? pages : undefined;
    }
    pages.push(bytes);
    url = nextPage(headerOf(reply, 'link'), reply.url);
  }
  return pages;
}

/** Where a list goes on (RFC 8288). */
function nextPage(header: string | undefined, from: URL): URL | undefined {
  const link = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(header ?? '')?.[1];
  return link === undefined ? undefined : new URL(link, from);
}

/** The tag in the place of a list of referrers (distribution-spec, "Referrers Tag Schema"). */
function referrersTag(digest: string): string {
  const [algorithm, encoded] = digest.split(':');
  return `${algorithm.slice(0, 32)}-${encoded.slice(0, 64)}`.replace(/[^A-Za-z0-9_.-]/g, '-');
}
