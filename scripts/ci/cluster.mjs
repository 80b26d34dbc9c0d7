import { clusterProblem, missing } from '../lib/cluster/needs.mjs';
import { Tally } from '../lib/tally.mjs';
import { debianProblem, installDebian } from './debian.mjs';
import { talliedNpm } from './npm-commands.mjs';

/** `npm run test:cluster`, where a cluster can be had: what Debian brings of its needs is installed first. */
export async function cluster() {
  const { debian } = missing();
  if (debian.length > 0 && debianProblem() === undefined) await installDebian(debian);
  const problem = clusterProblem();
  if (problem !== undefined) {
    return new Tally(0, 0, [{ name: 'tests on a real Kubernetes', reason: problem.replaceAll('\n', ' ') }]);
  }
  return talliedNpm(['run', 'test:cluster']);
}
