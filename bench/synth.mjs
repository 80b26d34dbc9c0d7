import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { kubernetesTools } from '../scripts/ci/kubernetes-tools.mjs';
import { install } from '../scripts/lib/install.mjs';
import { kubernetesTool } from '../scripts/lib/kubernetes-tools.mjs';
import { run as runProgram } from '../scripts/lib/process.mjs';
import { row } from './row.mjs';
import { commands, timeCommand } from './synth/commands.mjs';
import { Patience, runFor } from './synth/patience.mjs';

export const title = 'Writing manifests';

export const about = `So many services, each a Deployment, a Service, an Ingress and a PodDisruptionBudget in every way. *Write* is \`app.synth()\` alone,
*build and write* the making of the constructs too, *memory* the most that the whole process had, *command* a program from its
start to its end. All but the command are measured after a thousand services that warm up, in one chart or in a thousand as those
that count. Ours is FastApp with our constructs, unless the line says otherwise. The services are alike but for names, images and
hosts, so that the checks of one hold for the others, and most of its text; where the line says *none alike*, each has a variable
of its own and is checked and written for itself. JSON.stringify makes texts of the same objects and writes no file: it is the floor. kosko has the same objects
as classes of kubernetes-models, which it validates; helm and kustomize read them from files. The files of all but the command lie
in memory where Linux has it (/dev/shm), each time in a new folder: a disk may take ten times as long for the same files in another
folder. A peer that takes more than five minutes is stopped.`;

const OURS = 'FastApp, our constructs';
const UNLIKE = 'FastApp, our constructs, none alike';
const STOCK = 'App, our constructs';
const PLUS = 'App, cdk8s-plus-28';

/** What is made and written in a process of Node. */
const WAYS = [OURS, UNLIKE, STOCK, PLUS, 'FastApp, cdk8s-plus-28', 'JSON.stringify', 'kosko'];

/** @type {import('./synth/apps.mjs').Layout[]} */
const LAYOUTS = ['one chart', 'a chart each'];
const SIZES = [10, 100, 1000, 3000, 10_000];
const QUICK_SIZES = [100];

/** So many services are made and written before, in as many charts as those that count. */
const WARM_UP = 1000;
const QUICK_WARM_UP = 10;

/** How many times faster ours is to be, by what is measured, of which peer, in which layout and size. @type {Record<string, number>} */
const GOALS = {
  [`write|${PLUS}|one chart|3000`]: 12,
  'write|JSON.stringify|one chart|3000': 1 / 4,
  [`write|${PLUS}|a chart each|1000`]: 60,
  [`write|${PLUS}|a chart each|3000`]: 500,
  [`write|${STOCK}|a chart each|1000`]: 60,
  [`write|${STOCK}|a chart each|3000`]: 500,
  [`build and write|${PLUS}|one chart|3000`]: 10,
  [`build and write|${PLUS}|a chart each|1000`]: 50,
};

const peers = fileURLToPath(new URL('peers/', import.meta.url));

/** What the results were measured with. */
export async function versions() {
  const require = createRequire(import.meta.url);
  const version = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).version;
  const packages = ['cdk8s-plus-28', 'cdk8s-cli', 'kubernetes-models'].map(
    (name) => `${name} ${version(require.resolve(`${name}/package.json`))}`,
  );
  const tools = await Promise.all([
    toolVersion('helm', 'version', '--short'),
    toolVersion('kubectl', 'version', '--client'),
  ]);
  return [
    ...packages,
    `kosko ${version(`${peers}node_modules/@kosko/generate/package.json`)}`,
    ...tools.flat(),
  ];
}

/**
 * Each way at each size in a process of its own, so that none profits from another.
 *
 * @param {import('./run.mjs').Options} options
 */
