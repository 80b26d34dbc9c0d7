import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type ImageRecord, RECORD_ANNOTATION } from '../../artifact/image-record';
import { type LocalImage, localImage } from '../../artifact/local-image';
import { type PushPlan, planPush } from '../../oci';
import { storedSource } from '../../oci/blob-source';
import { stableJson } from '../../value/json';
import type { Found } from '../manifests/find-records';
import type { Place } from '../manifests/place';
import { type Problem, type ProblemText, problemAt } from '../manifests/problem';

/** One image that one repository is to have. */
export interface Job {
  /** Where it goes, under its digest, and its bytes. */
  readonly plan: PushPlan;
  /** What it is made of, as the first object says that names it. */
  readonly record: ImageRecord;
  /** Tags that are to be moved to it. */
  readonly tags: readonly string[];
  /** The objects that name it. */
  readonly objects: readonly Place[];
}

/** What is to be pushed, and what cannot be. */
export interface Preparation {
  readonly jobs: readonly Job[];
  readonly problems: readonly Problem[];
}

/** An image made again, or why it cannot be. */
type Made = { readonly local: LocalImage } | { readonly wrong: ProblemText };

/**
 * Makes the images of all records again, each once, and refuses those whose files are not what they were.
 *
 * @param root folder from which the paths of records go
 */
export function prepare(found: readonly Found[], root: string): Preparation {
  const made = new Map<string, Made>();
  const jobs = new Map<string, Job>();
  const problems: Problem[] = [];
  for (const { place, record } of found) {
    const { path, format, profile, entrypoint, annotations } = record;
    const key = stableJson({ path, format, profile, entrypoint, annotations });
    const one = made.get(key) ?? make(root, record);
    made.set(key, one);
    const wrong = 'wrong' in one ? one.wrong : changed(record, one.local);
    if (wrong !== undefined) {
      problems.push(problemAt(place, wrong));
    } else if ('local' in one) {
      const name = `${record.repository}@${record.digest}`;
      jobs.set(name, withObject(jobs.get(name) ?? jobOf(root, record, one.local), record, place));
    }
  }
  return { jobs: [...jobs.values()], problems: [...problems, ...contended(found)] };
}

function make(root: string, record: ImageRecord): Made {
  const { path } = record;
  const asked = { field: `${RECORD_ANNOTATION} path`, value: path };
  if (!existsSync(join(root, path))) {
    const fix = 'build it, or say with --root where the paths of the records begin';
    return { wrong: { ...asked, wrong: `no such file below ${root}`, fix } };
  }
  try {
    return { local: localImage(root, record) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { wrong: { ...asked, wrong: `no image can be made of it any more: ${why}` } };
  }
}

function changed({ path, digest }: ImageRecord, { image }: LocalImage): ProblemText | undefined {
  if (image.manifest.digest === digest) {
    return undefined;
  }
  return {
    field: `${RECORD_ANNOTATION} path`,
    value: path,
    wrong: `the file has changed since the synth: the manifest names ${digest}, and it is ${image.manifest.digest} now`,
    fix: 'synth again, with this version of cdk8s-wasm, or bring back the file that was there',
  };
}

function jobOf(root: string, record: ImageRecord, { image, blobs }: LocalImage): Job {
  const sources = blobs.map((blob) => storedSource(relative(root, blob.path), blob.path, blob));
  return { plan: planPush(record.repository, { image, sources }), record, tags: [], objects: [] };
}

function withObject(job: Job, { tag }: ImageRecord, place: Place): Job {
  const tags = new Set([...job.tags, ...(tag === undefined ? [] : [tag])]);
  return { ...job, tags: [...tags], objects: [...job.objects, place] };
}

/** Tags that would have to stand for two images at once. */
function contended(found: readonly Found[]): Problem[] {
  const digests = new Map<string, string>();
  return found.flatMap(({ place, record: { repository, tag, digest } }) => {
    if (tag === undefined) {
      return [];
    }
    const reference = `${repository}:${tag}`;
    const other = digests.get(reference) ?? digest;
    digests.set(reference, other);
    const wrong = `the tag is to stand for ${digest} here, and for ${other} in another manifest`;
    const fix = 'give one of them another tag, or leave out manifests of an older synth';
    return other === digest ? [] : [problemAt(place, { field: 'tag', value: reference, wrong, fix })];
  });
}
