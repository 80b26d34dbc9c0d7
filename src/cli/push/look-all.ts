import { type Findings, imageReport, messageOf } from './image-report';
import type { Job } from './prepare';
import type { RegistryWork } from './registry-work';
import type { ImageReport, TagState } from './report';

/** Asks the registries what they have of images, and writes nothing. */
export async function lookAll(jobs: readonly Job[], work: RegistryWork): Promise<ImageReport[]> {
  return Promise.all(jobs.map(async (job) => imageReport(job, await look(job, work))));
}

async function look({ plan, tags }: Job, work: RegistryWork): Promise<Findings> {
  const { repository, digest } = plan;
  const blobs = new Map<string, 'existing' | 'missing'>();
  const states = new Map<string, TagState>();
  const digestOf = (reference: string): Promise<string | undefined> =>
    work.ask(repository, async (client, options) => {
      return (await client.getManifest(repository, reference, options))?.digest;
    });
  const asked = [
    ...plan.blobs.map(async (blob) => {
      const has = await work.ask(repository, (client, options) => client.hasBlob(repository, blob, options));
      blobs.set(blob.digest, has ? 'existing' : 'missing');
    }),
    ...tags.map(async (tag) => {
      states.set(tag, (await digestOf(tag)) === digest ? 'current' : 'unmoved');
    }),
  ];
  const [manifest, ...answers] = await Promise.allSettled([digestOf(digest), ...asked]);
  const failed = [manifest, ...answers].find((answer) => answer.status === 'rejected');
  if (failed !== undefined) {
    return { state: 'failed', blobs, tags: states, error: messageOf(failed.reason) };
  }
  const hasManifest = manifest.status === 'fulfilled' && manifest.value !== undefined;
  const isThere = hasManifest && ![...blobs.values()].includes('missing');
  return { state: isThere ? 'present' : 'missing', blobs, tags: states };
}
