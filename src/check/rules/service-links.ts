import { guestPodsOf } from '../container';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const serviceLinks: Rule = {
  id: 'service-links',
  severity: CheckSeverity.WARNING,
  title: 'a pod gets no variables of the namespace’s Services',
  why:
    'Seen on a real cluster: with service links on, each Service X of the namespace puts X_PORT=tcp://… and more into the guest, ' +
    'and the Spin shim takes them for the variables of the application that have those names. Who adds a Service changes every workload.',
  needs: [],
  check: (subject) =>
    guestPodsOf(subject)
      .filter(({ pod }) => (pod.spec.enableServiceLinks ?? true) === true)
      .map(({ pod }) => ({
        field: `${pod.owner} ${pod.at}/enableServiceLinks`,
        value: pod.spec.enableServiceLinks,
        wrong: 'each Service of the namespace adds variables (X_PORT=tcp://…) to the guest',
        allowed: 'false',
        fix: 'enableServiceLinks: false on the pod',
      })),
};
