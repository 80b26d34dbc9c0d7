import { literal } from '../../value/unresolved';
import { guestPodsOf, hasHiddenPorts, portsOf, requestsOf } from '../container';
import { isMissing } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import type { ContainerView } from '../subject';

export const probeWithoutPort: Rule = {
  id: 'probe-without-port',
  severity: CheckSeverity.ERROR,
  title: 'a probe of the guest asks a port that the guest has',
  why:
    'Seen on a real cluster: with a probe of a port where nothing listens the pod stays Running 0/1 ' +
    '(`connect: connection refused`), and a liveness probe restarts it for ever. A probe by the name of a port that no container has is the same.',
  needs: [],
  check: (subject) =>
    guestPodsOf(subject)
      .map(({ guest }) => guest)
      .filter((guest) => !hasHiddenPorts(guest))
      .flatMap((guest) => problemsOf(guest, subject.http)),
};

function problemsOf(guest: ContainerView, http: boolean): Problem[] {
  const ports = portsOf(guest);
  const known = [...ports.map(({ port }) => port), ...ports.map(({ name }) => name)].filter(
    (port) => port !== undefined,
  );
  return requestsOf(guest)
    .filter(({ kind, spec }) => isMissing(spec, 'host') || kind === 'grpc')
    .flatMap(({ field, spec }): Problem[] => {
      const port = literal(spec.port);
      if (ports.length === 0 && !http) {
        return [
          {
            field,
            value: port,
            wrong: 'the guest has no port, so nothing answers this probe',
            allowed: 'no probe, or one of a port that the guest opens',
            fix: 'health: { readiness: { disabled: true } }, or give the workload a port',
          },
        ];
      }
      const isName = typeof port === 'string';
      if (port === undefined || known.some((one) => one === port) || (ports.length === 0 && !isName)) {
        return [];
      }
      return [
        {
          field: `${field}/port`,
          value: port,
          wrong: 'the guest has no such port',
          allowed: known.length === 0 ? 'a number' : `one of ${known.join(', ')}`,
          fix: 'leave the port of the probe out: it is the workload’s',
        },
      ];
    });
}
