import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import { LocalWorkspace } from '@pulumi/pulumi/automation/index.js';
import { manifestsOf, stacks } from './stacks.mjs';

/** Takes one stack through the engine, in a folder that is its own, and prints what it took: ms, and MB of this process. */

const [way, count, folder] = process.argv.slice(2);
const services = Number(count);
const manifests = manifestsOf(services);

const project = join(folder, 'project');
mkdirSync(project);
process.chdir(project);

const stack = await LocalWorkspace.createOrSelectStack(
  {
    stackName: 'bench',
    projectName: 'bench',
    program: async () => {
      const provider = new k8s.Provider('render', { renderYamlToDirectory: join(folder, 'rendered') });
      stacks[way](services, manifests, { providers: { kubernetes: provider } });
    },
  },
  { workDir: project },
);

/** @param {() => Promise<unknown>} act */
async function timed(act) {
  const started = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(cpu);
  return { time: Number(process.hrtime.bigint() - started) / 1e6, cpu: (user + system) / 1e3 };
}

const preview = await timed(() => stack.preview());
const up = await timed(() => stack.up());
const again = await timed(() => stack.up());
console.log(JSON.stringify({ preview, up, again, memory: process.resourceUsage().maxRSS / 1e3 }));
