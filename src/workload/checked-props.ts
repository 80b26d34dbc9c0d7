import type { IConstruct } from 'constructs';
import { frozenCopy } from '../value/json';
import { checkShape } from '../value/shape';

/**
 * Props that were held against the struct that declares them: before a base
 * class works with them. A copy, so that what the caller does to its own later changes nothing.
 *
 * @throws for a field that is unknown, missing or of another type
 */
export function checkedProps<T>(scope: IConstruct, id: string, struct: string, props: T): T {
  checkShape(childPath(scope, id), struct, props);
  return frozenCopy(props);
}

/** Where a construct will be. */
export function childPath(scope: IConstruct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}
