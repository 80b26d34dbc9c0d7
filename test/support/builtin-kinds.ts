import { createRequire } from 'node:module';
import { isObject, type Json } from './json';
import { Reads } from './reads';
import { schemaProblems } from './schema-errors';

type Check = (value: unknown) => void;

const load = createRequire(import.meta.url);
const checks = new Map<string, Check | undefined>();

/**
 * Problems of an object of a built-in kind, unknown fields included;
 * undefined when Kubernetes has no such kind.
 *
 * The schemas are those of Kubernetes 1.33: `kubernetes-models` 4.5.1 has its
 * fields, neither more nor less, for every kind that a workload may consist of.
 */
export function builtinProblems(manifest: Json, apiVersion: string, kind: string): string[] | undefined {
  const id = `${apiVersion}/${kind}`;
  if (!checks.has(id)) checks.set(id, findCheck(apiVersion, kind));
  const check = checks.get(id);
  if (check === undefined) return undefined;

  const reads = new Reads(manifest);
  const problems: string[] = [];
  try {
    check(reads.view);
  } catch (error) {
    problems.push(...schemaProblems(isObject(error) ? error.errors : undefined, error));
  }
  return [...problems, ...reads.unknown().map(([path, message]) => `${path}: ${message}`)];
}

function findCheck(apiVersion: string, kind: string): Check | undefined {
  // beta and alpha versions are gone or off by default, and the package still has some that are long gone
  if (!/^([a-z0-9.]+\/)?v\d+$/.test(apiVersion) || !/^[A-Z][A-Za-z0-9]*$/.test(kind)) return undefined;
  let exported: unknown;
  try {
    exported = load(`kubernetes-models/${apiVersion}/${kind}`);
  } catch {
    return undefined;
  }
  const model = isObject(exported) ? exported[kind] : undefined;
  // Container, PodSpec … are exported beside the kinds; only a kind says its apiVersion
  if (typeof model !== 'function' || Reflect.get(model, 'apiVersion') !== apiVersion) return undefined;
  const validate: unknown = Reflect.get(model.prototype, 'validate');
  if (typeof validate !== 'function') return undefined;
  return (value) => Reflect.apply(validate, value, []);
}
