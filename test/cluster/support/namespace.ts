import { randomBytes } from 'node:crypto';
import type { Json } from '../../support/json';
import { ask } from './api';
import { apply, eventually, get, tryKubectl } from './kubernetes';

/** A namespace that enforces the restricted Pod Security Standard and is gone after the tests. */
export class TestNamespace {
  public readonly name: string;

  public constructor(purpose: string) {
    this.name = `${purpose}-${randomBytes(3).toString('hex')}`;
  }

  public async create(): Promise<void> {
    await apply([namespaceOf(this.name)]);
  }

  /** Does not wait for the end of what runs in it. */
  public async remove(): Promise<void> {
    const { status, text } = await ask('DELETE', `/api/v1/namespaces/${this.name}`);
    if (status >= 300 && status !== 404) throw new Error(`delete ${this.name}: ${text}`);
  }

  /** What there is to see when a test fails. */
  public async state(): Promise<string> {
    const commands = [
      ['get', 'all', '-o', 'wide'],
      ['get', 'events', '--sort-by=.lastTimestamp'],
    ];
    const seen = await Promise.all(commands.map((command) => tryKubectl([...command, '-n', this.name])));
    return seen.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  }

  /** Waits until every pod of a Deployment is of its newest revision, and ready. */
  public async rolledOut(deployment: string): Promise<void> {
    const isOver = async () => isRolledOut(await get('deployment', deployment, this.name)) || undefined;
    await eventually(`the rollout of ${deployment}`, isOver, () => this.state(), 180);
  }
}

/** As `kubectl rollout status` has it. */
function isRolledOut({ metadata, spec, status }: Json): boolean {
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = Object(status);
  return (
    observedGeneration >= Object(metadata).generation &&
    updatedReplicas >= Object(spec).replicas &&
    updatedReplicas >= replicas &&
    availableReplicas >= updatedReplicas
  );
}

/** A namespace in which only pods of the restricted standard may be. */
export function namespaceOf(name: string): Json {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}
