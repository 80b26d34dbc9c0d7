import { userNamespaces } from '../../../src/check/rules/user-namespaces';
import { Known } from '../../../src/runtime/fact';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { knowing, lazy, POD, subject, testRule } from '../subject';

const own = (hostUsers: unknown, runtime = WASMTIME) =>
  subject(({ pod }) => Object.assign(pod, { hostUsers }), { runtime });

testRule(userNamespaces, {
  good: [
    { that: 'the host’s users', subject: own(true) },
    { that: 'an unresolved setting', subject: own(lazy(false)) },
    { that: 'a runtime that supports it', subject: own(false, knowing('userNamespaces', Known.YES)) },
    {
      that: 'a runtime of which nobody knows (unproven says so)',
      subject: own(false, knowing('userNamespaces', Known.UNKNOWN)),
    },
  ],
  bad: [
    {
      that: 'users of its own',
      subject: own(false),
      field: `${POD}/hostUsers`,
      says: ['hostUsers false', 'wasmtime runtime `does not support user namespaces`', 'leave hostUsers out'],
    },
  ],
});
