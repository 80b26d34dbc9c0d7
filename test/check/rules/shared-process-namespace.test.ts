import { sharedProcessNamespace } from '../../../src/check/rules/shared-process-namespace';
import { Known } from '../../../src/runtime/fact';
import { knowing, lazy, POD, subject, testRule } from '../subject';

const runtime = knowing('sharedProcessNamespace', Known.NO);
const shared = (shareProcessNamespace: unknown, known = runtime) =>
  subject(({ pod }) => Object.assign(pod, { shareProcessNamespace }), { runtime: known });

testRule(sharedProcessNamespace, {
  good: [
    { that: 'a namespace for each', subject: shared(false) },
    { that: 'an unresolved setting', subject: shared(lazy(true)) },
    { that: 'a runtime that shares', subject: shared(true, knowing('sharedProcessNamespace', Known.YES)) },
  ],
  bad: [
    {
      that: 'one namespace for all',
      subject: shared(true),
      field: `${POD}/shareProcessNamespace`,
      says: ['share no process namespace', 'a test', 'leave shareProcessNamespace out'],
    },
  ],
});
