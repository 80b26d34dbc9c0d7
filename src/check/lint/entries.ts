import { dig, digList, isObject, type JsonObject, type Manifest } from '../../value/json';
import type { NotChecked } from '../finding';
import { type PodView, podsOf, titleOf } from '../subject';

/** Kubernetes objects of one origin, as they were read: nothing is known of them yet. */
export interface Source {
  /** The file that they come from, where they come from one. */
  readonly file?: string;
  /** What stands in it, document by document; an empty document is `null`. */
  readonly objects: readonly unknown[];
}

/** A Kubernetes object and where it stands. */
export interface Entry {
  /** `dist/shop.yaml: Deployment hello`; no two entries share it. */
  readonly place: string;
  /** The file, where there is one. */
  readonly file: string | undefined;
  /** The object. */
  readonly object: Manifest;
  /** Its pod, where it is or makes one. */
  readonly pod: PodView | undefined;
  /** Labels and annotations of that pod. */
  readonly podMetadata: unknown;
}

/** What was read. */
export interface Entries {
  readonly entries: Entry[];
  /** Documents that are no Kubernetes objects. */
  readonly notChecked: NotChecked[];
}

/** What the linter says of objects whose pods it could not tell to be WebAssembly or not. */
export const WEBASSEMBLY = 'webassembly';

/** The objects of all sources, those in a `List` one by one. */
export function readEntries(sources: readonly Source[]): Entries {
  const entries: Entry[] = [];
  const notChecked: NotChecked[] = [];
  const places = new Set<string>();
  for (const { file, objects } of sources) {
    for (const [index, document] of objects.entries()) {
      const at = `${file ?? ''}#${index + 1}`;
      for (const object of unlisted(document)) {
        if (!isManifest(object)) {
          notChecked.push({ id: WEBASSEMBLY, path: at, missing: 'apiVersion and kind of this document' });
          continue;
        }
        const title = titleOf(object);
        const usual = file === undefined ? title : `${file}: ${title}`;
        const place = free(places, usual, `${at}: ${title}`);
        const [pod] = podsOf({ path: place, objects: [object], guest: '', http: false });
        entries.push({ place, file, object, pod, podMetadata: pod && podMetadataOf(object, pod) });
      }
    }
  }
  return { entries, notChecked };
}

/** The group of an object's API; empty for the core. */
export function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** The namespace that an object names; empty where the client chooses. */
export function namespaceOf(object: Manifest): string {
  return textOf(dig(object, 'metadata', 'namespace')) ?? '';
}

/** The name of an object; none where the API server makes it up. */
export function nameOf(object: Manifest): string | undefined {
  return textOf(dig(object, 'metadata', 'name'));
}

/** The members of an object that are texts, as labels and annotations are. */
export function textsOf(value: unknown): { [key: string]: string } {
  const members = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    members.filter((member): member is [string, string] => typeof member[1] === 'string'),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function unlisted(document: unknown): unknown[] {
  if (document === undefined || document === null) {
    return [];
  }
  const isList = isObject(document) && document.kind === 'List' && Array.isArray(document.items);
  return isList ? digList(document, 'items').flatMap(unlisted) : [document];
}

function isManifest(value: unknown): value is Manifest {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

function free(taken: Set<string>, usual: string, otherwise: string): string {
  let place = taken.has(usual) ? otherwise : usual;
  for (let count = 2; taken.has(place); count++) {
    place = `${otherwise} (${count})`;
  }
  taken.add(place);
  return place;
}

/** The metadata beside a pod's spec: that of the Pod or of the template. */
function podMetadataOf(object: JsonObject, { at }: PodView): unknown {
  return dig(object, ...at.split('/').slice(1, -1), 'metadata');
}
