import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Yaml } from 'cdk8s';
import { kubernetesTool } from '../../scripts/lib/kubernetes-tools.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { manifestsOf } from './manifests.mjs';
import { runFor } from './patience.mjs';

/**
 * What writes the manifests as a command, from its start to its end; some need a folder of their own form first.
 *
 * @typedef {object} Command
 * @property {string} name
 * @property {(services: number, layout: import('./apps.mjs').Layout, folder: string) => string[][]} prepare makes what it reads, and
 *   gives its arguments, a list for each time that it is called
 * @property {string} program
 */

const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
const app = fileURLToPath(new URL('app.mjs', import.meta.url));

/** @type {(way: string) => Command['prepare']} */
const synthOf = (way) => (services, layout, folder) => {
  // Without blanks, at which cdk8s cuts a command.
  const program = ['node', app, ...[way, services, layout].map(encodeURIComponent)].join(' ');
  return [[cdk8s, 'synth', '--app', program, '--output', join(folder, 'dist')]];
};

/** Ours first. Of helm and kubectl those that are there. */
export function commands() {
  const [helm, kubectl] = [kubernetesTool('helm'), kubernetesTool('kubectl')];
  /** @type {Command[]} */
  const all = [
    {
      name: 'cdk8s synth, FastApp, our constructs',
      program: process.execPath,
      prepare: synthOf('FastApp, our constructs'),
    },
    {
      name: 'cdk8s synth, App, cdk8s-plus-28',
      program: process.execPath,
      prepare: synthOf('App, cdk8s-plus-28'),
    },
    ...(helm === undefined ? [] : [{ name: 'helm template', program: helm, prepare: charts }]),
    ...(kubectl === undefined
      ? []
      : [{ name: 'kubectl kustomize', program: kubectl, prepare: kustomizations }]),
  ];
  return all;
}

/**
 * @param {Command} command
 * @param {number} services
 * @param {import('./apps.mjs').Layout} layout
 * @param {number} milliseconds
 */
export async function timeCommand({ program, prepare }, services, layout, milliseconds) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-bench-'));
  try {
    const calls = prepare(services, layout, folder);
    const output = openSync(join(folder, 'output.yaml'), 'w');
    const started = process.hrtime.bigint();
    const passed = () => Number(process.hrtime.bigint() - started) / 1e6;
    try {
      for (const args of calls) {
        const left = milliseconds - passed();
        const done = left > 0 ? await runFor(program, args, left, ['ignore', output, 'pipe']) : undefined;
        if (done === undefined) return undefined;
      }
    } finally {
      closeSync(output);
    }
    return { command: passed() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Helm charts of the same objects: one that makes them of a list of values, or one for each service. @type {Command['prepare']} */
function charts(services, layout, folder) {
  if (layout === 'a chart each') {
    return manifestsOf(services, layout).map((manifests, index) => {
      const chart = chartFolder(folder, `chart-${index}`);
      writeFileSync(join(chart, 'templates', 'all.yaml'), documentsOf(manifests));
      return ['template', `hello-${index}`, chart];
    });
  }
  const chart = chartFolder(folder, 'chart');
  const [manifests] = manifestsOf(1, layout);
  const template = documentsOf(manifests)
    .replaceAll('hello:1.0.0', '{{ .image }}')
    .replaceAll('hello-0', '{{ .name }}');
  writeFileSync(
    join(chart, 'templates', 'all.yaml'),
    `{{- range .Values.services }}\n---\n${template}{{- end }}\n`,
  );
  const values = Array.from({ length: services }, (_, index) => ({
    name: `hello-${index}`,
    image: `hello:1.0.${index}`,
  }));
  writeFileSync(join(chart, 'values.yaml'), Yaml.stringify({ services: values }));
  return [['template', 'hello', chart]];
}

/** @param {string} folder @param {string} name */
function chartFolder(folder, name) {
  const chart = join(folder, name);
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), Yaml.stringify({ apiVersion: 'v2', name, version: '1.0.0' }));
  return chart;
}

/** Folders of the same objects, each with what kustomize reads. @type {Command['prepare']} */
function kustomizations(services, layout, folder) {
  return manifestsOf(services, layout).map((manifests, index) => {
    const chart = join(folder, `chart-${index}`);
    mkdirSync(chart);
    writeFileSync(join(chart, 'all.yaml'), documentsOf(manifests));
    writeFileSync(join(chart, 'kustomization.yaml'), Yaml.stringify({ resources: ['all.yaml'] }));
    return ['kustomize', chart];
  });
}

/** @param {{ apiVersion: string, kind: string }[]} manifests */
function documentsOf(manifests) {
  return Yaml.stringify(...manifests);
}
