import { replicasAndAutoscaler } from '../../../src/check/rules/replicas-and-autoscaler';
import type { JsonObject } from '../../../src/value/json';
import { autoscaler, lazy, subject, testRule } from '../subject';

const replicas = (value: unknown) =>
  subject(({ deployment }) => Object.assign(deployment, { replicas: value }));
const scaled = (spec: JsonObject = {}, count?: unknown) =>
  subject(({ deployment, objects }) => {
    deployment.replicas = count;
    objects.push(autoscaler(spec));
  });

testRule(replicasAndAutoscaler, {
  good: [
    { that: 'an autoscaler alone', subject: scaled() },
    { that: 'no number at all', subject: replicas(undefined) },
    { that: 'an unresolved number', subject: replicas(lazy(0)) },
    { that: 'an unresolved number beside an autoscaler', subject: scaled({}, lazy(2)) },
    { that: 'unresolved bounds', subject: scaled({ minReplicas: lazy(0), maxReplicas: lazy(0) }) },
    {
      that: 'an autoscaler of something else',
      subject: scaled({ scaleTargetRef: { kind: 'Deployment', name: 'other' } }, 2),
    },
  ],
  bad: [
    {
      that: 'both',
      subject: scaled({}, 2),
      field: 'Deployment hello /spec/replicas',
      says: ['an autoscaler scales it too', 'leave replicas out'],
    },
    {
      that: 'no pods',
      subject: replicas(0),
      field: 'Deployment hello /spec/replicas',
      says: ['replicas 0', 'from 1 on'],
    },
    {
      that: 'half a pod',
      subject: replicas(1.5),
      field: 'Deployment hello /spec/replicas',
      says: ['1.5', 'a whole number'],
    },
    {
      that: 'an autoscaler with no pods',
      subject: scaled({ minReplicas: 0 }),
      field: 'HorizontalPodAutoscaler hello /spec/minReplicas',
      says: ['minReplicas 0', 'autoscale: { min: 2 }'],
    },
    {
      that: 'an autoscaler with half a pod at most',
      subject: scaled({ minReplicas: 1, maxReplicas: 1.5 }),
      field: 'HorizontalPodAutoscaler hello /spec/maxReplicas',
      says: ['1.5', 'autoscale: { max: 10 }'],
    },
    {
      that: 'more at least than at most',
      subject: scaled({ minReplicas: 12 }),
      field: 'HorizontalPodAutoscaler hello /spec/minReplicas',
      says: ['more than the 10', 'min: 10, max: 12'],
    },
  ],
});
