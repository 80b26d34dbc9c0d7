import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';
import { MESSAGE_TRIGGERS } from '../spin/names';

export const spinHttpUnreached: Rule = {
  id: 'spin-http-unreached',
  severity: CheckSeverity.WARNING,
  title: 'routes of a Spin application have a Service that leads to them',
  why:
    'A workload that waits for messages has no Service and no port: the shim opens port 80 for the routes all the same (seen with ' +
    'containerd-shim-spin 0.24.0), and nobody is told. Source: containerd-shim-spin src/engine.rs.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject)
      .filter(({ triggers }) => !subject.http && triggers.some(({ type }) => MESSAGE_TRIGGERS.includes(type)))
      .flatMap(({ triggers }) => triggers.flatMap(({ type, route }) => (type === 'http' && route) || []))
      .map((route) => ({
        field: inManifest('trigger.http.route'),
        value: route,
        wrong: 'the workload has no Service, and nobody reaches it',
        allowed: 'a SpinApp, which waits for messages as well',
        fix: 'SpinApp in the place of WasmWorker, or components: those without routes',
      })),
};
