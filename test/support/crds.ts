import { readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { at, isObject, type Json, object, objects, text } from './json';
import { schemaProblems } from './schema-errors';
import { sharedPath } from './shared';

/** Groups whose definitions come with the public data beside the checkout. */
const GROUPS = [
  'core.spinkube.dev',
  'external-secrets.io',
  'gateway.networking.k8s.io',
  'http.keda.sh',
  'keda.sh',
  'monitoring.coreos.com',
  'runtime.spinkube.dev',
  'runtime.wasmcloud.dev',
];

interface CustomKind {
  readonly clusterScoped: boolean;
  readonly validate: ValidateFunction;
}

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  logger: false,
  unicodeRegExp: false,
  formats: {
    int32: { type: 'number', validate: (value) => Math.abs(value) <= 2 ** 31 },
    int64: { type: 'number', validate: (value) => Number.isSafeInteger(value) },
    'date-time': (value) => !Number.isNaN(Date.parse(value)),
    ipv4: (value) => isIP(value) === 4,
    ipv6: (value) => isIP(value) === 6,
  },
});
const kinds = new Map<string, CustomKind | undefined>();

/** Whether the definitions of custom kinds are there to check against. */
export const crdsAvailable: boolean = sharedPath('crds') !== undefined;

/** Whether a kind belongs to a group whose definitions may be missing from a plain clone. */
export function isCustomGroup(apiVersion: string): boolean {
  return GROUPS.includes(apiVersion.split('/')[0] ?? '');
}

/**
 * Problems of an object of a custom kind, unknown fields included; undefined
 * when no definition of it is at hand. Metadata is not looked at here. Rules in
 * CEL (`x-kubernetes-validations`) need a real API server.
 */
export function customProblems(manifest: Json, apiVersion: string, kind: string): string[] | undefined {
  const custom = customKind(apiVersion, kind);
  if (custom === undefined) return undefined;
  return custom.validate(manifest) ? [] : schemaProblems(custom.validate.errors);
}

/** Whether a custom kind is cluster-scoped; undefined when no definition of it is at hand. */
export function isClusterScoped(apiVersion: string, kind: string): boolean | undefined {
  return customKind(apiVersion, kind)?.clusterScoped;
}

function customKind(apiVersion: string, kind: string): CustomKind | undefined {
  const id = `${apiVersion}/${kind}`;
  if (!kinds.has(id)) kinds.set(id, find(apiVersion, kind));
  return kinds.get(id);
}

function find(apiVersion: string, kind: string): CustomKind | undefined {
  const folder = sharedPath('crds');
  const [group, version] = apiVersion.split('/');
  if (folder === undefined || version === undefined) return undefined;
  for (const file of readdirSync(folder).filter((name) => name.startsWith(`${group}_`))) {
    const body = readFileSync(join(folder, file), 'utf8');
    // parsing takes up to a second a file, so look for the kind first
    if (!new RegExp(`^ +kind: ${kind}$`, 'm').test(body)) continue;
    const crd: unknown = parse(body);
    if (!isObject(crd) || at(crd, 'spec', 'names', 'kind') !== kind) continue;
    const spec = object(crd, 'spec');
    const served = objects(spec, 'versions').find((item) => item.name === version && item.served === true);
    const schema = at(served, 'schema', 'openAPIV3Schema');
    if (!isObject(schema)) continue;
    const open = { ...object(schema, 'properties'), apiVersion: {}, kind: {}, metadata: {} };
    const closed = close({ ...schema, properties: open });
    return { clusterScoped: text(spec, 'scope') === 'Cluster', validate: ajv.compile(closed) };
  }
  return undefined;
}

/**
 * The schema with every object closed, as the API server prunes (or, asked to
 * be strict, refuses) what a structural schema does not name. The branches of
 * `anyOf`, `oneOf`, `allOf` and `not` only constrain values: they name no fields.
 */
export function close(schema: Json): Json {
  const closed: Record<string, unknown> = { ...schema };
  if (isObject(schema.items)) closed.items = close(schema.items);
  if (isObject(schema.additionalProperties)) closed.additionalProperties = close(schema.additionalProperties);
  if (isObject(schema.properties)) closed.properties = closeAll(schema.properties);
  if (schema['x-kubernetes-int-or-string'] === true) closed.type = ['integer', 'string'];
  if (schema['x-kubernetes-embedded-resource'] === true) {
    closed.properties = { apiVersion: {}, kind: {}, metadata: {}, ...object(closed, 'properties') };
  }
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties !== undefined;
  if (schema.type === 'object' && !isOpen) closed.additionalProperties = false;
  return closed;
}

function closeAll(properties: Json): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, isObject(schema) ? close(schema) : schema]),
  );
}
