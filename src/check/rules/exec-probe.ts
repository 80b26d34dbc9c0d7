import { execProbes, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const execProbe: Rule = {
  id: 'exec-probe',
  severity: CheckSeverity.ERROR,
  title: 'a probe does not run a command where the runtime cannot run one',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): a readiness probe never succeeds and the pod is never Ready (`Task/Exec is not supported`); ' +
    'a liveness probe ends in an unknown state and never restarts anything. The shim refuses exec for every container of the pod.',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'exec', execProbes).map((field) => ({
      field,
      wrong: `the ${subject.runtime?.name} runtime does not run commands in a container, so this probe can never succeed (\`Task/Exec is not supported\`)`,
      allowed: 'httpGet, tcpSocket or grpc',
      fix: "httpGet: { path: '/healthz' }, or tcpSocket",
    })),
};
