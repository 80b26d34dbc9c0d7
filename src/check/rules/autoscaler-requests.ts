import { autoscalersOf, resourceMetricsOf } from '../autoscaler';
import { stayingOf } from '../container';
import { isMissing } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const autoscalerRequests: Rule = {
  id: 'autoscaler-requests',
  severity: CheckSeverity.ERROR,
  title: 'each container requests what an autoscaler measures a share of',
  why:
    'The autoscaler divides what all containers use by what they request; with one request missing it reports FailedGetResourceMetric ' +
    '(`missing request for cpu`) and never scales. Source: kubernetes/kubernetes pkg/controller/podautoscaler, ' +
    'replica_calculator.go; spinframework/spin-operator issue 170.',
  needs: [],
  check: (subject) =>
    autoscalersOf(subject).flatMap((autoscaler) =>
      resourceMetricsOf(autoscaler)
        .filter(({ ofRequests, resource }) => ofRequests && ['cpu', 'memory'].includes(resource))
        .flatMap(({ field, resource, container: only }) =>
          autoscaler.pods
            .filter((pod) => isMissing(pod.spec, 'resources', 'requests', resource))
            .flatMap(stayingOf)
            .filter(({ name }) => only === undefined || name === only)
            // Kubernetes takes the limit for the request where only that is given.
            .filter(({ spec }) =>
              ['requests', 'limits'].every((kind) => isMissing(spec, 'resources', kind, resource)),
            )
            .map(({ at, name }) => ({
              field: `${at}/resources/requests/${resource}`,
              wrong: `the container ${name} requests no ${resource}, and ${field} measures a share of that: it would never scale`,
              allowed: `a request of ${resource} for every container of the pod`,
              fix: `resources: { requests: { ${resource}: '${resource === 'cpu' ? '100m' : '64Mi'}' } }`,
            })),
        ),
    ),
};
