import { dropAllAlone } from '../../../src/check/rules/drop-all-alone';
import { Known } from '../../../src/runtime/fact';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { GUEST, knowing, lazy, sideCar, subject, testRule } from '../subject';

const rights = (capabilities: unknown, runtime = subject().runtime) =>
  subject(({ guest }) => Object.assign(guest, { securityContext: { capabilities } }), { runtime });
const field = `${GUEST}/securityContext/capabilities/drop`;

testRule(dropAllAlone, {
  good: [
    { that: 'some that are dropped', subject: rights({ drop: ['CHOWN'] }) },
    {
      that: 'all dropped where that works',
      subject: rights({ drop: ['ALL'] }, knowing('dropAllAlone', Known.YES)),
    },
    { that: 'unresolved capabilities', subject: rights(lazy({ drop: ['ALL'] })) },
    { that: 'an unresolved addition', subject: rights({ drop: ['ALL'], add: lazy([]) }) },
    {
      that: 'a Linux container',
      subject: subject(({ pod, guest }) =>
        Object.assign(pod, {
          containers: [guest, sideCar({ securityContext: { capabilities: { drop: ['ALL'] } } })],
        }),
      ),
    },
  ],
  bad: [
    {
      that: 'all dropped alone',
      subject: rights({ drop: ['ALL'] }),
      field,
      says: ['["ALL"]', 'keep all capabilities', "add: ['NET_BIND_SERVICE']"],
    },
    {
      that: 'all dropped with nothing added',
      subject: rights({ drop: ['ALL'], add: [] }, WASMTIME),
      field,
      says: ['wasmtime runtime'],
    },
  ],
});
