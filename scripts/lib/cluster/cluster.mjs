import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { statePath } from '../cache.mjs';
import { CommandFailed, run } from '../process.mjs';
import { root } from '../root.mjs';
import { builtFolder, goParts } from './parts.mjs';
import { writePauseImage } from './pause-image.mjs';
import { makeCertificates, writeKubeconfig } from './pki.mjs';
import { API_SERVER, NODE, programs, REGISTRY } from './programs.mjs';
import { Sandbox } from './sandbox.mjs';
import { until } from './until.mjs';

const RELAY = [process.execPath, fileURLToPath(new URL('relay.mjs', import.meta.url))];

/** A one-node Kubernetes that runs in namespaces of its own; each checkout has one. */
export class Cluster {
  /** @param {string} [folder] its state */
  constructor(folder = statePath(`cluster-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`)) {
    this.folder = folder;
    this.sandbox = new Sandbox(folder);
    this.kubeconfig = join(folder, 'kubeconfig');
  }

  get isRunning() {
    return this.sandbox.pid !== undefined;
  }

  /** The folder with a log for each program. */
  get logs() {
    return this.sandbox.logs;
  }

  /** The folder with the logs of the containers, as far as their pods are still there. */
  get podLogs() {
    return join(this.folder, 'var', 'log', 'pods');
  }

  /** Where the machine reaches the registry that the node pulls from under the name of `REGISTRY`. */
  get registry() {
    return this.#relayed('registry');
  }

  /** @param {(note: string) => void} progress */
  async start(progress) {
    // One that was cut short at its start, or whose machine went down, is of no use.
    if (!existsSync(join(this.folder, 'complete'))) await this.sandbox.close();
    if (this.isRunning) return `running already, ${this.kubeconfig}`;
    await this.sandbox.close();
    await this.sandbox.open();
    const pki = join(this.folder, 'pki');
    await makeCertificates(pki);
    /** @param {string} name */
    const certificate = (name) => readFileSync(join(pki, name), 'base64');
    writeKubeconfig(join(this.folder, 'inside.kubeconfig'), `https://${API_SERVER}`, certificate);

    for (const name of ['etcd', 'registry', 'containerd', 'kube-apiserver']) this.#start(name);
    const api = await this.#relay('api', API_SERVER);
    const registry = await this.#relay('registry', REGISTRY);
    // The node knows it by the name that this machine does, too: an image has one name where one program pushes it and
    // says what pods run.
    this.sandbox.start('relay-registry-node', [...RELAY, registry, REGISTRY]);
    writeKubeconfig(this.kubeconfig, `https://${api}`, certificate);
    progress('API server');
    await until('the API server', () => this.#succeeds(['get', '--raw', '/readyz']), {
      log: this.log('kube-apiserver'),
    });

    for (const name of ['kube-controller-manager', 'kube-scheduler', 'kube-proxy']) this.#start(name);
    progress('containerd');
    await this.#loadPause();
    progress('node');
    this.#start('kubelet');
    const ready = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';
    await until(
      'the node',
      async () => {
        const node = await this.#kubectl(['get', 'node', NODE.name, '-o', ready]).catch(() => undefined);
        return node === 'True' || undefined;
      },
      { log: this.log('kubelet') },
    );
    this.#start('metrics-server');
    await this.#kubectl(['apply', '-f', join(root, 'test', 'cluster', 'config', 'metrics-server.yaml')]);
    progress('service account');
    await until('the default service account', () => this.#succeeds(['get', 'serviceaccount', 'default']), {
      log: this.log('kube-controller-manager'),
    });
    writeFileSync(join(this.folder, 'complete'), '');
    return this.kubeconfig;
  }

  /** Ends all that was started and removes its state, logs included. */
  async stop() {
    const running = this.isRunning;
    await this.sandbox.close();
    return running ? 'ended' : 'was not running';
  }

  /** @param {string} name */
  log(name) {
    return join(this.logs, `${name}.log`);
  }

  /** @param {string} name */
  #start(name) {
    const group = basename(this.folder);
    this.sandbox.start(
      name,
      programs[name].map((argument) => argument.replace('$CONTROL_GROUP', group)),
    );
  }

  /**
   * Makes an address of the cluster's network answer on a free port of the machine's loopback.
   *
   * @param {string} name
   * @param {string} target
   * @returns {Promise<string>} the address
   */
  async #relay(name, target) {
    const socket = join(this.folder, `${name}.sock`);
    this.sandbox.start(`relay-${name}-inside`, [...RELAY, socket, target]);
    this.sandbox.start(`relay-${name}`, [...RELAY, '127.0.0.1:0', socket], { network: false });
    return until(`the relay to the ${name}`, () => this.#relayed(name), { log: this.log(`relay-${name}`) });
  }

  /** @param {string} name */
  #relayed(name) {
    const log = this.log(`relay-${name}`);
    return existsSync(log) ? /^127\.0\.0\.1:\d+$/m.exec(readFileSync(log, 'utf8'))?.[0] : undefined;
  }

  async #loadPause() {
    const archive = await writePauseImage(this.folder, 'localhost/pause:1');
    const ctr = ['ctr', '--namespace', 'k8s.io'];
    await until(
      'containerd',
      () =>
        this.sandbox.run([...ctr, 'version']).then(
          () => true,
          () => undefined,
        ),
      { log: this.log('containerd') },
    );
    await this.sandbox.run([...ctr, 'images', 'import', archive]);
  }

  /** @param {string[]} args */
  async #kubectl(args) {
    const kubernetes = goParts.find(({ name }) => name === 'kubernetes') ?? goParts[0];
    const kubectl = join(builtFolder(kubernetes), 'kubectl');
    const { stdout } = await run(kubectl, ['--kubeconfig', this.kubeconfig, ...args]);
    return stdout;
  }

  /** @param {string[]} args */
  async #succeeds(args) {
    try {
      await this.#kubectl(args);
      return true;
    } catch (error) {
      if (error instanceof CommandFailed) return undefined;
      throw error;
    }
  }
}
