import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { at, type Json, objects, text } from '../../support/json';
import { ask, askJson, pathOf, pathOfObject, type Response } from './api';
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

/** Where `kubectl apply --server-side` would say what it wants, and as whom. */
const APPLIED = 'fieldManager=kubectl&fieldValidation=Strict';

/** Applies objects on the server, unknown fields refused. */
export async function apply(items: readonly Json[]): Promise<void> {
  for (const item of items) {
    const { status, text } = await applied(item);
    if (status >= 300) throw new Error(`apply ${item.kind} ${at(item, 'metadata', 'name')}: ${text}`);
  }
}

/**
 * Applies an object on the server, unknown fields refused, whatever that says.
 *
 * @param query more of it, such as `dryRun=All`
 */
export async function applied(item: Json, query = ''): Promise<Response> {
  const path = await pathOfObject(item);
  return ask('PATCH', `${path}?${APPLIED}&${query}`, item, {
    'Content-Type': 'application/apply-patch+yaml',
  });
}

/** One object. */
export async function get(kind: string, name: string, namespace: string): Promise<Json> {
  return askJson(`${await pathOf(kind, namespace)}/${name}`);
}

/** All objects of a kind in a namespace, those with the labels if any are given. */
export async function list(
  kind: string,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<Json[]> {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const query = new URLSearchParams(selector.length === 0 ? {} : { labelSelector: selector.join(',') });
  return objects(await askJson(`${await pathOf(kind, namespace)}?${query}`), 'items');
}

/** What a container of a pod has written. */
export async function logOf(
  namespace: string,
  pod: string,
  options: Readonly<Record<string, string>> = {},
): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?${new URLSearchParams(options)}`;
  const { status, text } = await ask('GET', path);
  if (status >= 300) throw new Error(`GET ${path}: ${status} ${text}`);
  return text;
}

/** What the pods of a Job have written. */
export async function logOfJob(namespace: string, job: string): Promise<string> {
  const pods = await list('pod', namespace, { 'batch.kubernetes.io/job-name': job });
  const logs = pods.map((pod) => logOf(namespace, String(at(pod, 'metadata', 'name'))));
  return (await Promise.all(logs)).join('');
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
