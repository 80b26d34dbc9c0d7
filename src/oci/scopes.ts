/**
 * What a token is asked for, one `repository:NAME:ACTIONS` for each resource.
 *
 * Grammar: distribution/distribution, `docs/content/spec/auth/scope.md`.
 */
export type Scopes = readonly string[];

/** To read a repository. */
export function toPull(name: string): Scopes {
  return [`repository:${name}:pull`];
}

/** To write a repository, and to read those that blobs are mounted from. */
export function toPush(name: string, ...mountedFrom: string[]): Scopes {
  return [`repository:${name}:pull,push`, ...mountedFrom.flatMap(toPull)];
}

/** To take something out of a repository. */
export function toDelete(name: string): Scopes {
  return [`repository:${name}:delete,pull`];
}

/** Both, with one scope for each resource and its actions in order. */
export function merged(...all: Scopes): Scopes {
  const actions = new Map<string, Set<string>>();
  for (const scope of all) {
    const colon = scope.lastIndexOf(':');
    const resource = scope.slice(0, colon);
    const known = actions.get(resource) ?? new Set();
    actions.set(resource, new Set([...known, ...scope.slice(colon + 1).split(',')]));
  }
  return [...actions].map(([resource, allowed]) => `${resource}:${[...allowed].sort().join()}`);
}
