import { demandWhole } from '../value/demand';
import { compact, type JsonObject, orNothing } from '../value/json';
import { refusal } from '../value/refuse';
import { isUnresolved } from '../value/unresolved';
import type { AffinitySpec, PodTerm } from './props/affinity';
import type { SchedulingSpec, TopologySpreadSpec } from './props/scheduling';

/** Without it the old pods of a rollout count, and the new ones end up unevenly. */
const BY_REVISION = Object.freeze(['pod-template-hash']);
const SCHEDULE_ANYWAY = 'ScheduleAnyway';
const SPREAD: readonly TopologySpreadSpec[] = [
  { topologyKey: 'kubernetes.io/hostname' },
  { topologyKey: 'topology.kubernetes.io/zone' },
];

/**
 * Where a pod runs, as fields of its spec.
 *
 * @param matchLabels labels of the workload's pods
 * @param spreads whether pods are spread where nobody says how: those of a Deployment are, and by revision
 */
export function scheduling(
  path: string,
  spec: SchedulingSpec = {},
  matchLabels: { [key: string]: string },
  spreads: boolean,
): JsonObject {
  return compact({
    nodeSelector: orNothing(spec.nodeSelector),
    tolerations: orNothing(spec.tolerations?.map((toleration) => compact({ ...toleration }))),
    affinity: spec.affinity && orNothing(affinity(path, spec.affinity, matchLabels)),
    topologySpreadConstraints: orNothing(
      (spec.topologySpread ?? (spreads ? SPREAD : [])).map((spread, i) =>
        constraint(path, i, spread, matchLabels, spreads),
      ),
    ),
    priorityClassName: spec.priorityClassName,
    schedulerName: spec.schedulerName,
  });
}

function constraint(
  path: string,
  index: number,
  spec: TopologySpreadSpec,
  matchLabels: { [key: string]: string },
  byRevision: boolean,
): JsonObject {
  const field = `scheduling.topologySpread[${index}]`;
  demandWhole(path, `${field}.maxSkew`, spec.maxSkew, 1);
  demandWhole(path, `${field}.minDomains`, spec.minDomains, 1);
  if (
    spec.minDomains !== undefined &&
    !isUnresolved(spec.whenUnsatisfiable) &&
    spec.whenUnsatisfiable !== 'DoNotSchedule'
  ) {
    throw refusal({
      path,
      field: `${field}.minDomains`,
      value: spec.minDomains,
      wrong: 'Kubernetes takes it only where pods wait for their place',
      fix: "whenUnsatisfiable: 'DoNotSchedule', or leave it out",
    });
  }
  return compact({
    topologyKey: spec.topologyKey,
    maxSkew: spec.maxSkew ?? 1,
    whenUnsatisfiable: spec.whenUnsatisfiable ?? SCHEDULE_ANYWAY,
    minDomains: spec.minDomains,
    labelSelector: { matchLabels: { ...matchLabels } },
    matchLabelKeys: byRevision ? BY_REVISION : undefined,
  });
}

function affinity(path: string, spec: AffinitySpec, matchLabels: { [key: string]: string }): JsonObject {
  const weights = {
    preferredNodes: spec.preferredNodes,
    preferredPods: spec.preferredPods,
    preferredAntiPods: spec.preferredAntiPods,
  };
  for (const [field, terms] of Object.entries(weights)) {
    for (const [i, term] of (terms ?? []).entries()) {
      demandWhole(path, `scheduling.affinity.${field}[${i}].weight`, term.weight, 1, 100);
    }
  }
  const pod = (term: PodTerm): JsonObject =>
    compact({
      topologyKey: term.topologyKey,
      labelSelector: compact({ ...(term.labelSelector ?? { matchLabels: { ...matchLabels } }) }),
      namespaces: term.namespaces,
    });
  const pods = (
    required: AffinitySpec['requiredPods'],
    preferred: AffinitySpec['preferredPods'],
  ): JsonObject | undefined =>
    orNothing(
      compact({
        requiredDuringSchedulingIgnoredDuringExecution: orNothing(required?.map(pod)),
        preferredDuringSchedulingIgnoredDuringExecution: orNothing(
          preferred?.map(({ weight, podAffinityTerm }) => ({
            weight,
            podAffinityTerm: pod(podAffinityTerm),
          })),
        ),
      }),
    );
  return compact({
    nodeAffinity: orNothing(
      compact({
        requiredDuringSchedulingIgnoredDuringExecution: spec.requiredNodes && {
          nodeSelectorTerms: spec.requiredNodes,
        },
        preferredDuringSchedulingIgnoredDuringExecution: orNothing(spec.preferredNodes),
      }),
    ),
    podAffinity: pods(spec.requiredPods, spec.preferredPods),
    podAntiAffinity: pods(spec.requiredAntiPods, spec.preferredAntiPods),
  });
}
