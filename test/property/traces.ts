import type { JsonObject } from '../../src/value/json';
import { parseQuantity } from '../../src/value/quantity';
import { ENUMS } from '../../src/value/shapes';
import { isRecord } from './arrange';
import { build, platformOf, runtimeOf } from './build';
import { type Leaf, leavesOf, replaced } from './walk';
import { type Case, CLOSED } from './world';

/** What is known of an image, and never stands in a manifest. */
const UNSEEN = ['allowMutableTag', 'binarySize', 'componentBinaries', 'format'];

/** The leaves of a case that left no trace in its objects, each as its place and value. */
export function untraced(given: Case, objects: readonly JsonObject[]): string[] {
  const seen = textOf(objects);
  const own = leavesOf(given)
    .filter(({ path, field }) => !UNSEEN.includes(field) && !isAside(path))
    .filter((leaf) => typeof leaf.value === 'string' || typeof leaf.value === 'number')
    .filter((leaf) => !seen.includes(traceOf(leaf)))
    .map(({ path, value }) => `${path.join('.')}: ${JSON.stringify(value)}`);
  return [...own, ...placeTraces(given, objects).filter((trace) => !seen.includes(trace))];
}

/** Platforms, runtimes and binaries are known of, not written: what of them must be seen, `placeTraces` says. */
function isAside(path: Leaf['path']): boolean {
  return (
    path.includes('custom') ||
    path.includes('binary') ||
    path.includes('componentBinaries') ||
    path[0] === 'platform' ||
    path[1] === 'platform' ||
    (path[1] === 'site' && !['basePath', 'fingerprinted'].includes(String(path[3])))
  );
}

function traceOf({ field, value, isKey }: Leaf): string {
  switch (isKey ? `${field} key` : field) {
    case 'variables key':
      return `SPIN_VARIABLE_${String(value).toUpperCase()}`;
    case 'invocationMemory':
      return String(parseQuantity(String(value)));
    case 'cgroupDriver':
      return `SystemdCgroup\n${value === 'systemd'}`;
    default:
      return String(value);
  }
}

/** What must be seen of a workload's platform and runtime. */
function placeTraces({ kind, props, platform }: Case, objects: readonly JsonObject[]): string[] {
  if (kind === 'WasmRuntimeClass' || kind === 'Shim' || kind === 'BlazorApp') {
    return [];
  }
  const place = platformOf(isRecord(props.platform) ? props.platform : platform).toSpec();
  const usual = kind === 'SpinApp' ? 'spin' : 'wasmtime';
  const runtime = runtimeOf(isRecord(props.runtime) ? props.runtime : { factory: usual }).toSpec();
  const { className, handler, nodeSelector, tolerations, overhead } = place.runtimes[runtime.name];
  const emitted = objects.some((object) => object.kind === 'RuntimeClass');
  if (emitted !== (place.runtimeClasses === 'emitted')) {
    return [`a RuntimeClass, ${place.runtimeClasses}`];
  }
  return [
    className,
    ...(emitted ? [handler, ...textOf([{ nodeSelector, tolerations, overhead }]).split('\n').slice(3)] : []),
    ...textOf([{ ...runtime.podAnnotations }]).split('\n'),
    ...(runtime.listen && 'port' in props ? [runtime.listen.variable] : []),
  ];
}

/** Every key and every value, a line each. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(textOf).join('\n');
  }
  return isRecord(value)
    ? Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${key}\n${textOf(item)}`)
        .join('\n')
    : String(value);
}

/**
 * Whether a leaf makes no difference: the objects are the same without it and
 * with every other value. Where the other value is refused, somebody has looked
 * at it.
 *
 * @param before the objects as JSON
 */
export function isIdle(given: Case, leaf: Leaf, before: string): boolean {
  return othersOf(leaf).every((other) => {
    try {
      return JSON.stringify(build(replaced(given, leaf.path, other))) === before;
    } catch {
      return false;
    }
  });
}

/** The leaves of a case that should make a difference. */
export function effective(given: Case): Leaf[] {
  return leavesOf(given).filter(
    ({ path, field, isKey }) => !UNSEEN.includes(field) && !isAside(path) && !isKey,
  );
}

function othersOf({ struct, field, value }: Leaf): unknown[] {
  const closed: readonly string[] | undefined =
    Object.entries(CLOSED).find(([name]) => name === `${struct}.${field}` || name === field)?.[1] ??
    Object.values(ENUMS).find((members) => members.includes(String(value)));
  if (typeof value === 'boolean') {
    return [undefined, !value];
  }
  if (typeof value === 'number') {
    return [undefined, value + 1];
  }
  return [undefined, ...(closed?.filter((member) => member !== value) ?? [`${String(value)}x`])];
}
