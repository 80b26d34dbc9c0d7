import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from './cache.mjs';
import { root } from './root.mjs';

/** The Go module whose go.mod and go.sum pin distribution, the reference registry, and all that it is made of. */
export const DISTRIBUTION_MODULE = join(root, 'test', 'oci', 'distribution');

/** The package of its program. */
export const DISTRIBUTION_PACKAGE = 'github.com/distribution/distribution/v3';

/** The release that is pinned, such as `3.1.2`. */
export function distributionVersion() {
  const modules = readFileSync(join(DISTRIBUTION_MODULE, 'go.mod'), 'utf8');
  const version = modules.split('\n').find((line) => line.includes(`${DISTRIBUTION_PACKAGE} v`));
  return version?.replace(/^.* v(\S+).*$/, '$1') ?? '';
}

/** Where the program lies once it is built: outside the repository, under a key of all that it is built from. */
export function distributionProgram() {
  const key = createHash('sha256').update(process.arch);
  for (const file of ['go.mod', 'go.sum']) key.update(readFileSync(join(DISTRIBUTION_MODULE, file)));
  const folder = `distribution-${distributionVersion()}-${key.digest('hex').slice(0, 12)}`;
  return cachePath('registry', folder, process.platform === 'win32' ? 'registry.exe' : 'registry');
}
