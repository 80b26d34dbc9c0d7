import { existsSync } from 'node:fs';
import { run } from '../lib/process.mjs';
import { Tally } from '../lib/tally.mjs';

const PACKAGE = 'docker-registry';

/** Installs the registry that test/oci pushes to, where that is possible: as root, on Debian and its like. */
export async function registry() {
  if (await isThere()) return new Tally(1);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    const reason = isRoot ? 'there is no apt-get' : 'only root may install it';
    return new Tally(0, 0, [{ name: `install ${PACKAGE}`, reason }]);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '--quiet'], { env });
  await run('apt-get', ['install', '--quiet', '--yes', '--no-install-recommends', PACKAGE], { env });
  return new Tally(1);
}

async function isThere() {
  return run(PACKAGE, ['--version']).then(
    () => true,
    () => false,
  );
}
