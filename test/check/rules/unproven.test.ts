import { unproven } from '../../../src/check/rules/unproven';
import { Known } from '../../../src/runtime/fact';
import type { RuntimeFacts } from '../../../src/runtime/wasm-runtime-spec';
import {
  autoscaler,
  type Draft,
  GUEST,
  knowing,
  lazy,
  POD,
  share,
  sideCar,
  subject,
  testRule,
} from '../subject';

const using = (fact: keyof RuntimeFacts, change: (draft: Draft) => void, value = Known.UNKNOWN) =>
  subject(change, { runtime: knowing(fact, value) });
const guest = (more: object) => (draft: Draft) => Object.assign(draft.guest, more);
const pod = (more: object) => (draft: Draft) => Object.assign(draft.pod, more);
const exec = { command: ['true'] };

testRule(unproven, {
  good: [
    { that: 'what was shown to work', subject: using('tty', guest({ tty: true }), Known.YES) },
    {
      that: 'what was shown not to work, where another rule speaks',
      subject: using('tty', guest({ tty: true }), Known.NO),
    },
    { that: 'what is not used', subject: using('tty', () => {}) },
    {
      that: 'all capabilities dropped alone, which every other runtime does',
      subject: using('dropAllAlone', guest({ securityContext: { capabilities: { drop: ['ALL'] } } })),
    },
    { that: 'an unresolved setting', subject: using('tty', guest({ tty: lazy(true) })) },
  ],
  bad: [
    {
      that: 'a read-only root',
      subject: using('readOnlyRoot', () => {}),
      field: `${GUEST}/securityContext/readOnlyRootFilesystem`,
      says: ['nobody has shown that the spin runtime runs on a read-only root', 'acknowledge unproven'],
    },
    {
      that: 'a probe by command',
      subject: using('exec', guest({ livenessProbe: { exec } })),
      field: `${GUEST}/livenessProbe/exec`,
      says: ['runs commands'],
    },
    {
      that: 'a hook by command',
      subject: using('exec', guest({ lifecycle: { preStop: { exec } } })),
      field: `${GUEST}/lifecycle/preStop/exec`,
      says: ['runs commands'],
    },
    {
      that: 'a terminal',
      subject: using('tty', guest({ tty: true })),
      field: `${GUEST}/tty`,
      says: ['a terminal'],
    },
    {
      that: 'a user namespace',
      subject: using('userNamespaces', pod({ hostUsers: false })),
      field: `${POD}/hostUsers`,
      says: ['user namespace'],
    },
    {
      that: 'a shared process namespace',
      subject: using('sharedProcessNamespace', pod({ shareProcessNamespace: true })),
      field: `${POD}/shareProcessNamespace`,
      says: ['share a process namespace'],
    },
    {
      that: 'a side-car',
      subject: using('linuxContainers', pod({ initContainers: [sideCar()] })),
      field: `${POD}/initContainers/0`,
      says: ['Linux containers'],
    },
    {
      that: 'a side-car’s variables',
      subject: using('linuxEnvironment', pod({ initContainers: [sideCar({ env: [{ name: 'A' }] })] })),
      field: `${POD}/initContainers/0/env`,
      says: ['hands a Linux container its variables'],
    },
    {
      that: 'a resize',
      subject: using(
        'inPlaceResize',
        guest({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] }),
      ),
      field: `${GUEST}/resizePolicy/0/restartPolicy`,
      says: ['new resources'],
    },
    {
      that: 'an autoscaler that goes by CPU',
      subject: using('containerCpuMetrics', ({ objects }) =>
        objects.push(autoscaler({ metrics: [share('cpu')] })),
      ),
      field: 'HorizontalPodAutoscaler hello /spec/metrics/0/resource/name',
      says: ['reports the CPU'],
    },
  ],
});
