import type { BlobOutcome } from '../../oci';
import { BlobPool, type OnSent } from './blob-pool';
import { type Findings, imageReport, messageOf } from './image-report';
import type { Job } from './prepare';
import type { RegistryWork } from './registry-work';
import type { ImageReport, TagState } from './report';

/**
 * Pushes images: their blobs, then the manifest of each under its digest, and when the registry has all of all of them,
 * the tags. So no tag tells of a release that is not whole. What fails ends nothing else.
 */
export async function pushAll(
  jobs: readonly Job[],
  work: RegistryWork,
  onSent: OnSent,
): Promise<ImageReport[]> {
  const pool = new BlobPool(work, onSent);
  const contents = await Promise.all(jobs.map((job) => pushContent(job, pool, work)));
  const isWhole = contents.every(({ error }) => error === undefined);
  return Promise.all(
    jobs.map(async (job, index) => {
      const content = contents[index];
      return imageReport(job, isWhole ? await moveTags(job, content, work) : leftAlone(job, content));
    }),
  );
}

async function pushContent({ plan }: Job, pool: BlobPool, work: RegistryWork): Promise<Findings> {
  const { repository, digest, image } = plan;
  const blobs = new Map<string, BlobOutcome>();
  try {
    // All are waited for: what is under way when one fails goes on, and others may want it.
    const pushed = await Promise.allSettled(
      plan.blobs.map(async (blob) => blobs.set(blob.digest, await pool.push(repository, blob))),
    );
    const failed = pushed.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) {
      throw failed.reason;
    }
    const state = await work.ask(repository, async (client, options) => {
      // Some registries keep a manifest from being written again, and be it the same.
      if ((await client.getManifest(repository, digest, options)) !== undefined) {
        return 'present';
      }
      await client.putManifest(repository, image.manifest, digest, options);
      return 'pushed';
    });
    const wasWhole = [...blobs.values()].every((outcome) => outcome === 'existing');
    return { state: wasWhole ? state : 'pushed', blobs };
  } catch (error) {
    return { state: 'failed', blobs, error: messageOf(error) };
  }
}

/** Moves the tags that stand for another image, or for none. */
async function moveTags({ plan, tags }: Job, content: Findings, work: RegistryWork): Promise<Findings> {
  const { repository, digest, image } = plan;
  const states = new Map<string, TagState>();
  const moves = await Promise.allSettled(
    tags.map((tag) =>
      work.ask(repository, async (client, options) => {
        const current = await client.getManifest(repository, tag, options);
        if (current?.digest === digest) {
          states.set(tag, 'current');
          return;
        }
        await client.putManifest(repository, image.manifest, tag, options);
        states.set(tag, 'moved');
      }),
    ),
  );
  const failed = moves.find((outcome) => outcome.status === 'rejected');
  return { ...content, tags: states, ...(failed !== undefined && { error: messageOf(failed.reason) }) };
}

function leftAlone({ tags }: Job, content: Findings): Findings {
  if (content.error !== undefined || tags.length === 0) {
    return content;
  }
  return { ...content, error: 'its tags were left where they were, as another image is not in the registry' };
}
