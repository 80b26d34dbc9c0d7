import type { BlobOutcome } from '../../oci';
import type { Job } from './prepare';
import type { BlobState, ImageReport, ImageState, TagState } from './report';

/** What is known of a job's image so far. */
export interface Findings {
  readonly state: ImageState;
  /** What came of its blobs, by their digests; `unknown` of the others. */
  readonly blobs?: ReadonlyMap<string, BlobOutcome | 'missing'>;
  /** What came of its tags; `unmoved` of the others. */
  readonly tags?: ReadonlyMap<string, TagState>;
  readonly error?: string;
}

/** States of blobs whose bytes went out, or would. */
const SENT: readonly BlobState[] = ['uploaded', 'missing'];

/** Says what came of a job. */
export function imageReport({ plan, record, tags, objects }: Job, findings: Findings): ImageReport {
  const { repository, digest } = plan;
  const blobs = plan.blobs.map(({ digest: blob, size }): ImageReport['blobs'][number] => ({
    digest: blob,
    size,
    state: findings.blobs?.get(blob) ?? 'unknown',
  }));
  return {
    reference: `${repository}@${digest}`,
    repository,
    digest,
    state: findings.state,
    path: record.path,
    format: record.format,
    size: total(blobs),
    sent: total(blobs.filter(({ state }) => SENT.includes(state))),
    blobs,
    tags: tags.map((tag) => ({ tag, state: findings.tags?.get(tag) ?? 'unmoved' })),
    objects,
    ...(findings.error !== undefined && { error: findings.error }),
  };
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function total(blobs: readonly { readonly size: number }[]): number {
  return blobs.reduce((sum, { size }) => sum + size, 0);
}
