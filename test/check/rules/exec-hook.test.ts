import { execHook } from '../../../src/check/rules/exec-hook';
import { Known } from '../../../src/runtime/fact';
import { GUEST, knowing, lazy, POD, sideCar, subject, testRule } from '../subject';

const exec = { command: ['true'] };

testRule(execHook, {
  good: [
    {
      that: 'a command where the runtime runs one',
      subject: subject(({ guest }) => Object.assign(guest, { lifecycle: { preStop: { exec } } }), {
        runtime: knowing('exec', Known.YES),
      }),
    },
    {
      that: 'an unresolved hook',
      subject: subject(({ guest }) => Object.assign(guest, { lifecycle: { preStop: lazy({ exec }) } })),
    },
  ],
  bad: [
    {
      that: 'a command at the end of the guest',
      subject: subject(({ guest }) => Object.assign(guest, { lifecycle: { preStop: { exec } } })),
      field: `${GUEST}/lifecycle/preStop/exec`,
      says: ['this hook cannot run', 'preStopSeconds'],
    },
    {
      that: 'a command at the start of a side-car',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, { containers: [guest, sideCar({ lifecycle: { postStart: { exec } } })] }),
      ),
      field: `${POD}/containers/1/lifecycle/postStart/exec`,
      says: ['spin runtime'],
    },
  ],
});
