import type { Json, Report } from '../json';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_1123_LABEL = new RegExp(`^${LABEL}$`);
const DNS_1123_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const WILDCARD_DOMAIN = new RegExp(`^\\*(\\.${LABEL})+$`);
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

export function isDnsLabel(value: string): boolean {
  return value.length <= 63 && DNS_1123_LABEL.test(value);
}

export function isSubdomain(value: string): boolean {
  return value.length <= 253 && DNS_1123_SUBDOMAIN.test(value);
}

export function isWildcardDomain(value: string): boolean {
  return value.length <= 253 && WILDCARD_DOMAIN.test(value);
}

export function isServiceName(value: string): boolean {
  return value.length <= 63 && DNS_1035_LABEL.test(value);
}

/** A name of at most 63 characters, with a domain and a slash before it or not. */
export function isQualifiedName(value: string): boolean {
  const parts = value.split('/');
  const name = parts.pop() ?? '';
  const [prefix] = parts;
  return (
    parts.length <= 1 &&
    (prefix === undefined || isSubdomain(prefix)) &&
    name.length <= 63 &&
    NAME_PART.test(name)
  );
}

export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && NAME_PART.test(value));
}

/** A port's name in a container: RFC 6335, lower case. */
export function isPortName(value: string): boolean {
  return value.length <= 15 && /^[a-z0-9-]+$/.test(value) && /[a-z]/.test(value) && !/^-|-$|--/.test(value);
}

export function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** An entry of a volume's items, or a key of a ConfigMap or Secret. */
export function isDataKey(value: string): boolean {
  return value.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(value) && value !== '.' && !value.startsWith('..');
}

/** The form that Kubernetes takes without a feature gate in all supported versions. */
export function isEnvName(value: string): boolean {
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(value) && value !== '.' && !value.startsWith('..');
}

export function checkLabels(labels: Json, path: string, report: Report): void {
  for (const [key, value] of Object.entries(labels)) {
    if (!isQualifiedName(key)) report(`${path}.${key}`, 'is not a label key');
    if (!isLabelValue(String(value))) report(`${path}.${key}`, `"${value}" is not a label value`);
  }
}

/** Reports fields that are below zero. */
export function checkNotNegative(value: Json, fields: readonly string[], path: string, report: Report): void {
  for (const field of fields) {
    const count = value[field];
    if (typeof count === 'number' && count < 0) report(`${path}.${field}`, `${count} is below 0`);
  }
}

/** Reports a count or percentage that is neither; returns whether it is zero. */
export function checkIntOrPercent(value: unknown, path: string, report: Report): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string' && !/^\d+%$/.test(value))
    report(path, `"${value}" is neither a number nor a percentage`);
  if (typeof value === 'number' && value < 0) report(path, `${value} is below 0`);
  return Number.parseInt(String(value), 10) === 0;
}
