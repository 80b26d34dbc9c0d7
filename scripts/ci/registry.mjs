import { run } from '../lib/process.mjs';
import { Tally } from '../lib/tally.mjs';
import { debianProblem, installDebian } from './debian.mjs';

const PACKAGE = 'docker-registry';

/** Installs the registry that test/oci pushes to, where that is possible: as root, on Debian and its like. */
export async function registry() {
  if (await isThere()) return new Tally(1);
  const reason = debianProblem();
  if (reason !== undefined) return new Tally(0, 0, [{ name: `install ${PACKAGE}`, reason }]);
  await installDebian([PACKAGE]);
  return new Tally(1);
}

async function isThere() {
  return run(PACKAGE, ['--version']).then(
    () => true,
    () => false,
  );
}
