import { platformDeprecated } from '../../../src/check/rules/platform-deprecated';
import { K3S } from '../../../src/runtime/platforms/k3s';
import { POD, subject, testRule } from '../subject';

testRule(platformDeprecated, {
  good: [{ that: 'a platform that is current', subject: subject(() => {}, { platform: K3S }) }],
  bad: [
    {
      that: 'a platform at its end',
      subject: subject(() => {}, {
        platform: { ...K3S, name: 'kwasm', deprecation: 'use runtime-class-manager' },
      }),
      field: `${POD}/runtimeClassName`,
      says: ['kwasm is at its end', 'use runtime-class-manager', 'bind the platform'],
    },
  ],
});
