import { tty } from '../../../src/check/rules/tty';
import { Known } from '../../../src/runtime/fact';
import { GUEST, knowing, lazy, POD, sideCar, subject, testRule } from '../subject';

testRule(tty, {
  good: [
    { that: 'tty: false', subject: subject(({ guest }) => Object.assign(guest, { tty: false })) },
    { that: 'an unresolved tty', subject: subject(({ guest }) => Object.assign(guest, { tty: lazy(true) })) },
    {
      that: 'a terminal where the runtime gives one',
      subject: subject(({ guest }) => Object.assign(guest, { tty: true }), {
        runtime: knowing('tty', Known.YES),
      }),
    },
  ],
  bad: [
    {
      that: 'a terminal of the guest',
      subject: subject(({ guest }) => Object.assign(guest, { tty: true })),
      field: `${GUEST}/tty`,
      says: ['tty true', 'no terminals', 'leave tty out'],
    },
    {
      that: 'a terminal of an init container',
      subject: subject(({ pod }) => Object.assign(pod, { initContainers: [sideCar({ tty: true })] })),
      field: `${POD}/initContainers/0/tty`,
      says: ['would not start'],
    },
  ],
});
