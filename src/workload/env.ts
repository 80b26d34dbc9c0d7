import { demandText, exactlyOne } from '../value/demand';
import { compact, type JsonObject } from '../value/json';
import { isDnsSubdomain } from '../value/name';
import type { EnvFromSpec, EnvValueSpec } from './props/env-value';

// Kubernetes takes more since 1.30, but no shim was seen to pass it on.
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const SECRET_OR_MAP = 'lower-case letters, digits, "-" and "."';

/** Kubernetes' form of variables by name. */
export function envList(
  path: string,
  field: string,
  env: { [name: string]: EnvValueSpec } = {},
): JsonObject[] {
  return Object.entries(env).map(([name, value]) => envVar(path, field, name, value));
}

/** Kubernetes' form of one variable. */
export function envVar(path: string, field: string, name: string, spec: EnvValueSpec): JsonObject {
  demandText(
    path,
    `${field} name`,
    name,
    (text) => ENV_NAME.test(text),
    'letters, digits, "_", "-" and ".", not from a digit on',
  );
  const at = `${field}.${name}`;
  const source = exactlyOne(path, at, spec, [
    'value',
    'secretKeyRef',
    'configMapKeyRef',
    'fieldRef',
    'resourceFieldRef',
  ]);
  if (source === 'value') {
    return { name, value: spec.value };
  }
  if (source === 'secretKeyRef' || source === 'configMapKeyRef') {
    const ref = spec[source];
    demandText(path, `${at}.${source}.name`, ref?.name, isDnsSubdomain, SECRET_OR_MAP);
    demandText(
      path,
      `${at}.${source}.key`,
      ref?.key,
      (key) => /^[-._a-zA-Z0-9]+$/.test(key),
      'letters, digits, "-", "_" and "."',
    );
  }
  return { name, valueFrom: { [source]: compact({ ...spec[source] }) } };
}

/** Kubernetes' form of whole Secrets and ConfigMaps as variables. */
export function envFromList(path: string, field: string, sources: readonly EnvFromSpec[] = []): JsonObject[] {
  return sources.map((source, index) => {
    const at = `${field}[${index}]`;
    const kind = exactlyOne(path, at, source, ['secretName', 'configMapName']);
    const name = source[kind];
    demandText(path, `${at}.${kind}`, name, isDnsSubdomain, SECRET_OR_MAP);
    return compact({
      prefix: source.prefix,
      [kind === 'secretName' ? 'secretRef' : 'configMapRef']: { name },
    });
  });
}
