import { shimRolling } from '../../../src/check/rules/shim-rolling';
import { lazy, subject, testRule } from '../subject';

const shim = (rolloutStrategy: unknown) =>
  subject(({ objects }) =>
    objects.push({
      apiVersion: 'runtime.spinkube.dev/v1alpha1',
      kind: 'Shim',
      metadata: { name: 'spin-v2' },
      spec: { rolloutStrategy },
    }),
  );

testRule(shimRolling, {
  good: [
    { that: 'recreate', subject: shim({ type: 'recreate' }) },
    { that: 'no strategy', subject: shim(undefined) },
    { that: 'an unresolved strategy', subject: shim(lazy({ type: 'rolling' })) },
    { that: 'an unresolved type', subject: shim({ type: lazy('rolling') }) },
  ],
  bad: [
    {
      that: 'rolling',
      subject: shim({ type: 'rolling', rolling: { maxUpdate: 1 } }),
      field: 'Shim spin-v2 /spec/rolloutStrategy/type',
      says: ['no release of runtime-class-manager', 'allowed: recreate'],
    },
  ],
});
