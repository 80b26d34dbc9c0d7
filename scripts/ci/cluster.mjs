import { clusterProblem, missing } from '../lib/cluster/needs.mjs';
import { Tally } from '../lib/tally.mjs';
import { debianProblem, installDebian } from './debian.mjs';
import { talliedNpm } from './npm-commands.mjs';

/** `npm run test:cluster`, where a cluster can be had: on Linux, as root, with Go and Rust. */
export async function cluster() {
  const packages = missing().debian;
  if (packages.length > 0 && debianProblem() === undefined) await installDebian(packages);
  const problem = clusterProblem();
  if (problem !== undefined) {
    return new Tally(0, 0, [{ name: 'npm run test:cluster', reason: problem.replaceAll(/\s+/g, ' ') }]);
  }
  return talliedNpm(['run', 'test:cluster']);
}
