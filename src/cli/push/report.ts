import type { Place } from '../manifests/place';
import type { Problem } from '../manifests/problem';

/** What came of an image. */
export type ImageState =
  /** It went out, all of it or what was missing. */
  | 'pushed'
  /** The registry had all of it. */
  | 'present'
  /** The registry has not all of it, and nothing was sent. */
  | 'missing'
  /** It could not be pushed, or not be looked for. */
  | 'failed'
  /** Nothing was tried, because of another problem. */
  | 'untried';

/** What came of a blob; `unknown` where nobody asked, or the answer was none. */
export type BlobState = 'uploaded' | 'mounted' | 'existing' | 'missing' | 'unknown';

/** What came of a tag: it was moved to the image, it was there, or it is not. */
export type TagState = 'moved' | 'current' | 'unmoved';

/** What came of one image in one repository. */
export interface ImageReport {
  /** `ghcr.io/acme/hello@sha256:…`. */
  readonly reference: string;
  /** Registry and path. */
  readonly repository: string;
  /** Digest of its manifest. */
  readonly digest: string;
  /** What came of it. */
  readonly state: ImageState;
  /** What it is made of: a file, from the root on. */
  readonly path: string;
  /** How it carries the WebAssembly. */
  readonly format: string;
  /** Size of its blobs in bytes. */
  readonly size: number;
  /** How many bytes went out; in a dry run, how many would. */
  readonly sent: number;
  /** Its blobs. */
  readonly blobs: readonly { readonly digest: string; readonly size: number; readonly state: BlobState }[];
  /** Its tags. */
  readonly tags: readonly { readonly tag: string; readonly state: TagState }[];
  /** The objects that name it. */
  readonly objects: readonly Place[];
  /** Why it is not in the registry, or a tag is not moved; `undefined` where all is well. */
  readonly error?: string;
}

/** What a run of `push` found and did: this is what `--json` prints. */
export interface PushReport {
  /** Whether the registry has all of it, under its digests and its tags. */
  readonly complete: boolean;
  /** Whether nothing was to be pushed. */
  readonly dryRun: boolean;
  /** Folder from which the paths go. */
  readonly root: string;
  /** The images. */
  readonly images: readonly ImageReport[];
  /** What is wrong with the manifests or the files that they name. */
  readonly problems: readonly Problem[];
  /** What was noticed that is no reason to push nothing. */
  readonly warnings: readonly string[];
}

/** Whether the registry has an image and all of its tags stand for it. */
export function isComplete({ state, tags }: ImageReport): boolean {
  return ['pushed', 'present'].includes(state) && tags.every((tag) => tag.state !== 'unmoved');
}
