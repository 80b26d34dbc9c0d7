import type { JsonObject } from '../../src/value/json';
import { isRecord, without } from './arrange';
import { runtimeOf } from './build';
import type { Case, Kind } from './world';

/** Fields that are each well by themselves and do not go together. */
export interface Conflict {
  readonly name: string;
  /** Makes it in a valid case; `undefined` where the case has no place for it. */
  readonly apply: (given: Case) => Case | undefined;
}

/** Puts fields into the props of cases of some kinds. */
export function over(
  kinds: readonly Kind[],
  name: string,
  fields: JsonObject,
  where: (given: Case) => boolean = () => true,
): Conflict {
  const taken = Object.keys(fields).filter((field) => fields[field] === undefined);
  return {
    name,
    apply: (given) =>
      kinds.includes(given.kind) && where(given)
        ? { ...given, props: without({ ...given.props, ...fields }, ...taken) }
        : undefined,
  };
}

export function factoryOf(props: JsonObject): unknown {
  return isRecord(props.runtime) ? props.runtime.factory : undefined;
}

export function runtimeIn({ kind, props }: Case): ReturnType<ReturnType<typeof runtimeOf>['toSpec']> {
  const usual = { factory: kind === 'SpinApp' ? 'spin' : 'wasmtime' };
  return runtimeOf(isRecord(props.runtime) ? props.runtime : usual).toSpec();
}

export function isSpin(given: Case): boolean {
  return runtimeIn(given).name === 'spin';
}
