import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { WasmWorkload } from '../workload/wasm-workload';

/** What is asked of cdk8s-plus to select pods. */
export interface PodsModule<Pods, Namespaces> {
  /** Its `Pods`. */
  readonly Pods: {
    select(
      scope: Construct,
      id: string,
      options: { readonly labels?: { [key: string]: string }; readonly namespaces?: Namespaces },
    ): Pods;
  };

  /** Its `Namespaces`. */
  readonly Namespaces: {
    select(scope: Construct, id: string, options: { readonly names?: string[] }): Namespaces;
  };
}

/**
 * The pods of a workload as cdk8s-plus' `Pods`: the subject of a `NetworkPolicy`, or a peer in one.
 *
 * Where the workload's chart has a namespace, the selection says it: a policy elsewhere means the right pods then, and
 * one that has them as its subject goes into their namespace.
 *
 * @param kplus the module: `import * as kplus from 'cdk8s-plus-33'`
 * @param scope a chart or a construct in one
 * @param id the selection's id
 * @param workload whose pods are meant
 */
export function podSelector<Pods, Namespaces>(
  kplus: PodsModule<Pods, Namespaces>,
  scope: Construct,
  id: string,
  workload: WasmWorkload,
): Pods {
  const { namespace } = Chart.of(workload);
  return kplus.Pods.select(scope, id, {
    labels: { ...workload.matchLabels },
    ...(namespace !== undefined && {
      namespaces: kplus.Namespaces.select(scope, `${id}-namespace`, { names: [namespace] }),
    }),
  });
}
