import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { FastApp } from 'cdk8s-wasm';

/** Prints how much memory a synth took beyond the tree, in MB. */

const [way, objects] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-'));
try {
  const app = way === 'FastApp' ? new FastApp({ outdir }) : new App({ outdir });
  const chart = new Chart(app, 'chart');
  for (let i = 0; i < Number(objects); i++) new ApiObject(chart, `settings-${i}`, settings(i));
  globalThis.gc?.();
  const before = process.memoryUsage().rss / 1e6;
  forgetPeak();
  app.synth();
  console.log(peak() - before);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** @param {number} index */
function settings(index) {
  const data = Object.fromEntries(
    Array.from({ length: 20 }, (_, field) => [
      `setting-${field}`,
      `value ${field} of the object number ${index}, as it is`,
    ]),
  );
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `settings-${index}` }, data };
}

/** Linux counts the peak of the resident memory from here on. */
function forgetPeak() {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** Elsewhere the peak is that of the whole process, the making of the tree too. */
function peak() {
  return process.platform === 'linux'
    ? Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1e3
    : process.resourceUsage().maxRSS / 1e3;
}
