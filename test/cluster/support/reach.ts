import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { at } from '../../support/json';
import { ask } from './api';
import { type Answer, Asker } from './asker';
import { eventually, get } from './kubernetes';
import { kubeconfig, kubectlProgram, ownCluster } from './target';

let asker: Asker | undefined;

/**
 * Asks a Service by its cluster address, as another pod would; on a cluster that is not ours through the API server,
 * which alone can be reached from here.
 */
export async function throughService(namespace: string, name: string, path: string): Promise<Answer> {
  if (ownCluster === undefined) {
    return throughApi(`/api/v1/namespaces/${namespace}/services/${name}:80/proxy${path}`);
  }
  const address = String(at(await get('service', name, namespace), 'spec', 'clusterIP'));
  return fromNode(`http://${address}${path}`);
}

/** Waits until a Service leads to its pods: the rules of the node follow what it says with a delay. */
export async function serviceLeads(namespace: string, name: string): Promise<void> {
  const ask = () => throughService(namespace, name, '/');
  await eventually(
    `an answer through ${name}`,
    async () => (await ask()).status === 200 || undefined,
    async () => (await ask()).body,
    30,
  );
}

/** Asks a pod by its own address. */
export async function throughPod(
  namespace: string,
  pod: string,
  port: number,
  path: string,
): Promise<Answer> {
  if (ownCluster === undefined) {
    return throughApi(`/api/v1/namespaces/${namespace}/pods/${pod}:${port}/proxy${path}`);
  }
  const address = String(at(await get('pod', pod, namespace), 'status', 'podIP'));
  return fromNode(`http://${address}:${port}${path}`);
}

/** Asks what `kubectl port-forward` leads to. */
export async function throughPortForward(
  namespace: string,
  target: string,
  port: number,
  path: string,
): Promise<Answer> {
  const args = ['--kubeconfig', kubeconfig, 'port-forward', '-n', namespace, target, `:${port}`];
  const forward = spawn(kubectlProgram, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for await (const line of createInterface({ input: forward.stdout })) {
      const local = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (local === undefined) continue;
      const response = await fetch(`http://127.0.0.1:${local}${path}`);
      return { status: response.status, body: await response.text() };
    }
    return { status: 0, body: 'kubectl port-forward ended' };
  } finally {
    const ended = once(forward, 'exit');
    if (forward.exitCode === null && forward.kill()) await ended;
  }
}

/** Asks from the node's own network, where a process is started once and asked over and over. */
function fromNode(url: string): Promise<Answer> {
  if (ownCluster === undefined) throw new Error('the node is not this machine');
  asker ??= new Asker(ownCluster);
  return asker.ask(url);
}

/** Asks through the API server; what it says where nothing answers behind it is no answer. */
async function throughApi(path: string): Promise<Answer> {
  const { status, text } = await ask('GET', path);
  return { status: status === 200 ? status : 0, body: text };
}
