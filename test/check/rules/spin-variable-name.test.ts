import { spinVariableName } from '../../../src/check/rules/spin-variable-name';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, lazy, subject, testRule } from '../subject';

const named = (name: unknown, pod: JsonObject = {}, runtime = subject().runtime) =>
  subject(
    (draft) => {
      draft.guest.env = [{ name, value: 'x' }];
      Object.assign(draft.pod, pod);
    },
    { runtime },
  );

testRule(spinVariableName, {
  good: [
    { that: 'words and digits', subject: named('SPIN_VARIABLE_API_TOKEN_2') },
    { that: 'a port where service links are off', subject: named('SPIN_VARIABLE_REDIS_PORT') },
    {
      that: 'a port where service links are not known',
      subject: named('SPIN_VARIABLE_REDIS_PORT', { enableServiceLinks: lazy(true) }),
    },
    { that: 'another variable', subject: named('HOME') },
    { that: 'an unresolved name', subject: named(lazy('SPIN_VARIABLE_HOME')) },
    { that: 'such a name under another runtime', subject: named('SPIN_VARIABLE_HOME', {}, WASMTIME) },
  ],
  bad: [
    ...['1X', 'A-B', 'A__B', 'X_', ''].map((name) => ({
      that: `a name that Spin takes for none: "${name}"`,
      subject: named(`SPIN_VARIABLE_${name}`),
      field: `${GUEST}/env/0/name`,
      says: [`Spin takes no variable "${name.toLowerCase()}"`, 'variables: {'],
    })),
    {
      that: 'small letters',
      subject: named('SPIN_VARIABLE_token'),
      field: `${GUEST}/env/0/name`,
      says: ['in capitals', 'SPIN_VARIABLE_TOKEN'],
    },
    ...['HOME', 'PATH', 'SHELL', 'LANG', 'TERM', 'HOSTNAME', 'KUBERNETES_PORT', 'KUBERNETES_ANYTHING'].map(
      (name) => ({
        that: `a name that others fill: ${name}`,
        subject: named(`SPIN_VARIABLE_${name}`),
        field: `${GUEST}/env/0/name`,
        says: [`fills ${name}`, 'beats this value'],
      }),
    ),
    ...[
      'REDIS_PORT',
      'DB_SERVICE_HOST',
      'DB_SERVICE_PORT',
      'DB_SERVICE_PORT_SQL',
      'DB_PORT_80_TCP',
      'DB_PORT_80_TCP_ADDR',
    ].map((name) => ({
      that: `a name that a service link fills: ${name}`,
      subject: named(`SPIN_VARIABLE_${name}`, { enableServiceLinks: undefined }),
      field: `${GUEST}/env/0/name`,
      says: [`a Service of the namespace can fill ${name}`, 'enableServiceLinks: false'],
    })),
  ],
});
