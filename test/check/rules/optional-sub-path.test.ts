import { optionalSubPath } from '../../../src/check/rules/optional-sub-path';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, lazy, POD, sideCar, subject, testRule } from '../subject';

const mounted = (volume: JsonObject, mount: JsonObject) =>
  subject(({ guest, pod }) => {
    guest.volumeMounts = [{ name: 'files', mountPath: '/app.json', ...mount }];
    pod.volumes = [{ name: 'files', ...volume }];
  });
const optional = { secret: { secretName: 'x', optional: true } };

testRule(optionalSubPath, {
  good: [
    {
      that: 'a file of a Secret that must be there',
      subject: mounted({ secret: { secretName: 'x' } }, { subPath: 'app.json' }),
    },
    { that: 'all of a Secret that may be missing', subject: mounted(optional, {}) },
    {
      that: 'an unresolved optional',
      subject: mounted({ secret: { secretName: 'x', optional: lazy(true) } }, { subPath: 'app.json' }),
    },
    { that: 'an unresolved path', subject: mounted(optional, { subPath: lazy('app.json') }) },
    {
      that: 'a volume that is not there',
      subject: mounted({ ...optional, name: 'other' }, { subPath: 'app.json' }),
    },
  ],
  bad: [
    {
      that: 'a file of a Secret that may be missing',
      subject: mounted(optional, { subPath: 'app.json' }),
      field: `${GUEST}/volumeMounts/0/subPath`,
      says: ['"app.json"', 'a directory appears', 'leave optional: true out'],
    },
    {
      that: 'a file of a ConfigMap by an expression',
      subject: mounted({ configMap: { name: 'x', optional: true } }, { subPathExpr: '$(POD).json' }),
      field: `${GUEST}/volumeMounts/0/subPathExpr`,
      says: ['"$(POD).json"'],
    },
    {
      that: 'a file of a projected volume in a side-car',
      subject: subject(({ pod, guest }) => {
        pod.containers = [guest, sideCar({ volumeMounts: [{ name: 'all', mountPath: '/a', subPath: 'a' }] })];
        pod.volumes = [
          { name: 'all', projected: { sources: [{ configMap: { name: 'x', optional: true } }] } },
        ];
      }),
      field: `${POD}/containers/1/volumeMounts/0/subPath`,
      says: ['optional'],
    },
  ],
});
