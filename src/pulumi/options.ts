import type * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import { dig, isObject, type Manifest } from '../value/json';

/** What is said of the resources of a component. */
export interface DeployOptions {
  /**
   * Under which paths constructs stood before, by the path under which they stand now. It holds for a construct and all
   * below it, and keeps their objects where a construct was renamed or moved.
   *
   * @default - none was renamed
   */
  readonly aliases?: { readonly [path: string]: string | string[] };

  /**
   * What makes a custom resource ready, by its kind (`SpinApp`) or by its group and kind (`core.spinkube.dev/SpinApp`):
   * `condition=Available`, or what else the annotation `pulumi.com/waitFor` takes. An object's own annotation wins.
   *
   * @default - a custom resource is ready once it is made
   */
  readonly waitFor?: { readonly [kind: string]: string };

  /**
   * Options of single resources: `ignoreChanges`, `protect`, `customTimeouts`, … They come on top of those that follow
   * from the tree.
   *
   * @default - none
   */
  readonly resourceOptions?: (object: ApiObject) => pulumi.CustomResourceOptions | undefined;
}

const WAIT_FOR = 'pulumi.com/waitFor';

/** A construct that brings one object calls it `Resource`, which says nothing in a name. */
export function resourcePath(path: string, top = ''): string {
  const below = top !== '' && path.startsWith(`${top}/`) ? path.slice(top.length + 1) : path;
  return below.replace(/\/Resource$/, '');
}

/** An object that says what makes it ready. */
export function withReadiness(manifest: Manifest, waitFor: DeployOptions['waitFor'] = {}): Manifest {
  const wanted = waitFor[groupKind(manifest)] ?? waitFor[manifest.kind];
  if (wanted === undefined || dig(manifest, 'metadata', 'annotations', WAIT_FOR) !== undefined) {
    return manifest;
  }
  const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
  const annotations = { ...(isObject(metadata.annotations) && metadata.annotations), [WAIT_FOR]: wanted };
  return { ...manifest, metadata: { ...metadata, annotations } };
}

function groupKind({ apiVersion, kind }: Manifest): string {
  return apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/${kind}` : kind;
}

/** Where an object stood before. */
export function earlierPaths(path: string, aliases: DeployOptions['aliases'] = {}): string[] {
  return Object.entries(aliases).flatMap(([now, earlier]) =>
    isAtOrBelow(path, now)
      ? [earlier].flat().map((before) => resourcePath(before) + path.slice(now.length))
      : [],
  );
}

function isAtOrBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

/**
 * Holds that each option is said of something: else it was mistyped.
 *
 * @param name of the component
 * @param objects where each stands in the names of resources, and what it is
 * @throws for the first that is not
 */
export function demandUsed(
  name: string,
  objects: readonly { readonly path: string; readonly manifest: Manifest }[],
  { aliases = {}, waitFor = {} }: DeployOptions,
): void {
  const paths = objects.map(({ path }) => path);
  const strange = Object.keys(aliases).find((now) => !paths.some((path) => isAtOrBelow(path, now)));
  if (strange !== undefined) {
    throw new Error(
      `[${name}] aliases ${JSON.stringify(strange)}: no construct of that path has objects; allowed: the paths under ` +
        `which constructs stand now (${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ', …' : ''})`,
    );
  }
  const kinds = objects.flatMap(({ manifest }) => [manifest.kind, groupKind(manifest)]);
  const unknown = Object.keys(waitFor).find((kind) => !kinds.includes(kind));
  if (unknown !== undefined) {
    throw new Error(
      `[${name}] waitFor ${JSON.stringify(unknown)}: no object is of that kind; allowed: ${[...new Set(kinds)].join(', ')}`,
    );
  }
}
