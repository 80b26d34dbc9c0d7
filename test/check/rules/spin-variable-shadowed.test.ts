import { spinVariableShadowed } from '../../../src/check/rules/spin-variable-shadowed';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { GUEST, lazy, subject, testRule } from '../subject';

const env = (names: unknown[], runtime = subject().runtime) =>
  subject(({ guest }) => Object.assign(guest, { env: names.map((name) => ({ name, value: 'x' })) }), {
    runtime,
  });

testRule(spinVariableShadowed, {
  good: [
    { that: 'each name once', subject: env(['TOKEN', 'SPIN_VARIABLE_OTHER']) },
    {
      that: 'the name in small letters, which Spin does not look for',
      subject: env(['token', 'SPIN_VARIABLE_TOKEN']),
    },
    { that: 'an unresolved name', subject: env([lazy('TOKEN'), 'SPIN_VARIABLE_TOKEN']) },
    { that: 'both under another runtime', subject: env(['TOKEN', 'SPIN_VARIABLE_TOKEN'], WASMTIME) },
  ],
  bad: [
    {
      that: 'the plain name before',
      subject: env(['TOKEN', 'SPIN_VARIABLE_TOKEN']),
      field: `${GUEST}/env/0/name`,
      says: ['beats SPIN_VARIABLE_TOKEN', 'variables: { token: … } alone'],
    },
    {
      that: 'the plain name after',
      subject: env(['SPIN_VARIABLE_A_B', 'A_B']),
      field: `${GUEST}/env/1/name`,
      says: ['Spin reads the plain name first'],
    },
  ],
});
