/** The parts of a registry reference, as the distribution specification names them. */
export interface ImageReference {
  /** Registry and path without tag and digest, as it was written: `ghcr.io/acme/hello`. */
  readonly repository: string;
  /** The tag. `undefined` where the reference has none. */
  readonly tag?: string;
  /** The digest with its algorithm: `sha256:…`. `undefined` where the reference has none. */
  readonly digest?: string;
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const HOST_LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const SHA256 = /^sha256:[0-9a-f]{64}$/;
const MAX_REPOSITORY = 255;

/**
 * What is wrong with a tag, or `undefined`. Grammar: github.com/distribution/reference, `reference.go`.
 */
export function tagProblem(tag: string): string | undefined {
  return TAG.test(tag)
    ? undefined
    : 'a tag is 1 to 128 letters, digits, "_", "." and "-", and starts with a letter, a digit or "_"';
}

/** What is wrong with a digest, or `undefined`. */
export function digestProblem(digest: string): string | undefined {
  if (!DIGEST.test(digest)) {
    return 'a digest is algorithm:hex, as in sha256:<64 hexadecimal digits>';
  }
  if (digest.startsWith('sha256:') && !SHA256.test(digest)) {
    return 'a sha256 digest has 64 lower-case hexadecimal digits';
  }
  return undefined;
}

/** What is wrong with a repository, or `undefined`. */
export function repositoryProblem(repository: string): string | undefined {
  if (repository.includes('://')) {
    return 'a reference has no scheme: leave out everything up to "://"';
  }
  if (repository.length > MAX_REPOSITORY) {
    return `a repository has at most ${MAX_REPOSITORY} characters`;
  }
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  const hasHost =
    first !== '' && (/[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  if (hasHost && !HOST.test(first)) {
    return `${JSON.stringify(first)} is no registry host`;
  }
  const path = hasHost ? repository.slice(slash + 1) : repository;
  return PATH.test(path)
    ? undefined
    : 'a repository is host/path with lower-case letters, digits and single ".", "_" or "-" between them';
}

/** Splits `host:5000/path:tag@sha256:…` at the right colons; throws the reason where it cannot. */
export function parseImageReference(reference: string): ImageReference {
  const at = reference.indexOf('@');
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  const named = at < 0 ? reference : reference.slice(0, at);
  const colon = named.lastIndexOf(':');
  // A colon before the last slash parts host and port, not repository and tag.
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  const repository = hasTag ? named.slice(0, colon) : named;
  const problem =
    (digest === undefined ? undefined : digestProblem(digest)) ??
    (tag === undefined ? undefined : tagProblem(tag)) ??
    repositoryProblem(repository);
  if (problem !== undefined) {
    throw new Error(problem);
  }
  return {
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
