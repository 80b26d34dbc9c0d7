import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from '../lib/build.mjs';
import { linkTree } from '../lib/link-tree.mjs';
import { peerTests } from '../lib/peer-tests.mjs';
import { npm } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { StepProblem, Steps } from '../lib/steps.mjs';
import { runTests } from '../lib/vitest.mjs';

/** What a copy of the tree can do without: made, installed or fetched. */
const LEFT_OUT = new Set([
  '.git',
  '.cache',
  '.jsii',
  'bundle',
  'coverage',
  'dist',
  'lib',
  'node_modules',
  'packages',
]);

/**
 * Builds a copy of the tree with the newest cdk8s and constructs, which newest.json names, and runs the tests in it whose
 * outcome they have a part in. The others have run with the oldest, in `npm test`, and would run the same code again.
 */
export async function newestPeers() {
  /** @type {Record<string, string>} */
  const newest = JSON.parse(readFileSync(new URL('../newest.json', import.meta.url), 'utf8'));
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-newest-'));
  const copy = join(scratch, 'main');
  const steps = new Steps();
  try {
    copyTree(copy);
    const ready =
      (await steps.run('install', () => installNewest(copy, newest))).ok &&
      (await steps.run('build', () => build(copy))).ok;
    if (ready) await steps.run('tests', async () => runTests(await peerTests(copy, testsOf(copy)), copy));
    else steps.omit('tests', 'a step before failed');
    return steps.tally;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} copy */
function copyTree(copy) {
  mkdirSync(copy);
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => dirname(path) !== root || !LEFT_OUT.has(basename(path)),
  });
  const shared = join(dirname(root), 'shared');
  if (existsSync(shared)) symlinkSync(shared, join(dirname(copy), 'shared'), 'junction');
}

/** @param {string} copy */
function testsOf(copy) {
  return readdirSync(join(copy, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && !/^test\/(cluster|engine)\//.test(path))
    .sort();
}

/**
 * Installs on top of what the checkout has installed: npm changes the two packages and leaves the rest.
 *
 * @param {string} copy
 * @param {Record<string, string>} newest
 */
async function installNewest(copy, newest) {
  linkTree(join(root, 'node_modules'), join(copy, 'node_modules'));
  const wanted = Object.entries(newest).map(([name, version]) => `${name}@${version}`);
  // Without saving: package.json keeps its floors, which jsii insists on.
  await npm(['install', '--no-save', '--no-audit', '--no-fund', ...wanted], { cwd: copy });
  for (const [name, version] of Object.entries(newest)) {
    const installed = JSON.parse(readFileSync(join(copy, 'node_modules', name, 'package.json'), 'utf8'));
    if (installed.version !== version) {
      throw new StepProblem(`${name} ${installed.version} was installed in place of ${version}`);
    }
  }
  return wanted.join(', ');
}
