import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { isObject, type Json } from './json';
import { schemaProblems } from './schema-errors';

/**
 * Folder of the schemas that were generated from the OpenAPI document of each
 * Kubernetes release, unknown fields refused: `v1.31.0-local-strict` and so on,
 * as the Python package `kubernetes-validate` 1.35.0 ships them. CI unpacks it
 * and names the folder here, so there every object meets every release; without
 * it the 1.33 schemas of `kubernetes-models` stand in.
 */
export const publishedSchemas: string | undefined = process.env.KUBERNETES_SCHEMAS;

const releases = new Map<string, Ajv2020>();
const checks = new Map<string, ValidateFunction | undefined>();

/** Problems of an object by one release's own schemas; none when they are not at hand. */
export function publishedProblems(
  manifest: Json,
  apiVersion: string,
  kind: string,
  version: string,
): string[] {
  if (publishedSchemas === undefined) return [];
  const id = `${version} ${apiVersion}/${kind}`;
  if (!checks.has(id)) checks.set(id, compile(publishedSchemas, apiVersion, kind, version));
  const check = checks.get(id);
  if (check === undefined) return [`kind: Kubernetes ${version} has no ${kind} in ${apiVersion}`];
  return check(manifest) ? [] : schemaProblems(check.errors).map((text) => `${text} (Kubernetes ${version})`);
}

function compile(
  folder: string,
  apiVersion: string,
  kind: string,
  version: string,
): ValidateFunction | undefined {
  const release = join(folder, `v${version}.0-local-strict`);
  const [group = '', groupVersion = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const prefix = group === '' ? '' : `-${group.split('.')[0]}`;
  const file = join(release, `${kind.toLowerCase()}${prefix}-${groupVersion}.json`);
  return existsSync(file) ? ajvOf(release).compile(read(file)) : undefined;
}

function ajvOf(release: string): Ajv2020 {
  const known = releases.get(release);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, validateFormats: false });
  ajv.addSchema(read(join(release, '_definitions.json')), 'https://kubernetes.io/api/_definitions.json');
  releases.set(release, ajv);
  return ajv;
}

function read(file: string): Json {
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(schema)) throw new Error(`${file} is not a schema`);
  return schema;
}
