import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { isObject, type Json, objects, text } from '../../support/json';
import { kubeconfig, kubectlProgram } from './target';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl to its end, whatever that is. */
export function tryKubectl(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(kubectlProgram, ['--kubeconfig', kubeconfig, ...args]);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    // One that ends without reading says why by itself.
    child.stdin.on('error', () => {}).end(input);
  });
}

/** Runs kubectl and answers with what it printed. */
export async function kubectl(args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await tryKubectl(args, input);
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** Objects as one text that kubectl reads. */
export function listOf(items: readonly Json[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** Applies objects on the server, unknown fields refused. */
export async function apply(items: readonly Json[]): Promise<void> {
  await kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], listOf(items));
}

/** One object. */
export async function get(kind: string, name: string, namespace: string): Promise<Json> {
  return parsed(await kubectl(['get', kind, name, '-n', namespace, '-o', 'json']));
}

/** All objects of a kind in a namespace, those with the labels if any are given. */
export async function list(
  kind: string,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<Json[]> {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const narrowed = selector.length === 0 ? [] : ['-l', selector.join(',')];
  return objects(parsed(await kubectl(['get', kind, '-n', namespace, '-o', 'json', ...narrowed])), 'items');
}

/** The name of the object that has made another. */
export function ownerOf(object: Json): string | undefined {
  const [owner] = objects(Object(object.metadata), 'ownerReferences');
  return text(owner ?? {}, 'name');
}

/** Asks until there is an answer; the error says what was seen last. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  seen: () => Promise<string> = async () => '',
  seconds = 120,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s\n${await seen()}`);
    await setTimeout(250);
  }
}

function parsed(json: string): Json {
  const value: unknown = JSON.parse(json);
  return isObject(value) ? value : {};
}
