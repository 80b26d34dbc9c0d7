import { inPlaceResize } from '../../../src/check/rules/in-place-resize';
import { Known } from '../../../src/runtime/fact';
import { GUEST, knowing, lazy, POD, sideCar, subject, testRule } from '../subject';

const policy = (restartPolicy: unknown) => ({ resizePolicy: [{ resourceName: 'memory', restartPolicy }] });
const resized = (restartPolicy: unknown, runtime = subject().runtime) =>
  subject(({ guest }) => Object.assign(guest, policy(restartPolicy)), { runtime });

testRule(inPlaceResize, {
  good: [
    { that: 'a restart', subject: resized('RestartContainer') },
    { that: 'an unresolved policy', subject: resized(lazy('NotRequired')) },
    {
      that: 'a runtime that applies it',
      subject: resized('NotRequired', knowing('inPlaceResize', Known.YES)),
    },
  ],
  bad: [
    {
      that: 'a change of the guest without restart',
      subject: resized('NotRequired'),
      field: `${GUEST}/resizePolicy/0/restartPolicy`,
      says: ['"NotRequired"', 'does not apply the change', 'RestartContainer'],
    },
    {
      that: 'a change of a side-car without restart',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, { containers: [guest, sideCar(policy('NotRequired'))] }),
      ),
      field: `${POD}/containers/1/resizePolicy/0/restartPolicy`,
      says: ['leave resizePolicy out'],
    },
  ],
});
