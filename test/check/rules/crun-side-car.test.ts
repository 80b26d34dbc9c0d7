import { crunSideCar } from '../../../src/check/rules/crun-side-car';
import { CrunEngine, CrunVariant } from '../../../src/runtime/runtimes/crun';
import { crunSpec } from '../../../src/runtime/runtimes/crun-spec';
import { POD, sideCar, subject, testRule } from '../subject';

const two = (runtime = crunSpec({ variant: CrunVariant.COMPAT })) =>
  subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar()] }), { runtime });

testRule(crunSideCar, {
  good: [
    { that: 'a side-car where crun looks at entrypoints', subject: two(crunSpec({})) },
    {
      that: 'a guest alone',
      subject: subject(() => {}, { runtime: crunSpec({ variant: CrunVariant.COMPAT }) }),
    },
    { that: 'a side-car under Spin', subject: two(subject().runtime) },
  ],
  bad: [
    {
      that: 'a side-car in a pod that is all WebAssembly',
      subject: two(),
      field: `${POD}/containers/1`,
      says: ['for WebAssembly', 'compat-smart'],
    },
    {
      that: 'an init container where an engine is asked for',
      subject: subject(({ pod }) => Object.assign(pod, { initContainers: [sideCar()] }), {
        runtime: crunSpec({ engine: CrunEngine.WASMEDGE }),
      }),
      field: `${POD}/initContainers/0`,
      says: ['WasmRuntime.crun()'],
    },
  ],
});
