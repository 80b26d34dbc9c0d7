import { gunzipSync } from 'node:zlib';
import { mayHoldManifests, type Source, sourceOf } from './source';
import { untar } from './untar';

/** More than any chart; a few kilobytes can unpack to a terabyte. */
const MOST = 256 * 1024 * 1024;

/** Whether a name is that of a packed chart. */
export function isArchive(name: string): boolean {
  return /\.(tgz|tar\.gz)$/i.test(name);
}

/**
 * The files of a packed Helm chart that may hold manifests, those of the charts packed in it too.
 *
 * @param name what it is called in messages
 * @throws where it is no archive, or a broken one
 */
export function archiveSources(name: string, bytes: Uint8Array): Source[] {
  return unpacked(name, bytes).flatMap(({ path, content }) => {
    const inside = `${name}!${path}`;
    if (isArchive(path)) {
      return archiveSources(inside, content);
    }
    return mayHoldManifests(path) ? [sourceOf(inside, content, true)] : [];
  });
}

function unpacked(name: string, bytes: Uint8Array): ReturnType<typeof untar> {
  try {
    return untar(gunzipSync(bytes, { maxOutputLength: MOST }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`[${name}] it cannot be unpacked: ${why}; fix: helm package`);
  }
}
