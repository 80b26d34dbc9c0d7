import { ApiObject } from 'cdk8s';
import { resolvedCopy } from '../value/deferred';
import { isObject, type JsonObject } from '../value/json';
import { isUnresolved } from '../value/unresolved';

const { toJson } = ApiObject.prototype;

/**
 * The object as cdk8s renders it.
 *
 * @throws as cdk8s does, and tells where in the object the value stands that cannot be rendered
 */
export function renderedByCdk8s(object: ApiObject): unknown {
  try {
    return object.toJson();
  } catch (error) {
    const place = object.toJson === toJson ? placeIn(object) : undefined;
    if (place === undefined || !(error instanceof Error)) {
      throw error;
    }
    const fix = 'fix: what JSON knows in its place: a string, a number, a truth value, a list or an object';
    throw new Error(`${error.message}, at ${place}; ${fix}`, { cause: error });
  }
}

/** A JSON pointer to what cannot be rendered, by trying; nothing where all of it can be, and a patch is at fault. */
function placeIn(object: ApiObject): string | undefined {
  const { props, metadata }: { props?: unknown; metadata?: unknown } = Object(object);
  return (
    placeBelow(props, '', (value) => !canRender(object, { value })) ??
    (canRender(object, {}, metadata) ? undefined : '/metadata')
  );
}

/** @param above what holds the value, one in the other: what holds itself has no end */
function placeBelow(
  value: unknown,
  path: string,
  isAtFault: (value: unknown) => boolean,
  above: readonly unknown[] = [],
): string | undefined {
  const holders = [...above, value];
  const members = Array.isArray(value) || isObject(value) ? Object.entries<unknown>(value) : [];
  for (const [key, member] of members) {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (holders.includes(member)) {
      return at;
    }
    if (isAtFault(member)) {
      return placeBelow(known(member), at, isAtFault, holders) ?? at;
    }
  }
  return undefined;
}

/** What a value comes to now; itself where it comes to nothing. */
function known(value: unknown): unknown {
  try {
    return isUnresolved(value) ? resolvedCopy(value) : value;
  } catch {
    return value;
  }
}

const NO_METADATA = { toJson: (): object => ({}) };

/** Whether an object of these fields could be rendered, without its patches. */
function canRender(object: ApiObject, props: JsonObject, metadata: unknown = NO_METADATA): boolean {
  const trial = Object.create(object, {
    props: { value: props },
    metadata: { value: metadata },
    patches: { value: [] },
  });
  try {
    Reflect.apply(toJson, trial, []);
    return true;
  } catch {
    return false;
  }
}
