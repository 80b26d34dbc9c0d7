import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { demandText } from '../value/demand';
import { isDns1035Label, toDns1035Label } from '../value/name';

/**
 * The one name of a workload's objects: the given one, else the one that the
 * chart would generate, made fit for a Service.
 *
 * @throws where the given one is none
 */
export function workloadName(
  workload: Construct,
  kind: string,
  given: string | undefined,
  max: number,
): string {
  if (given === undefined) {
    // The chart names objects, and the user may have changed how: it sees the workload as the object that it becomes.
    const object = Object.create(workload, { kind: { value: kind } });
    return toDns1035Label(Chart.of(workload).generateObjectName(object), max);
  }
  const fits = (name: string): boolean => isDns1035Label(name) && name.length <= max;
  demandText(
    workload.node.path,
    'name',
    given,
    fits,
    `lower-case letters, digits and "-", from a letter on, at most ${max}`,
  );
  return given;
}
