import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ImageFormat, WasmImage, WasmPlatform, WasmService } from 'cdk8s-wasm';
import { packPlain, packRunwasi, packWasm, pushArtifact, RegistryClient } from 'cdk8s-wasm/oci';
import { startCluster } from '../scripts/commands/cluster.mjs';
import { Cluster } from '../scripts/lib/cluster/cluster.mjs';
import { REGISTRY } from '../scripts/lib/cluster/programs.mjs';
import { Steps } from '../scripts/lib/steps.mjs';
import { holds, Kubernetes } from './cluster/kubernetes.mjs';
import { idlePrograms, servers, unseen } from './cluster/programs.mjs';
import { median } from './median.mjs';
import { row } from './row.mjs';

export const title = 'On a cluster';

export const about = `The shim is that of test/cluster, which compiles with another compiler than runwasi's: compare it with runc on this
machine, and with nothing elsewhere. The kubelet looks at its containers once a second, which is in every start.`;

const STARTS = 50;
const MOST_PODS = 100;
const MB = 1e6;
const NAMESPACE = 'bench';
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;

/** @typedef {import('./cluster/kubernetes.mjs').Json} Json */
/** @typedef {{ workingSet: number, peak: number, shim: number }} Memory in bytes */

/** What the benchmark works on. */
class Bench {
  #client = new RegistryClient({ credentials: async () => undefined });
  #count = 0;

  /** @param {Cluster} cluster */
  constructor(cluster) {
    this.cluster = cluster;
    this.api = new Kubernetes(cluster.kubeconfig);
  }

  async prepare() {
    await this.api.ask('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    const runtimeClass = { metadata: { name: 'bench-wasmtime' }, handler: 'wasmtime' };
    await this.api.ask('POST', '/apis/node.k8s.io/v1/runtimeclasses', runtimeClass);
  }

  async end() {
    this.#client.close();
    await this.api.ask('DELETE', `/api/v1/namespaces/${NAMESPACE}`);
    await this.api.ask('DELETE', '/apis/node.k8s.io/v1/runtimeclasses/bench-wasmtime');
  }

  /**
   * @param {string} name
   * @param {import('cdk8s-wasm/oci').Artifact} artifact
   */
  async push(name, artifact) {
    const { digest } = await pushArtifact(`${this.cluster.registry}/bench/${name}:1.0.0`, artifact, {
      client: this.#client,
    });
    return `${REGISTRY}/bench/${name}@${digest}`;
  }

  /**
   * Starts a pod, and answers with it and how long it took from then until it was ready, in ms.
   *
   * @param {Json} container
   * @param {boolean} isWasm
   */
  async start(container, isWasm) {
    this.#count += 1;
    const metadata = { name: `pod-${this.#count}` };
    const spec = {
      ...(isWasm && { runtimeClassName: 'bench-wasmtime' }),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'app', ...container }],
    };
    const started = performance.now();
    const pod = await this.api.ask('POST', PODS, { metadata, spec });
    /** @type {Json} */
    let ready = pod;
    await this.api.watch(PODS, pod.metadata.resourceVersion, (_event, object) => {
      ready = object;
      return object.metadata.name === metadata.name && holds(object, 'Ready');
    });
    return { pod: ready, ms: performance.now() - started };
  }

  /** Deletes a pod and waits until it is gone. @param {Json} pod */
  async remove({ metadata }) {
    const { resourceVersion } = (await this.api.ask('GET', PODS)).metadata;
    await this.api.ask('DELETE', `${PODS}/${metadata.name}?gracePeriodSeconds=0`);
    await this.api.watch(
      PODS,
      resourceVersion,
      (event, object) => event === 'DELETED' && object.metadata.name === metadata.name,
    );
  }

  /** @param {Json[]} pods @returns {Promise<Memory[]>} */
  async memoryOf(pods) {
    const program = join(import.meta.dirname, 'cluster', 'node-memory.mjs');
    const ids = pods.map(({ metadata }) => metadata.uid);
    const { stdout } = await this.cluster.sandbox.run([process.execPath, program, ...ids]);
    return JSON.parse(stdout);
  }
}

/** Starts a cluster, unless one runs, and ends it then. @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const cluster = new Cluster();
  const wasRunning = cluster.isRunning;
  if (!(await startCluster(new Steps(), cluster))) throw new Error('there is no cluster');
  const bench = new Bench(cluster);
  try {
    await bench.prepare();
    const rows = [...(await starts(bench, quick ? 5 : STARTS)), ...(await sizes(bench))];
    if (!quick) rows.push(...(await density(bench)));
    await bench.end();
    return rows;
  } finally {
    if (!wasRunning) await cluster.stop();
  }
}

/**
 * One program that does nothing, as a module, a component and a Linux program.
 *
 * @param {Bench} bench
 * @param {number} count
 */
