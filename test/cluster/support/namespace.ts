import { randomBytes } from 'node:crypto';
import type { Json } from '../../support/json';
import { apply, kubectl, tryKubectl } from './kubernetes';

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
    await kubectl(['delete', 'namespace', this.name, '--wait=false', '--ignore-not-found']);
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
    const args = ['rollout', 'status', `deployment/${deployment}`, '-n', this.name, '--timeout=180s'];
    await kubectl(args).catch(async (error) => {
      throw new Error(`${error.message}\n${await this.state()}`);
    });
  }
}

/** A namespace in which only pods of the restricted standard may be. */
export function namespaceOf(name: string): Json {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}
