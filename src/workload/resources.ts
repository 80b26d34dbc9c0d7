import type { ImageFormat } from '../artifact/image-format';
import { memoryNeed } from '../runtime/memory';
import { demandText } from '../value/demand';
import { compact, type JsonObject, orNothing } from '../value/json';
import { MadeOnce } from '../value/made-once';
import { parseQuantity } from '../value/quantity';
import { refusal } from '../value/refuse';
import { literal } from '../value/unresolved';
import type { ResourcesSpec } from './props/resources';

/** Enough for the scheduler to count a pod, little enough for many on a node. */
const CPU_REQUEST = '50m';
const MEBIBYTE = 2 ** 20;

/** What a container of WebAssembly needs and may use, and how long its start was seen to take. */
export interface MeasuredResources {
  readonly resources: JsonObject;
  readonly startupSeconds?: number;
}

const USUAL = new MadeOnce<MeasuredResources>();

/**
 * What was said, filled up from what was measured.
 *
 * @throws where neither says anything of memory
 */
export function guestResources(
  path: string,
  runtime: string,
  format: ImageFormat,
  binarySize: number | undefined,
  spec: ResourcesSpec | undefined,
): MeasuredResources {
  const make = (): MeasuredResources => measuredResources(path, runtime, format, binarySize, spec);
  return spec === undefined ? USUAL.of(`${runtime} ${format} ${binarySize}`, make) : make();
}

function measuredResources(
  path: string,
  runtime: string,
  format: ImageFormat,
  binarySize: number | undefined,
  spec: ResourcesSpec | undefined,
): MeasuredResources {
  demandQuantities(path, 'resources', spec);
  const measured = binarySize === undefined ? undefined : memoryNeed(runtime, format, binarySize);
  if (measured === undefined && (spec?.limits?.memory ?? spec?.requests?.memory) === undefined) {
    throw refusal({
      path,
      field: 'resources',
      value: spec,
      wrong:
        binarySize === undefined
          ? 'how much memory the WebAssembly needs depends on its size, and that is not known'
          : `nobody has measured how much memory ${runtime} needs for an image of format ${format}`,
      fix:
        "resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } }" +
        (binarySize === undefined ? ', or binarySize on the image' : ''),
    });
  }
  return {
    resources: filledResources(path, spec, {
      cpu: CPU_REQUEST,
      ...(measured && { memory: { request: mebibytes(measured.request), limit: mebibytes(measured.limit) } }),
    }),
    ...(measured && { startupSeconds: measured.startupSeconds }),
  };
}

/** What a container needs and may use where nobody says it. */
export interface UsualResources {
  readonly cpu: string;
  readonly memory?: { readonly request: string; readonly limit: string };
}

/** What was said, filled up with what is usual. */
export function filledResources(
  path: string,
  spec: ResourcesSpec | undefined,
  { cpu, memory }: UsualResources,
): JsonObject {
  return resources(path, 'resources', {
    // A limit that somebody lowers takes the default request along, and a request that somebody raises the default
    // limit: Kubernetes refuses a request above its limit.
    requests: {
      cpu: least(cpu, spec?.limits?.cpu),
      ...(memory && { memory: least(memory.request, spec?.limits?.memory) }),
      ...spec?.requests,
    },
    limits: {
      ...(memory && { memory: most(memory.limit, spec?.requests?.memory) }),
      ...spec?.limits,
    },
  });
}

/** Kubernetes' form of what a container needs and may use. */
export function resources(path: string, field: string, spec: ResourcesSpec): JsonObject {
  demandQuantities(path, field, spec);
  for (const [name, request] of Object.entries(spec.requests ?? {})) {
    const limit = spec.limits?.[name];
    if (limit !== undefined && compare(request, limit) > 0) {
      throw refusal({
        path,
        field: `${field}.requests.${name}`,
        value: request,
        wrong: `more than its limit ${limit}`,
        fix: 'no more than the limit',
      });
    }
    if (isWhole(name) && (limit === undefined || compare(request, limit) !== 0)) {
      throw refusal({
        path,
        field: `${field}.requests.${name}`,
        value: request,
        wrong: `other than its limit ${limit ?? '(none)'}, and Kubernetes does not share such a resource`,
        fix: 'the same as the limit, or leave the request out',
      });
    }
  }
  return compact({
    requests: orNothing(compact({ ...spec.requests })),
    limits: orNothing(compact({ ...spec.limits })),
  });
}

function demandQuantities(path: string, field: string, spec: ResourcesSpec = {}): void {
  const holds = (text: string): boolean => (parseQuantity(text) ?? -1) >= 0;
  for (const side of ['requests', 'limits'] as const) {
    for (const [name, amount] of Object.entries(spec[side] ?? {})) {
      demandText(path, `${field}.${side}.${name}`, amount, holds, 'a quantity, as 100m or 64Mi');
    }
  }
}

/** Whether a resource is handed out in whole: devices and huge pages are. */
function isWhole(name: string): boolean {
  return name.includes('/') || name.startsWith('hugepages-');
}

function least(usual: string, given: string | undefined): string {
  return compare(given, usual) < 0 ? (given ?? usual) : usual;
}

function most(usual: string, given: string | undefined): string {
  return compare(given, usual) > 0 ? (given ?? usual) : usual;
}

/** Below 0 where `a` is less than `b`; 0 also where either is not known. */
function compare(a: string | undefined, b: string): number {
  const left = quantityOf(a);
  const right = left === undefined ? undefined : quantityOf(b);
  return left === undefined || right === undefined ? 0 : left - right;
}

function quantityOf(text: string | undefined): number | undefined {
  const known = literal(text);
  return known === undefined ? undefined : parseQuantity(known);
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / MEBIBYTE)}Mi`;
}
