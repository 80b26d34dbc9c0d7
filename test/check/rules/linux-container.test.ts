import { linuxContainer } from '../../../src/check/rules/linux-container';
import { Known } from '../../../src/runtime/fact';
import { CrunVariant } from '../../../src/runtime/runtimes/crun';
import { crunSpec } from '../../../src/runtime/runtimes/crun-spec';
import { knowing, POD, sideCar, subject, testRule } from '../subject';

const runtime = knowing('linuxContainers', Known.NO);
const two = (known = runtime) =>
  subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar()] }), { runtime: known });

testRule(linuxContainer, {
  good: [
    { that: 'a side-car where the runtime runs it', subject: two(knowing('linuxContainers', Known.YES)) },
    { that: 'a guest alone', subject: subject(() => {}, { runtime }) },
    { that: 'crun, which has a rule of its own', subject: two(crunSpec({ variant: CrunVariant.COMPAT })) },
  ],
  bad: [
    {
      that: 'a side-car',
      subject: two(),
      field: `${POD}/containers/1`,
      says: ['runs no Linux containers', 'leave sidecars'],
    },
    {
      that: 'an init container',
      subject: subject(({ pod }) => Object.assign(pod, { initContainers: [sideCar()] }), { runtime }),
      field: `${POD}/initContainers/0`,
      says: ['spin runtime'],
    },
  ],
});
