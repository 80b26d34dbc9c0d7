import { linuxEnvironment } from '../../../src/check/rules/linux-environment';
import { Known } from '../../../src/runtime/fact';
import type { JsonObject } from '../../../src/value/json';
import { knowing, lazy, POD, sideCar, subject, testRule } from '../subject';

const beside = (more: JsonObject, runtime = subject().runtime) =>
  subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar(more)] }), { runtime });
const env = [{ name: 'LEVEL', value: 'info' }];

testRule(linuxEnvironment, {
  good: [
    { that: 'a side-car without variables', subject: beside({ env: [], args: ['--level=info'] }) },
    {
      that: 'variables where the runtime hands them on',
      subject: beside({ env }, knowing('linuxEnvironment', Known.YES)),
    },
    {
      that: 'a runtime without Linux containers, where another rule speaks',
      subject: beside({ env }, knowing('linuxContainers', Known.NO)),
    },
    { that: 'unresolved variables', subject: beside({ env: lazy(env) }) },
  ],
  bad: [
    {
      that: 'variables of a side-car',
      subject: beside({ env }),
      field: `${POD}/containers/1/env`,
      says: ['none of its variables', 'args'],
    },
    {
      that: 'variables of an init container from a Secret',
      subject: subject(({ pod }) =>
        Object.assign(pod, { initContainers: [sideCar({ envFrom: [{ secretRef: { name: 'x' } }] })] }),
      ),
      field: `${POD}/initContainers/0/envFrom`,
      says: ['spin runtime'],
    },
  ],
});
