import { portRange } from '../../../src/check/rules/port-range';
import { GUEST, lazy, subject, testRule } from '../subject';

testRule(portRange, {
  good: [
    {
      that: 'the first and the last',
      subject: subject(({ guest }) =>
        Object.assign(guest, { ports: [{ containerPort: 1 }, { containerPort: 65535 }] }),
      ),
    },
    {
      that: 'an unresolved number',
      subject: subject(({ guest }) => Object.assign(guest, { ports: [{ containerPort: lazy(0) }] })),
    },
    {
      that: 'a name',
      subject: subject(({ service }) =>
        Object.assign(service, { ports: [{ port: 80, targetPort: 'http' }] }),
      ),
    },
  ],
  bad: [
    {
      that: 'a container port of 0',
      subject: subject(({ guest }) => Object.assign(guest, { ports: [{ containerPort: 0 }] })),
      field: `${GUEST}/ports/0/containerPort`,
      says: ['containerPort 0', '1 to 65535'],
    },
    {
      that: 'a Service’s port beyond the last',
      subject: subject(({ service }) => Object.assign(service, { ports: [{ port: 80 }, { port: 65536 }] })),
      field: 'Service hello /spec/ports/1/port',
      says: ['65536'],
    },
    {
      that: 'half a port in a probe',
      subject: subject(({ guest }) =>
        Object.assign(guest, { readinessProbe: { tcpSocket: { port: 80.5 } } }),
      ),
      field: `${GUEST}/readinessProbe/tcpSocket/port`,
      says: ['80.5', 'a whole number'],
    },
  ],
});
