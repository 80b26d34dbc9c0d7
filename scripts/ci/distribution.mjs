import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  DISTRIBUTION_MODULE,
  DISTRIBUTION_PACKAGE,
  distributionProgram,
  distributionVersion,
} from '../lib/distribution.mjs';
import { run } from '../lib/process.mjs';
import { Tally } from '../lib/tally.mjs';
import { goProblem } from './go.mjs';

/** Builds the registry of the module github.com/distribution/distribution/v3, unless an earlier run did. */
export async function distribution() {
  const program = distributionProgram();
  if (existsSync(program)) return new Tally(1);
  const problem = await goProblem(DISTRIBUTION_MODULE);
  if (problem !== undefined) {
    const name = `registry tests against distribution ${distributionVersion()}`;
    return new Tally(0, 0, [{ name, reason: problem }]);
  }
  console.log(`building distribution ${distributionVersion()}, which takes minutes once`);
  const scratch = `${dirname(program)}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    const linker = `-s -w -X ${DISTRIBUTION_PACKAGE}/version.version=v${distributionVersion()}`;
    const options = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', linker];
    const out = join(scratch, basename(program));
    await run('go', ['build', ...options, '-o', out, `${DISTRIBUTION_PACKAGE}/cmd/registry`], {
      cwd: DISTRIBUTION_MODULE,
      env: { CGO_ENABLED: '0' },
    });
    // Another run may have been faster.
    if (!existsSync(program)) renameSync(scratch, dirname(program));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return new Tally(1);
}
