import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process.mjs';
import { builtFolder, goParts } from './parts.mjs';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';

/**
 * Writes the image of the sandbox container as an archive that containerd imports: no registry has to be there for it.
 *
 * @param {string} folder
 * @param {string} reference
 * @returns {Promise<string>} the archive
 */
export async function writePauseImage(folder, reference) {
  const layout = join(folder, 'pause');
  const blobs = join(layout, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const pause = goParts.find(({ name }) => name === 'pause');
  if (pause === undefined) throw new Error('the cluster has no pause program');
  await run('tar', ['-cf', join(folder, 'layer.tar'), '-C', builtFolder(pause), 'pause']);

  /**
   * @param {string} mediaType
   * @param {Buffer | object} content
   */
  const blob = (mediaType, content) => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const hash = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(blobs, hash), bytes);
    return { mediaType, digest: `sha256:${hash}`, size: bytes.length };
  };
  const layer = blob(LAYER, readFileSync(join(folder, 'layer.tar')));
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const config = blob(CONFIG, {
    architecture,
    os: 'linux',
    config: { Entrypoint: ['/pause'] },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  });
  const manifest = blob(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] });
  const annotations = { 'io.containerd.image.name': reference };
  writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(
    join(layout, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifest, annotations }] }),
  );
  const archive = join(folder, 'pause.tar');
  await run('tar', ['-cf', archive, '-C', layout, '.']);
  return archive;
}
