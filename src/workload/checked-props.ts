import type { IConstruct } from 'constructs';
import { checkShape } from '../value/shape';

/**
 * Props that were held against the struct that declares them: before a base
 * class works with them.
 *
 * @throws for a field that is unknown, missing or of another type
 */
export function checkedProps<T>(scope: IConstruct, id: string, struct: string, props: T): T {
  checkShape(scope.node.path === '' ? id : `${scope.node.path}/${id}`, struct, props);
  return props;
}
