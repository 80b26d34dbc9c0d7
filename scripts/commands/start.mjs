import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from '../lib/process.mjs';
import { root } from '../lib/root.mjs';
import { setUp } from '../lib/setup.mjs';
import { StepProblem, Steps } from '../lib/steps.mjs';
import { table } from '../lib/table.mjs';
import { answerUsage } from '../lib/usage.mjs';

const HELP = `
usage: npm start

Installs and builds as far as that is due, runs \`cdk8s synth\` over examples/ as cdk8s.yaml says, and
lists the Kubernetes objects that it wrote to dist/.

exit codes: 0 done, 1 something failed, 2 wrong arguments
`;

/** @param {string[]} args */
export async function main(args) {
  const end = answerUsage(args, HELP);
  if (end !== undefined) return end;
  const steps = new Steps();
  if (!(await setUp(steps))) return 1;
  const synthesised = await steps.run('synth', synth);
  if (!synthesised.ok) return 1;
  const { warnings, objects } = synthesised.value;
  if (warnings !== '') console.error(`\n${warnings}`);
  console.log(`\n${table(['FILE', 'KIND', 'NAME', 'NAMESPACE'], objects)}`);
  return 0;
}

async function synth() {
  const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  const { stderr } = await run(process.execPath, [cdk8s, 'synth'], {
    cwd: root,
    env: { CDK8S_CHECK_UPGRADE: 'false' },
  });
  const objects = listObjects(join(root, 'dist'));
  if (objects.length === 0) throw new StepProblem('cdk8s synth wrote no object to dist/');
  return {
    warnings: stderr.trim(),
    objects,
    detail: `${objects.length} ${objects.length === 1 ? 'object' : 'objects'}`,
  };
}

/**
 * The objects in a folder of manifests, one row each: file, kind, name, namespace.
 *
 * @param {string} folder
 * @returns {string[][]}
 */
function listObjects(folder) {
  /** @type {typeof import('cdk8s')} */
  const { Yaml } = createRequire(import.meta.url)('cdk8s');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );
  return files.sort().flatMap((file) =>
    Yaml.load(join(folder, file)).map(({ kind, metadata }) => {
      return [`dist/${file.replaceAll('\\', '/')}`, kind, metadata?.name ?? '', metadata?.namespace ?? ''];
    }),
  );
}
