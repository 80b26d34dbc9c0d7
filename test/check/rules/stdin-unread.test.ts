import { stdinUnread } from '../../../src/check/rules/stdin-unread';
import { Known } from '../../../src/runtime/fact';
import { GUEST, knowing, lazy, sideCar, subject, testRule } from '../subject';

const open = subject(({ guest }) => Object.assign(guest, { stdin: true }));

testRule(stdinUnread, {
  good: [
    {
      that: 'an unresolved stdin',
      subject: subject(({ guest }) => Object.assign(guest, { stdin: lazy(true) })),
    },
    { that: 'a guest that was shown to read it', subject: { ...open, runtime: knowing('stdin', Known.YES) } },
    {
      that: 'an open input of a Linux container',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, { containers: [guest, sideCar({ stdin: true })] }),
      ),
    },
  ],
  bad: [
    {
      that: 'an open input that nobody has shown to reach the guest',
      subject: open,
      field: `${GUEST}/stdin`,
      says: ['nobody has shown', 'standard input', 'leave stdin out'],
    },
    {
      that: 'an open input that does not reach the guest',
      subject: { ...open, runtime: knowing('stdin', Known.NO) },
      field: `${GUEST}/stdin`,
      says: ['does not read its standard input'],
    },
  ],
});