export async function run({ quick }) {
  await install(undefined, peers);
  // Without them, on another system or without a network, the rest is measured.
  await kubernetesTools().catch((error) => console.error(`no helm and kubectl: ${error.message}`));
  /** @type {import('./row.mjs').Row[]} */
  const rows = [];
  for (const layout of LAYOUTS) {
    const measurers = [
      ...WAYS.map((way) =>
        measurer(way, layout, quick, (size, limit) => once(way, size, layout, quick, limit)),
      ),
      ...commands().map((command) =>
        measurer(command.name, layout, quick, (size, limit) => timeCommand(command, size, layout, limit)),
      ),
    ];
    for (const size of quick ? QUICK_SIZES : SIZES) {
      /** @type {Map<string, import('./synth/patience.mjs').Measured>} */
      const measured = new Map();
      for (const { name, measure } of measurers) measured.set(name, await measure(size));
      rows.push(...rowsOf(measured, layout, size));
    }
  }
  return rows;
}

/**
 * @param {string} name
 * @param {string} layout
 * @param {boolean} quick
 * @param {(size: number, limit: number) => Promise<import('./synth/patience.mjs').Figures | undefined>} runOnce
 */
function measurer(name, layout, quick, runOnce) {
  const patience = new Patience(`${name}, ${layout}`, quick);
  return {
    name,
    measure: (/** @type {number} */ size) => patience.measure(size, (limit) => runOnce(size, limit)),
  };
}

/**
 * @param {string} way
 * @param {number} size
 * @param {string} layout
 * @param {boolean} quick
 * @param {number} limit
 */
async function once(way, size, layout, quick, limit) {
  const script = fileURLToPath(new URL('synth/once.mjs', import.meta.url));
  const args = [script, way, size, layout, quick ? QUICK_WARM_UP : WARM_UP].map(String);
  const done = await runFor(process.execPath, args, limit);
  if (done === undefined) return undefined;
  const { build, write, peak } = JSON.parse(done.stdout);
  return { write, 'build and write': build + write, memory: peak };
}

/**
 * The lines of one layout and size, by what is measured.
 *
 * @param {Map<string, import('./synth/patience.mjs').Measured>} measured
 * @param {string} layout
 * @param {number} size
 */
function rowsOf(measured, layout, size) {
  const others = WAYS.filter((way) => way !== OURS && !way.startsWith('FastApp'));
  const [ourCommand, ...otherCommands] = commands().map(({ name }) => name);
  const line = lineOf(measured, layout, size);
  return [
    ...others.map((peer) => line('write', OURS, peer)),
    line('write', UNLIKE, PLUS),
    line('write', 'FastApp, cdk8s-plus-28', PLUS),
    ...others.filter((peer) => peer !== 'JSON.stringify').map((peer) => line('build and write', OURS, peer)),
    line('build and write', UNLIKE, PLUS),
    ...others.filter((peer) => peer !== 'JSON.stringify').map((peer) => line('memory', OURS, peer)),
    ...otherCommands.map((peer) => line('command', ourCommand, peer)),
  ].flat();
}

/**
 * @param {Map<string, import('./synth/patience.mjs').Measured>} measured
 * @param {string} layout
 * @param {number} size
 * @returns {(what: string, ours: string, peer: string) => import('./row.mjs').Row[]}
 */
function lineOf(measured, layout, size) {
  return (what, ours, peer) => {
    const value = measured.get(ours)?.figures?.[what];
    const other = measured.get(peer);
    const goal = ours === OURS ? GOALS[`${what}|${peer}|${layout}|${size}`] : undefined;
    return value === undefined
      ? []
      : [
          row({
            name: `${what}, ${layout}${ours === OURS || what === 'command' ? '' : ` (${ours})`}`,
            size,
            ours: value,
            peer,
            peerValue: other?.figures?.[what] ?? null,
            unit: what === 'memory' ? 'MB' : 'ms',
            ...(goal !== undefined && { goal }),
            ...(other?.note !== undefined && { note: other.note }),
          }),
        ];
  };
}

/**
 * @param {import('../scripts/lib/kubernetes-tools.mjs').KubernetesTool} name
 * @param {string[]} args
 */
async function toolVersion(name, ...args) {
  const program = kubernetesTool(name);
  if (program === undefined) return [];
  const { stdout } = await runProgram(program, args);
  return [`${name} ${stdout.match(/v(\d+\.\d+\.\d+)/)?.[1] ?? ''}`];
}
