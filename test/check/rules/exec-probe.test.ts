import { execProbe } from '../../../src/check/rules/exec-probe';
import { Known } from '../../../src/runtime/fact';
import { GUEST, knowing, lazy, POD, sideCar, subject, testRule } from '../subject';

const exec = { command: ['true'] };

testRule(execProbe, {
  good: [
    {
      that: 'a command where the runtime runs one',
      subject: subject(({ guest }) => Object.assign(guest, { livenessProbe: { exec } }), {
        runtime: knowing('exec', Known.YES),
      }),
    },
    {
      that: 'a command where nobody knows (unproven says so)',
      subject: subject(({ guest }) => Object.assign(guest, { livenessProbe: { exec } }), {
        runtime: knowing('exec', Known.UNKNOWN),
      }),
    },
    {
      that: 'an unresolved probe',
      subject: subject(({ guest }) => Object.assign(guest, { livenessProbe: lazy({ exec }) })),
    },
    {
      that: 'an unresolved command',
      subject: subject(({ guest }) => Object.assign(guest, { livenessProbe: { exec: lazy(exec) } })),
    },
  ],
  bad: [
    {
      that: 'a readiness probe of the guest',
      subject: subject(({ guest }) => Object.assign(guest, { readinessProbe: { exec } })),
      field: `${GUEST}/readinessProbe/exec`,
      says: ['spin runtime does not run commands', 'httpGet, tcpSocket or grpc'],
    },
    {
      that: 'a liveness probe of a side-car',
      subject: subject(({ pod }) =>
        Object.assign(pod, {
          initContainers: [sideCar({ restartPolicy: 'Always', livenessProbe: { exec } })],
        }),
      ),
      field: `${POD}/initContainers/0/livenessProbe/exec`,
      says: ['can never succeed'],
    },
  ],
});
