import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'vitest';
import { type KubernetesTool, kubernetesTool } from '../../scripts/lib/kubernetes-tools.mjs';

/** Describes behaviour of the real helm or kubectl, or says why it was skipped. */
export function describeWithTools(title: string, tools: readonly KubernetesTool[], body: () => void): void {
  const missing = tools.filter((tool) => kubernetesTool(tool) === undefined);
  describe(title, () => {
    if (missing.length === 0) return body();
    test(`agrees with the real ${tools.join(' and ')}`, (context) => {
      context.skip(`no ${missing.join(' and no ')} on the path; .ci/run fetches them on Linux`);
    });
  });
}

/** What a tool prints. It knows no cluster, and nothing of whoever runs the tests. */
export async function runTool(tool: KubernetesTool, args: readonly string[], input = ''): Promise<string> {
  const nothing = join(tmpdir(), 'cdk8s-wasm-no-such-file');
  const child = spawn(kubernetesTool(tool) ?? tool, args, {
    env: { PATH: process.env.PATH, HOME: nothing, KUBECONFIG: nothing },
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`${tool} ${args.join(' ')}: exit code ${code}\n${stderr}`);
  return stdout;
}

/**
 * The objects as kubectl reads them, without a server.
 *
 * @param source a text, or the folder that the files are in
 */
export async function readByKubectl(source: string | { readonly folder: string }): Promise<unknown[]> {
  const [from, input] = typeof source === 'string' ? ['-', source] : [source.folder, ''];
  // To take a label away that is not there changes nothing.
  const args = ['label', '--local', '--recursive', '--output', 'json', '--filename', from, 'no-such-label-'];
  const documents = await runTool('kubectl', args, input);
  return documents
    .split(/^(?=\{)/m)
    .filter((document) => document !== '')
    .map((document): unknown => JSON.parse(document));
}
