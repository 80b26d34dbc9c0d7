import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath } from '../cache.mjs';
import { root } from '../root.mjs';

/**
 * Something that is built: from Go modules, which the go.mod and go.sum of its folder pin, or from crates, which its
 * Cargo.lock pins.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} source its folder in the repository
 * @property {Record<string, string>} programs what comes out, by the name under which it is called: the Go package
 *   that it is made of, or the name of the crate's program
 * @property {Record<string, { module: string, path: string }>} [files] what lies beside the programs, by its name: a file
 *   of a Go module, as that brings it
 * @property {string} [area] the folder of the cache that it lies in; `cluster` where nothing is said
 * @property {{ tags?: string, linker?: string[] }} [flags] of the compiler of Go and its linker
 */

const FOLDER = join(root, 'test', 'cluster');
const KUBERNETES = 'k8s.io/kubernetes';

/** @type {Part} */
export const shim = {
  name: 'shim',
  source: join(FOLDER, 'shim'),
  programs: {
    'containerd-shim-wasmtime-v1': 'containerd-shim-wasmtime-v1',
    // The same, which takes modules alone under this name.
    'containerd-shim-modules-v1': 'containerd-shim-wasmtime-v1',
  },
};

/** @type {readonly Part[]} */
export const goParts = [
  goPart(
    'kubernetes',
    Object.fromEntries(
      ['kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubectl', 'kubelet'].map(
        (command) => [command, `${KUBERNETES}/cmd/${command}`],
      ),
    ),
  ),
  goPart(
    'containerd',
    Object.fromEntries(
      ['containerd', 'containerd-shim-runc-v2', 'ctr'].map((command) => [
        command,
        `github.com/containerd/containerd/v2/cmd/${command}`,
      ]),
    ),
  ),
  goPart('etcd', { etcd: 'go.etcd.io/etcd/server/v3' }),
  goPart('metrics-server', { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' }),
  goPart('pause', { pause: 'cdk8s-wasm.test/cluster/pause' }),
];

/**
 * @param {string} name
 * @param {Record<string, string>} programs
 * @returns {Part}
 */
function goPart(name, programs) {
  return { name, source: join(FOLDER, 'parts', name), programs };
}

/** The Kubernetes release that the cluster is, such as `1.34.4`. */
export function kubernetesVersion() {
  const modules = readFileSync(join(FOLDER, 'parts', 'kubernetes', 'go.mod'), 'utf8');
  const version = /^(?:require|\t)\s*k8s\.io\/kubernetes v(\S+)/m.exec(modules)?.[1];
  if (version === undefined) throw new Error(`go.mod requires no ${KUBERNETES}`);
  return version;
}

/**
 * Where a part lies once it is built: outside the repository, under a key of all that it is built from.
 *
 * @param {Part} part
 */
export function builtFolder({ name, source, area = 'cluster' }) {
  const key = createHash('sha256').update(process.arch);
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(go|mod|sum|rs|toml|lock)$/.test(file)) key.update(file).update(readFileSync(join(source, file)));
  }
  return cachePath(area, `${name}-${key.digest('hex').slice(0, 12)}`);
}
