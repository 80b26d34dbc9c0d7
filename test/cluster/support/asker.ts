import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Cluster } from '../../../scripts/lib/cluster/cluster.mjs';
import { isObject } from '../../support/json';

/** An answer over HTTP; status 0 where there was none. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A process in the network of a cluster that asks over HTTP, one question after the other or several at once. */
export class Asker {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private count = 0;
  private ending?: string;

  /** Starts it. It ends with this process, whose pipe it reads. */
  public constructor(cluster: Cluster) {
    const program = fileURLToPath(new URL('../programs/ask.mjs', import.meta.url));
    this.child = cluster.sandbox.pipe([process.execPath, program]);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.take(JSON.parse(line)));
    let said = '';
    this.child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    this.child.stdin.on('error', () => {});
    this.child.on('close', (code) => this.end(`the one that asks ended (${code}): ${said}`));
  }

  /** Asks once. */
  public ask(url: string): Promise<Answer> {
    if (this.ending !== undefined) return Promise.resolve({ status: 0, body: this.ending });
    this.count += 1;
    const id = this.count;
    this.child.stdin.write(`${JSON.stringify({ id, url })}\n`);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  private take(answer: unknown): void {
    const { id, status, body } = isObject(answer) ? answer : {};
    this.waiting.get(Number(id))?.({ status: Number(status), body: String(body) });
    this.waiting.delete(Number(id));
  }

  private end(body: string): void {
    this.ending = body;
    for (const answered of this.waiting.values()) answered({ status: 0, body });
    this.waiting.clear();
  }
}
