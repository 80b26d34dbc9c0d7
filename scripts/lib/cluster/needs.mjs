import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandFailed, run } from '../process.mjs';
import { StepProblem } from '../steps.mjs';

const ELSEWHERE =
  'set KUBECONFIG to any cluster (kind, k3d, a real one) and `npm run test:cluster` uses that one';

/**
 * What the cluster is built and run with: a command on the path or a file, and the Debian package that brings it, or
 * where else it comes from.
 *
 * @type {readonly { command?: string, file?: string, debian?: string, from?: string }[]}
 */
const NEEDS = [
  { command: 'go', from: 'Go 1.25 or newer: https://go.dev/dl' },
  { command: 'cargo', from: 'Rust 1.95 or newer: https://rustup.rs' },
  { command: 'cc', debian: 'gcc' },
  { command: 'protoc', debian: 'protobuf-compiler' },
  { file: '/usr/include/seccomp.h', debian: 'libseccomp-dev' },
  { command: 'runc', debian: 'runc' },
  { command: 'nft', debian: 'nftables' },
  { command: 'iptables', debian: 'iptables' },
  { command: 'ip', debian: 'iproute2' },
  { command: 'mount', debian: 'mount' },
  { command: 'unshare', debian: 'util-linux' },
  { command: 'openssl', debian: 'openssl' },
  { file: '/usr/lib/cni/ptp', debian: 'containernetworking-plugins' },
  { command: 'docker-registry', debian: 'docker-registry' },
];

/**
 * The Debian packages that are missing, and what no Debian package brings.
 *
 * @param {(path: string) => boolean} [exists]
 * @param {string} [path] folders with commands
 */
export function missing(exists = existsSync, path = process.env.PATH ?? '') {
  const folders = path.split(delimiter);
  const absent = NEEDS.filter(({ command, file }) => {
    if (file !== undefined) return !exists(file);
    return !folders.some((folder) => exists(join(folder, String(command))));
  });
  return {
    debian: absent.flatMap(({ debian }) => debian ?? []),
    other: absent.flatMap(({ from }) => from ?? []),
  };
}

/**
 * Why no cluster can be had on this machine, and what to do about it.
 *
 * @param {{ platform?: string, isRoot?: boolean, absent?: ReturnType<typeof missing> }} [machine]
 * @returns {string | undefined} undefined when it can
 */
export function clusterProblem({
  platform = process.platform,
  isRoot = process.getuid?.() === 0,
  absent = missing(),
} = {}) {
  if (platform !== 'linux') return `the cluster runs on Linux only, and this is ${platform}: ${ELSEWHERE}`;
  if (!isRoot) return `the cluster needs root, for namespaces and mounts: run it as root, or ${ELSEWHERE}`;
  const lines = [...absent.other];
  if (absent.debian.length > 0) lines.push(`Debian: apt-get install ${absent.debian.join(' ')}`);
  return lines.length === 0
    ? undefined
    : `the cluster needs what this machine lacks:\n  ${lines.join('\n  ')}\nor ${ELSEWHERE}`;
}

/** @throws {StepProblem} when no cluster can be had on this machine */
export function demandMachine() {
  const problem = clusterProblem();
  if (problem !== undefined) throw new StepProblem(problem);
}

/**
 * Holds that the cluster that KUBECONFIG names answers.
 *
 * @param {string} named what KUBECONFIG says
 * @param {(command: string, args: string[]) => Promise<unknown>} [ask]
 * @throws {StepProblem} when it does not
 */
export async function demandNamedCluster(named, ask = run) {
  const own = 'fix: name the kubeconfig of a cluster that runs, or unset KUBECONFIG for one of our own';
  const missing = named.split(delimiter).find((file) => !existsSync(file));
  if (missing !== undefined)
    throw new StepProblem(`KUBECONFIG names ${missing}, and there is no such file; ${own}`);
  await ask('kubectl', ['--request-timeout=10s', 'get', '--raw', '/version']).catch((error) => {
    const said = error instanceof CommandFailed ? error.output.trim() || error.message : String(error);
    throw new StepProblem(`the cluster of ${named} does not answer: ${said}; ${own}`);
  });
}
