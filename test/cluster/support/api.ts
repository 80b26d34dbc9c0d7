import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { isObject, type Json, objects, strings, text } from '../../support/json';
import { apiSocket } from './target';

// The API server over connections that are kept: a process of kubectl for each question would be most of what the tests
// cost. What signs in is `kubectl proxy` (proxy.ts), so that every kubeconfig does.

/** What the API server says. */
export interface Response {
  readonly status: number;
  readonly text: string;
  /** As kubectl writes them on its standard error. */
  readonly warnings: readonly string[];
}

/** A kind as the API server serves it. */
interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** In paths. */
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** What it is called in short. */
  readonly names: readonly string[];
}

const agent = new Agent({ keepAlive: true });
const DISCOVERY = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(',');

/** Asks the API server. */
export async function ask(
  method: string,
  path: string,
  body?: Json,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const sent = body === undefined ? '' : JSON.stringify(body);
  const length = Buffer.byteLength(sent);
  const asked = request({
    agent,
    socketPath: apiSocket(),
    method,
    path,
    headers: { 'Content-Type': 'application/json', 'Content-Length': length, ...headers },
  });
  asked.end(sent);
  const [response] = await once(asked, 'response');
  // 299 - "what there is to warn of"
  const warnings = [...String(response.headers.warning ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)];
  return {
    status: response.statusCode,
    text: await textOf(response),
    warnings: warnings.map(([, warning]) => warning.replaceAll(/\\(.)/g, '$1')),
  };
}

/** Asks for JSON that is there. */
export async function askJson(path: string, headers?: Readonly<Record<string, string>>): Promise<Json> {
  const answer = await ask('GET', path, undefined, headers);
  if (answer.status >= 300) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
  const value: unknown = JSON.parse(answer.text);
  return isObject(value) ? value : {};
}

/** Where objects of a kind are. */
export async function pathOf(kind: string, namespace?: string): Promise<string> {
  const isIt = ({ names }: Resource) => names.includes(kind);
  return pathIn(await find(isIt, kind), namespace);
}

/** Where an object is, or is to be. */
export async function pathOfObject(object: Json): Promise<string> {
  const isIt = ({ apiVersion, kind }: Resource) => apiVersion === object.apiVersion && kind === object.kind;
  const metadata = Object(object.metadata);
  const resource = await find(isIt, `${object.apiVersion} ${object.kind}`);
  return `${pathIn(resource, text(metadata, 'namespace') ?? 'default')}/${text(metadata, 'name')}`;
}

function pathIn({ apiVersion, plural, isNamespaced }: Resource, namespace?: string): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return isNamespaced && namespace !== undefined
    ? `${group}/namespaces/${namespace}/${plural}`
    : `${group}/${plural}`;
}

let known: readonly Resource[] = [];

/** Asks again what there is where something is not yet: a kind is told of a moment after it was defined. */
async function find(isIt: (resource: Resource) => boolean, what: string): Promise<Resource> {
  for (let left = 20; ; left -= 1) {
    const found = known.find(isIt);
    if (found !== undefined) return found;
    if (left === 0) throw new Error(`the API server has no ${what}`);
    if (left < 20) await setTimeout(500);
    known = await discover();
  }
}

/** Every kind, in the order in which kubectl takes one for what it is called. */
async function discover(): Promise<Resource[]> {
  const answers = await Promise.all(['/api', '/apis'].map((path) => askJson(path, { Accept: DISCOVERY })));
  return answers
    .flatMap((answer) => objects(answer, 'items'))
    .flatMap(({ metadata, ...group }) =>
      objects(group, 'versions').flatMap((version) =>
        objects(version, 'resources').map((resource): Resource => {
          const { kind } = Object(resource.responseKind);
          const plural = String(resource.resource);
          const named = isObject(metadata) ? text(metadata, 'name') : undefined;
          return {
            apiVersion: [...(named ? [named] : []), version.version].join('/'),
            kind,
            plural,
            isNamespaced: resource.scope === 'Namespaced',
            names: [
              plural,
              `${resource.singularResource}`,
              kind,
              kind.toLowerCase(),
              ...strings(resource, 'shortNames'),
            ],
          };
        }),
      ),
    );
}
