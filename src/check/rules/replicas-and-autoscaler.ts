import { autoscalersOf } from '../autoscaler';
import { isGiven, numberAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { type Subject, titleOf } from '../subject';

const SCALED = ['Deployment', 'StatefulSet', 'ReplicaSet'];

export const replicasAndAutoscaler: Rule = {
  id: 'replicas-and-autoscaler',
  severity: CheckSeverity.ERROR,
  title:
    'either a number of replicas or an autoscaler says how many pods run, and both with numbers that can be',
  why:
    'Each apply of a manifest with `replicas` resets what the autoscaler had chosen, so load drops pods at every deployment; ' +
    'the API refuses an autoscaler with less than one pod or with more at least than at most. ' +
    'Source: Kubernetes documentation, Horizontal Pod Autoscaling, “Migrating Deployments and StatefulSets to horizontal autoscaling”; spinframework/spin-operator issue 24.',
  needs: [],
  check: (subject) => [...replicaProblems(subject), ...boundProblems(subject)],
};

function replicaProblems(subject: Subject): Problem[] {
  const targets = autoscalersOf(subject).map(({ target }) => target);
  return subject.objects
    .filter((object) => SCALED.includes(object.kind) && isGiven(object, 'spec', 'replicas'))
    .flatMap((object): Problem[] => {
      const replicas = numberAt(object, 'spec', 'replicas');
      const field = `${titleOf(object)} /spec/replicas`;
      if (targets.includes(titleOf(object))) {
        return [
          {
            field,
            value: replicas,
            wrong: 'an autoscaler scales it too, and each apply would undo what that has chosen',
            fix: 'leave replicas out beside autoscale, and say autoscale: { min: … } instead',
          },
        ];
      }
      return isCount(replicas)
        ? []
        : [
            {
              field,
              value: replicas,
              wrong: 'no number of pods that serve',
              allowed: 'a whole number from 1 on',
              fix: 'replicas: 2',
            },
          ];
    });
}

function boundProblems(subject: Subject): Problem[] {
  return autoscalersOf(subject).flatMap(({ object, title }): Problem[] => {
    const min = numberAt(object, 'spec', 'minReplicas');
    const max = numberAt(object, 'spec', 'maxReplicas');
    const bounds = [
      { field: 'minReplicas', value: min, prop: 'min' },
      { field: 'maxReplicas', value: max, prop: 'max' },
    ];
    const wrong = bounds
      .filter(({ value }) => value !== undefined && !isCount(value))
      .map(({ field, value, prop }) => ({
        field: `${title} /spec/${field}`,
        value,
        wrong: 'no number of pods that the API takes',
        allowed: 'a whole number from 1 on',
        fix: `autoscale: { ${prop}: ${prop === 'min' ? 2 : 10} }`,
      }));
    return wrong.length === 0 && min !== undefined && max !== undefined && min > max
      ? [
          {
            field: `${title} /spec/minReplicas`,
            value: min,
            wrong: `more than the ${max} that it may have at most`,
            allowed: `1 to ${max}`,
            fix: `autoscale: { min: ${max}, max: ${min} }`,
          },
        ]
      : wrong;
  });
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}
