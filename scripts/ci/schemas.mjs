import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { StepProblem } from '../lib/steps.mjs';
import { Tally } from '../lib/tally.mjs';

/**
 * The Python package that ships the JSON schemas of every Kubernetes release, unknown fields refused, as they come out
 * of its OpenAPI document. No npm package holds more than one release of them.
 */
const PACKAGE = { name: 'kubernetes-validate', version: '1.35.0' };
const SHA256 = '768909f0cea1c7d77761c8fdea028c6aa553151dafeae099c453742ad3324b43';

/**
 * Fetches the schemas and tells the tests of the steps that follow where they are. They are kept outside the
 * repository, by their version.
 */
export async function publishedSchemas() {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-wasm');
  const folder = join(cache, `${PACKAGE.name}-${PACKAGE.version}`);
  if (!existsSync(folder)) {
    if (!(await hasPip())) {
      const name = 'the schemas of Kubernetes 1.31, 1.32, 1.34 and 1.35';
      return new Tally(0, 0, [{ name, reason: 'python3 with pip is not on the path' }]);
    }
    await fetchInto(folder);
  }
  process.env.KUBERNETES_SCHEMAS = join(folder, 'kubernetes_validate', 'kubernetes-json-schema');
  return new Tally(1);
}

async function hasPip() {
  return run('python3', ['-m', 'pip', '--version']).then(
    () => true,
    () => false,
  );
}

/** @param {string} folder */
async function fetchInto(folder) {
  const scratch = `${folder}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    const wanted = `${PACKAGE.name}==${PACKAGE.version}`;
    const download = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--dest',
      scratch,
    ];
    await run('python3', [...download, wanted], { cwd: root });
    const wheel = join(scratch, String(readdirSync(scratch).find((file) => file.endsWith('.whl'))));
    const found = createHash('sha256').update(readFileSync(wheel)).digest('hex');
    if (found !== SHA256) {
      throw new StepProblem(`${wanted} has the SHA-256 ${found}, and ${SHA256} was expected`);
    }
    await run('python3', ['-m', 'zipfile', '-e', wheel, scratch], { cwd: root });
    rmSync(wheel);
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
