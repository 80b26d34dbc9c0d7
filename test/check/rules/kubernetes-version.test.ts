import { kubernetesVersion } from '../../../src/check/rules/kubernetes-version';
import { K3S } from '../../../src/runtime/platforms/k3s';
import type { JsonObject, Manifest } from '../../../src/value/json';
import { autoscaler, type Draft, GUEST, lazy, POD, sideCar, subject, testRule } from '../subject';

/** The base workload's own sleep needs 1.30, so it goes where the platform is older. */
const on = (version: string | undefined, change: (draft: Draft) => void) =>
  subject(
    (draft) => {
      draft.guest.lifecycle = undefined;
      change(draft);
    },
    { platform: { ...K3S, name: 'old', kubernetesVersion: version } },
  );
const object = (kind: string, spec: JsonObject): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x' },
  spec,
});
const sleep = (draft: Draft) =>
  Object.assign(draft.guest, { lifecycle: { preStop: { sleep: { seconds: 5 } } } });
const spread = { matchLabelKeys: ['pod-template-hash'] };

testRule(kubernetesVersion, {
  good: [
    { that: 'a field of the platform’s version', subject: on('1.30', sleep) },
    { that: 'a version with a patch', subject: on('v1.34.4', sleep) },
    { that: 'any field where no version is said', subject: on(undefined, sleep) },
    { that: 'a version that cannot be read', subject: on('new', sleep) },
    {
      that: 'an unresolved field',
      subject: on('1.20', ({ pod }) => Object.assign(pod, { hostUsers: lazy(false) })),
    },
    {
      that: 'a value that every version has',
      subject: on('1.25', ({ pod }) => Object.assign(pod, { hostUsers: true })),
    },
    {
      that: 'an init container that ends',
      subject: on('1.25', ({ pod }) => Object.assign(pod, { initContainers: [sideCar()] })),
    },
  ],
  bad: [
    {
      that: 'a sleep before the stop',
      subject: on('1.29', sleep),
      field: `${GUEST}/lifecycle/preStop/sleep`,
      says: ['Kubernetes 1.30 has this field', 'platform old', 'have 1.29', "kubernetesVersion: '1.30'"],
    },
    {
      that: 'a native side-car',
      subject: on('1.28', ({ pod }) =>
        Object.assign(pod, { initContainers: [sideCar({ restartPolicy: 'Always' })] }),
      ),
      field: `${POD}/initContainers/0/restartPolicy`,
      says: ['1.29'],
    },
    {
      that: 'a spread by the template’s hash',
      subject: on('1.26', ({ pod }) => Object.assign(pod, { topologySpreadConstraints: [{}, spread] })),
      field: `${POD}/topologySpreadConstraints/1/matchLabelKeys`,
      says: ['1.27'],
    },
    {
      that: 'an anti-affinity by the template’s hash',
      subject: on('1.30', ({ pod }) =>
        Object.assign(pod, {
          affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [spread] } },
        }),
      ),
      field: `${POD}/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/matchLabelKeys`,
      says: ['1.31'],
    },
    {
      that: 'a user namespace',
      subject: on('1.32', ({ pod }) => Object.assign(pod, { hostUsers: false })),
      field: `${POD}/hostUsers`,
      says: ['1.33'],
    },
    {
      that: 'a budget that lets unhealthy pods go',
      subject: on('1.26', ({ objects }) =>
        objects.push(object('PodDisruptionBudget', { unhealthyPodEvictionPolicy: 'AlwaysAllow' })),
      ),
      field: 'PodDisruptionBudget x /spec/unhealthyPodEvictionPolicy',
      says: ['1.27'],
    },
    {
      that: 'a Service that prefers what is near',
      subject: on('1.30', ({ service }) => Object.assign(service, { trafficDistribution: 'PreferClose' })),
      field: 'Service hello /spec/trafficDistribution',
      says: ['1.31'],
    },
    {
      that: 'an autoscaler with a tolerance',
      subject: on('1.32', ({ objects }) =>
        objects.push(autoscaler({ behavior: { scaleUp: { tolerance: '0.1' } } })),
      ),
      field: 'HorizontalPodAutoscaler hello /spec/behavior/scaleUp/tolerance',
      says: ['1.33'],
    },
    {
      that: 'a Job that ends early',
      subject: on('1.30', ({ objects }) => objects.push(object('Job', { successPolicy: { rules: [] } }))),
      field: 'Job x /spec/successPolicy',
      says: ['1.31'],
    },
    {
      that: 'a CronJob’s Job that looks at exit codes',
      subject: on('1.25', ({ objects }) =>
        objects.push(object('CronJob', { jobTemplate: { spec: { podFailurePolicy: { rules: [] } } } })),
      ),
      field: 'CronJob x /spec/jobTemplate/spec/podFailurePolicy',
      says: ['1.26'],
    },
    {
      that: 'a CronJob’s time zone',
      subject: on('1.24', ({ objects }) => objects.push(object('CronJob', { timeZone: 'Europe/Berlin' }))),
      field: 'CronJob x /spec/timeZone',
      says: ['1.25'],
    },
  ],
});
