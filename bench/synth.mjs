import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

export const title = 'Writing manifests';

const ROUNDS = 3;
/** A peer that takes longer is stopped. */
const PATIENCE_MS = 300_000;

/**
 * What is compared: so many services, each of a Deployment, a Service and more, in one chart or in a chart each. The
 * goals are those of the design: so many times faster than cdk8s with cdk8s-plus-28.
 */
const CASES = [
  { services: 1000, layout: 'one chart', goal: undefined },
  { services: 3000, layout: 'one chart', goal: 12 },
  { services: 300, layout: 'a chart each', goal: undefined },
  { services: 1000, layout: 'a chart each', goal: 60 },
];

/** Each case in a process of its own, so that none profits from another. */
export async function run() {
  return CASES.flatMap(({ services, layout, goal }) => {
    const timeOf = (/** @type {string} */ way) => measured(way, services, layout);
    const ours = timeOf('FastApp, our constructs');
    const plus = timeOf('App, cdk8s-plus-28');
    const stock = timeOf('App, our constructs');
    const json = timeOf('JSON.stringify, our objects');
    const what = `${services} services, ${layout}`;
    return [
      {
        what: `${what}: against App with cdk8s-plus-28`,
        value: `${ms(ours)}; ${ms(plus)}, ${ratio(plus, ours)}`,
        ...(goal !== undefined && {
          budget: `${goal} × faster`,
          ok: plus === undefined || (ours !== undefined && plus >= goal * ours),
        }),
      },
      {
        what: `${what}: against App with our constructs`,
        value: `${ms(ours)}; ${ms(stock)}, ${ratio(stock, ours)}`,
      },
      {
        what: `${what}: against JSON.stringify of the same objects`,
        value: `${ms(ours)}; ${ms(json)}, ${ratio(ours, json)}`,
        ...(goal === 12 && {
          budget: 'within 4 ×',
          ok: ours !== undefined && json !== undefined && ours <= 4 * json,
        }),
      },
    ];
  });
}

/**
 * The median time of a synth in ms; nothing where it was stopped.
 *
 * @param {string} way
 * @param {number} services
 * @param {string} layout
 */
function measured(way, services, layout) {
  const script = fileURLToPath(new URL('synth-once.mjs', import.meta.url));
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    try {
      const output = execFileSync(process.execPath, [script, way, String(services), layout], {
        encoding: 'utf8',
        timeout: PATIENCE_MS,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      times.push(Number(output));
    } catch (error) {
      if (/** @type {{ code?: string }} */ (error).code !== 'ETIMEDOUT') throw error;
      return undefined;
    }
  }
  return median(times);
}

/** @param {number | undefined} time */
function ms(time) {
  return time === undefined ? `stopped after ${PATIENCE_MS / 1000} s` : `${time.toFixed(0)} ms`;
}

/**
 * @param {number | undefined} slow
 * @param {number | undefined} fast
 */
function ratio(slow, fast) {
  return slow === undefined || fast === undefined ? 'no ratio' : `${(slow / fast).toFixed(1)} ×`;
}