async function starts(bench, count) {
  const programs = await idlePrograms();
  const images = {
    module: await bench.push('module', packRunwasi(programs.module)),
    component: await bench.push('component', packRunwasi(programs.component)),
    native: await bench.push('native', packPlain([{ path: '/app', bytes: programs.native }])),
  };
  /** @type {Record<string, { times: number[], memory: Memory }>} */
  const seen = {};
  for (const [form, image] of Object.entries(images)) {
    // The first start pulls and compiles, and is no part of this.
    const { pod } = await bench.start({ image }, form !== 'native');
    const [memory] = await bench.memoryOf([pod]);
    await bench.remove(pod);
    const times = [];
    for (let round = 0; round < count; round++) {
      const started = await bench.start({ image }, form !== 'native');
      times.push(started.ms);
      await bench.remove(started.pod);
    }
    seen[form] = { times, memory };
  }
  const { native } = seen;
  return /** @type {const} */ (['module', 'component']).flatMap((form) => {
    const { times, memory } = seen[form];
    const compared = (
      /** @type {string} */ what,
      /** @type {string} */ unit,
      /** @type {(of: typeof native) => number} */ of,
    ) =>
      row({
        name: `${what}: a program that idles, as a ${form}`,
        size: `${count} starts`,
        ours: of({ times, memory }),
        peer: 'the same as a Linux program, runc',
        peerValue: of(native),
        unit,
      });
    return [
      compared('apply to Ready, p50', 'ms', (of) => median(of.times)),
      compared('apply to Ready, p99', 'ms', (of) => quantile(of.times, 0.99)),
      compared('memory of a replica, in its pod', 'MB', (of) => of.memory.workingSet / MB),
      compared('memory of a replica, its shim', 'MB', (of) => of.memory.shim / MB),
    ];
  });
}

/** What the defaults of this package are held against. @param {Bench} bench */
async function sizes(bench) {
  const rows = [];
  let number = 0;
  for (const [name, wasm] of await servers()) {
    for (const format of [ImageFormat.ARTIFACT, ImageFormat.RUNWASI, ImageFormat.PLAIN]) {
      number += 1;
      const image = await bench.push(`size-${number}`, pack(unseen(wasm, number), format));
      const container = {
        image,
        ...(format === ImageFormat.ARTIFACT && { command: ['app.wasm'] }),
        readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, timeoutSeconds: 5 },
      };
      const first = await bench.start(container, true);
      await bench.remove(first.pod);
      const again = await bench.start(container, true);
      const [memory] = await bench.memoryOf([again.pod]);
      await bench.remove(again.pod);
      const limit = defaultLimit(wasm.length, format);
      const what = `${name}, image of the format ${format}`;
      const size = sizeOf(wasm.length);
      rows.push(
        row({
          name: `${what}: first start on a node, apply to Ready`,
          size,
          ours: first.ms,
          peer: 'a later start',
          peerValue: again.ms,
          unit: 'ms',
        }),
        row({
          name: `${what}: memory at rest`,
          size,
          ours: memory.workingSet / MB,
          peer: 'its shim, beside the pod',
          peerValue: memory.shim / MB,
          unit: 'MB',
        }),
        row({
          name: `${what}: peak of the pod`,
          size,
          ours: memory.peak / MB,
          peer: 'the limit that it has by default',
          peerValue: limit / MB,
          unit: 'MB',
          goal: 1,
        }),
      );
    }
  }
  return rows;
}

/** Pods of one node until its memory ends, or a hundred. @param {Bench} bench */
async function density(bench) {
  const [[, wasm]] = await servers();
  const { native } = await idlePrograms();
  const component = await dense(bench, await bench.push('dense-wasm', packRunwasi(wasm)), true);
  const program = packPlain([{ path: '/app', bytes: native }]);
  const linux = await dense(bench, await bench.push('dense-native', program), false);
  const size = `${component.count} and ${linux.count} pods of ${MOST_PODS}`;
  const peer = 'a Linux program that idles, runc';
  return [
    row({
      name: 'pods of one node, one after the other: a 7 kB HTTP component',
      size,
      ours: component.ms,
      peer,
      peerValue: linux.ms,
      unit: 'ms',
    }),
    row({
      name: 'the same: memory of each, its shim counted in',
      size,
      ours: component.memory / MB,
      peer,
      peerValue: linux.memory / MB,
      unit: 'MB',
    }),
  ];
}

/**
 * @param {Bench} bench
 * @param {string} image
 * @param {boolean} isWasm
 */
async function dense(bench, image, isWasm) {
  /** @type {Json[]} */
  const pods = [];
  const started = performance.now();
  let isFull = false;
  while (pods.length < MOST_PODS && !isFull) {
    const started = await bench.start({ image }, isWasm).catch(() => undefined);
    if (started === undefined) isFull = true;
    else pods.push(started.pod);
  }
  const ms = performance.now() - started;
  const memory = await bench.memoryOf(pods);
  for (const pod of pods) await bench.remove(pod);
  const total = memory.reduce((sum, { workingSet, shim }) => sum + workingSet + shim, 0);
  return { count: pods.length, ms, memory: total / pods.length };
}

/**
 * What a workload gets that says nothing of memory.
 *
 * @param {number} binarySize
 * @param {ImageFormat} format
 */
function defaultLimit(binarySize, format) {
  const app = new App();
  WasmPlatform.k3s().bind(app);
  const image = WasmImage.of('example.com/app:1.0.0', { binarySize, format });
  const { deployment } = new WasmService(new Chart(app, 'chart'), 'app', { name: 'app', image });
  const text = deployment.toJson().spec.template.spec.containers[0].resources.limits.memory;
  return Number(/^(\d+)Mi$/.exec(text)?.[1]) * 2 ** 20;
}

/**
 * @param {Uint8Array} wasm
 * @param {ImageFormat} format
 */
function pack(wasm, format) {
  if (format === ImageFormat.ARTIFACT) return packWasm(wasm);
  return format === ImageFormat.RUNWASI ? packRunwasi(wasm) : packPlain([{ path: '/app.wasm', bytes: wasm }]);
}

/**
 * @param {number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** @param {number} bytes */
function sizeOf(bytes) {
  return bytes < MB ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / MB).toFixed(1)} MB`;
}
