import { portReused } from '../../../src/check/rules/port-reused';
import { GUEST, lazy, POD, sideCar, subject, testRule } from '../subject';

const same = { ports: [{ containerPort: 8080 }] };

testRule(portReused, {
  good: [
    {
      that: 'another protocol',
      subject: subject(({ guest }) =>
        Object.assign(guest, { ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] }),
      ),
    },
    {
      that: 'an init container that ends before',
      subject: subject(({ pod }) => Object.assign(pod, { initContainers: [sideCar(same)] })),
    },
    {
      that: 'an unresolved number',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, { containers: [guest, sideCar({ ports: [{ containerPort: lazy(8080) }] })] }),
      ),
    },
    {
      that: 'an unresolved protocol',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, {
          containers: [guest, sideCar({ ports: [{ containerPort: 8080, protocol: lazy('UDP') }] })],
        }),
      ),
    },
  ],
  bad: [
    {
      that: 'the same port of a second container',
      subject: subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar(same)] })),
      field: `${POD}/containers/1/ports/0/containerPort`,
      says: ['8080', 'the container app of the same pod has 8080/TCP too'],
    },
    {
      that: 'the same port of a native side-car',
      subject: subject(({ pod }) =>
        Object.assign(pod, { initContainers: [sideCar({ ...same, restartPolicy: 'Always' })] }),
      ),
      field: `${GUEST}/ports/0/containerPort`,
      says: ['the container proxy', 'each port and protocol once in a pod'],
    },
    {
      that: 'a port twice in one container',
      subject: subject(({ guest }) =>
        Object.assign(guest, { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] }),
      ),
      field: `${GUEST}/ports/1/containerPort`,
      says: ['says 80/TCP twice'],
    },
  ],
});
