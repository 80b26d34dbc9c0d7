import { ApiObject, type App, Chart, Lazy, type YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { texts } from './yaml-data';

/** A node of a random app: a chart, an object or neither, below another one. */
interface TreeNode {
  readonly kind: 'chart' | 'object' | 'construct';
  /** Which node it is below; none of the nodes before it means the app. */
  readonly parent: number;
  readonly id: string;
  readonly text: string;
  readonly isLazy: boolean;
}

/** A random app: its nodes, and who stands behind whom. */
export interface RandomTree {
  readonly nodes: readonly TreeNode[];
  readonly dependencies: readonly (readonly [number, number])[];
  readonly yamlOutputType: YamlOutputType;
}

const node = fc.record({
  kind: fc.constantFrom('chart' as const, 'object' as const, 'object' as const, 'construct' as const),
  parent: fc.nat({ max: 12 }),
  id: fc.constantFrom('0', '1', '10', '2', 'a', 'b', 'c', '01'),
  text: texts,
  isLazy: fc.boolean(),
});

/** Random apps of few constructs, so that they depend on each other in all ways. */
export const trees: fc.Arbitrary<RandomTree> = fc.record({
  nodes: fc.array(node, { maxLength: 12 }),
  dependencies: fc.array(fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })), { maxLength: 5 }),
  yamlOutputType: fc.constantFrom(0, 1, 2, 3),
});

/** Makes the constructs of a tree in an app. */
export function plant(app: App, { nodes, dependencies }: RandomTree): App {
  const made: Construct[] = [app];
  const used = new Set<string>();
  for (const { kind, parent, id, text, isLazy } of nodes) {
    const scope = made[parent % made.length];
    const inChart = scope !== app && hasChart(scope);
    const key = `${scope.node.path}/${id}`;
    if (used.has(key)) continue;
    used.add(key);
    if (kind === 'chart' || (kind === 'object' && !inChart)) {
      made.push(new Chart(scope, id, { namespace: text.length % 2 === 0 ? 'team' : undefined }));
    } else if (kind === 'object') {
      const value = isLazy ? Lazy.any({ produce: () => text }) : text;
      const spec = { value, list: [text, null], empty: {}, nothing: undefined };
      made.push(new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...{ spec } }));
    } else {
      made.push(new Construct(scope, id));
    }
  }
  for (const [from, to] of dependencies) {
    const [source, target] = [made[from % made.length], made[to % made.length]];
    // cdk8s writes nothing of a construct that depends on itself.
    if (source !== target) source.node.addDependency(target);
  }
  return app;
}

function hasChart(construct: Construct): boolean {
  return construct.node.scopes.some((scope) => Chart.isChart(scope));
}
