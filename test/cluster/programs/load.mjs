// A bounded load: `node load.mjs <origin> <connections> <seconds a connection is kept> <most seconds>`. Each connection
// asks one request after the other, answered after 0 ms, 1 s or 10 s in turn, until standard input ends. What was
// asked and what failed is written at the end, as JSON.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const DELAYS_MS = [0, 0, 0, 1000, 0, 0, 0, 10_000];
/** Between two requests of a connection: a load, not a flood. */
const PAUSE_MS = 50;

const [origin, connections, keptSeconds, mostSeconds] = process.argv.slice(2);
const started = Date.now();
const end = started + Number(mostSeconds) * 1000;
let stopped = false;
process.stdin.resume().on('end', () => {
  stopped = true;
});

let requests = 0;
/** @type {{ at: number, path: string, error: string }[]} */
const failures = [];

/**
 * @param {Agent} agent
 * @param {string} path
 * @returns {Promise<void>}
 */
function ask(agent, path) {
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}${path}`, { agent, timeout: 30_000 }, (response) => {
      response.resume().on('error', reject).on('end', resolve);
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
    });
    asked.on('error', reject).on('timeout', () => asked.destroy(new Error('no answer in 30 s')));
    asked.end();
  });
}

/** @param {number} index */
async function connection(index) {
  let agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let opened = Date.now();
  for (let turn = index; !stopped && Date.now() < end; turn += 1) {
    if (Date.now() - opened > Number(keptSeconds) * 1000) {
      agent.destroy();
      agent = new Agent({ keepAlive: true, maxSockets: 1 });
      opened = Date.now();
    }
    const path = `/sleep/${DELAYS_MS[turn % DELAYS_MS.length]}`;
    requests += 1;
    await ask(agent, path).catch((error) => {
      failures.push({ at: Date.now() - started, path, error: error.message });
    });
    await sleep(PAUSE_MS);
  }
  agent.destroy();
}

await Promise.all(Array.from({ length: Number(connections) }, (_, index) => connection(index)));
console.log(JSON.stringify({ requests, failures }));
process.exit(0);
