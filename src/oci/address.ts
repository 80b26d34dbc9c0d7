import { parseImageReference } from '../artifact/image-reference';
import { refusal } from '../value/refuse';

/** Where a repository is. */
export interface RepositoryAddress {
  /** Host of the registry, with its port if it has one. */
  readonly host: string;
  /** Name of the repository there: `acme/hello`. */
  readonly name: string;
}

/** A reference, taken apart: where, and which of what is there. */
export interface ReferenceAddress extends RepositoryAddress {
  /** Registry and path as they were written. */
  readonly repository: string;

  /**
   * The tag.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * The digest.
   *
   * @default - none
   */
  readonly digest?: string;
}

/** Docker Hub's name in references, the host that serves it, and the name of its credentials. */
const HUB = 'docker.io';
const HUB_HOST = 'registry-1.docker.io';
const HUB_NAMES = [HUB, `index.${HUB}`, HUB_HOST];
const HUB_CREDENTIALS = 'https://index.docker.io/v1/';

/**
 * Takes `host/path:tag@digest` apart. Without a host it is Docker Hub, as for every other tool.
 *
 * @throws where it does not parse
 */
export function referenceAddress(reference: string): ReferenceAddress {
  try {
    const { repository, tag, digest } = parseImageReference(reference);
    return {
      ...split(repository),
      repository,
      ...(tag !== undefined && { tag }),
      ...(digest !== undefined && { digest }),
    };
  } catch (error) {
    throw refusal({
      path: 'oci',
      field: 'reference',
      value: reference,
      wrong: error instanceof Error ? error.message : String(error),
      allowed: 'host/path[:tag][@sha256:digest]',
      fix: 'for example ghcr.io/acme/hello:1.4.0',
    });
  }
}

/** Takes `host/path` apart. */
export function repositoryAddress(repository: string): RepositoryAddress {
  const { host, name, tag, digest } = referenceAddress(repository);
  if (tag !== undefined || digest !== undefined) {
    throw refusal({
      path: 'oci',
      field: 'repository',
      value: repository,
      wrong: 'a repository has no tag and no digest',
      allowed: 'host/path',
      fix: 'leave out the tag and the digest',
    });
  }
  return { host, name };
}

/** The name under which Docker's tools keep the credentials of a registry. */
export function credentialsName(host: string): string {
  return host === HUB_HOST ? HUB_CREDENTIALS : host;
}

/** Whether a host is this machine, which no network lies before. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

function split(repository: string): RepositoryAddress {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(slash, 0));
  const named = /[.:[]|^localhost$/.test(first) || first !== first.toLowerCase();
  const host = named ? first : HUB;
  const path = named ? repository.slice(slash + 1) : repository;
  if (!HUB_NAMES.includes(host)) {
    return { host, name: path };
  }
  return { host: HUB_HOST, name: path.includes('/') ? path : `library/${path}` };
}
