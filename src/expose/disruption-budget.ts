import { compact, type Manifest } from '../value/json';
import type { Common } from './service';

/** How many pods may be away at once: one of the two, as a number or a share. */
export interface DisruptionBudget {
  readonly maxUnavailable?: unknown;
  readonly minAvailable?: unknown;
}

/** The PodDisruptionBudget of a workload. */
export function disruptionBudgetManifest(
  { name, labels, matchLabels }: Common,
  budget: DisruptionBudget,
): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, labels: { ...labels } },
    spec: {
      ...compact({ ...budget }),
      selector: { matchLabels: { ...matchLabels } },
      // A pod that is ill anyway should not keep a node from being emptied.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  };
}
