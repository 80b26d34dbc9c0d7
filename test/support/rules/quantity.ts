import { type Json, object, type Report } from '../json';
import { isQualifiedName } from './syntax';

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const NATIVE_RESOURCE = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** A quantity's value; undefined when Kubernetes cannot parse it. */
export function quantity(value: unknown): number | undefined {
  const [, digits, suffix = ''] = QUANTITY.exec(String(value)) ?? [];
  if (digits === undefined) return undefined;
  if (/^[eE][+-]?\d/.test(suffix)) return Number(`${digits}${suffix}`);
  if (BINARY.indexOf(suffix) > 0) return Number(digits) * 1024 ** BINARY.indexOf(suffix);
  return Number(digits) * 1000 ** (DECIMAL.indexOf(suffix) - 3);
}

export function checkQuantity(value: unknown, path: string, report: Report): number | undefined {
  const parsed = quantity(value);
  if (parsed === undefined) report(path, `"${value}" is not a quantity`);
  else if (parsed < 0) report(path, `"${value}" is below 0`);
  return parsed;
}

/** Requests and limits of a container or a pod. */
export function checkResources(resources: Json, path: string, report: Report): void {
  const requests = object(resources, 'requests');
  const limits = object(resources, 'limits');
  for (const [list, values] of Object.entries({ requests, limits })) {
    for (const [name, value] of Object.entries(values)) {
      const here = `${path}.${list}.${name}`;
      const isName = NATIVE_RESOURCE.test(name) || (name.includes('/') && isQualifiedName(name));
      if (!isName) report(here, 'is not a resource that a container can have');
      checkQuantity(value, here, report);
    }
  }
  for (const [name, limit] of Object.entries(limits)) {
    const request = requests[name];
    if (request === undefined) continue;
    if ((quantity(request) ?? 0) > (quantity(limit) ?? 0)) {
      report(`${path}.requests.${name}`, `"${request}" is above the limit, "${limit}"`);
    }
  }
}
