import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { FastApp, WasmImage, WasmPlatform, WasmService } from 'cdk8s-wasm';

/** Times one synth, after one of a few services that warms up, and writes it in ms. */

const WARM_UP = 50;

const [way, services, layout] = process.argv.slice(2);

/**
 * @param {number} count
 * @param {string} outdir
 */
function appOf(count, outdir) {
  const app = way.startsWith('FastApp') ? new FastApp({ outdir }) : new App({ outdir });
  WasmPlatform.k3s().bind(app);
  const shared = layout === 'one chart' ? new Chart(app, 'chart') : undefined;
  for (let i = 0; i < count; i++) {
    const chart = shared ?? new Chart(app, `chart-${i}`);
    if (way.endsWith('cdk8s-plus-28')) {
      const containers = [{ image: `ghcr.io/acme/hello:1.0.${i}`, portNumber: 8080 }];
      new Deployment(chart, `hello-${i}`, { containers }).exposeViaService({ ports: [{ port: 80 }] });
    } else {
      const image = WasmImage.of(`ghcr.io/acme/hello:1.0.${i}`, { binarySize: 2_000_000 });
      new WasmService(chart, `hello-${i}`, { name: `hello-${i}`, image });
    }
  }
  return app;
}

/** @param {number} count */
function timeOf(count) {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-'));
  try {
    const app = appOf(count, outdir);
    const write = way.startsWith('JSON') ? stringify(app) : () => app.synth();
    const started = process.hrtime.bigint();
    write();
    return Number(process.hrtime.bigint() - started) / 1e6;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** @param {App} app */
function stringify(app) {
  const charts = app.charts.map((chart) =>
    chart.node
      .findAll()
      .flatMap((each) =>
        'toJson' in each && each !== chart ? [/** @type {import('cdk8s').ApiObject} */ (each).toJson()] : [],
      ),
  );
  return () => JSON.stringify(charts);
}

timeOf(WARM_UP);
console.log(timeOf(Number(services)));
