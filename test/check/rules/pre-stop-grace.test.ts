import { preStopGrace } from '../../../src/check/rules/pre-stop-grace';
import { GUEST, lazy, POD, sideCar, subject, testRule } from '../subject';

const sleep = (seconds: unknown) => ({ lifecycle: { preStop: { sleep: { seconds } } } });
const sleeps = (seconds: unknown, terminationGracePeriodSeconds?: unknown) =>
  subject(({ guest, pod }) => {
    Object.assign(guest, sleep(seconds));
    pod.terminationGracePeriodSeconds = terminationGracePeriodSeconds;
  });
const field = `${GUEST}/lifecycle/preStop/sleep/seconds`;

testRule(preStopGrace, {
  good: [
    { that: 'a second less than usual', subject: sleeps(29) },
    { that: 'a long sleep in a longer period', subject: sleeps(60, 90) },
    { that: 'an unresolved sleep', subject: sleeps(lazy(99)) },
    { that: 'an unresolved period', subject: sleeps(99, lazy(10)) },
  ],
  bad: [
    {
      that: 'as long as usual',
      subject: sleeps(30),
      field,
      says: ['seconds 30', 'after 30 seconds', 'less than 30', 'terminationGracePeriodSeconds: 55'],
    },
    { that: 'longer than said', subject: sleeps(12, 10), field, says: ['less than 10', 'SIGKILL'] },
    {
      that: 'a side-car’s',
      subject: subject(({ pod, guest }) => Object.assign(pod, { containers: [guest, sideCar(sleep(45))] })),
      field: `${POD}/containers/1/lifecycle/preStop/sleep/seconds`,
      says: ['45'],
    },
  ],
});
