import { spinVariableUndeclared } from '../../../src/check/rules/spin-variable-undeclared';
import { BASE, HELLO, spinApp, withEnv } from '../spin-subject';
import { asking } from '../spin-variables';
import { GUEST, lazy, testRule } from '../subject';

testRule(spinVariableUndeclared, {
  base: BASE,
  good: [
    {
      that: 'one of the manifest',
      subject: asking({}, withEnv({ name: 'SPIN_VARIABLE_GREETING', value: 'hi' })),
    },
    {
      that: 'a variable of the container',
      subject: asking({}, withEnv({ name: 'RUST_LOG', value: 'debug' })),
    },
    {
      that: 'an unresolved name',
      subject: asking({}, withEnv({ name: lazy('SPIN_VARIABLE_X'), value: 'hi' })),
    },
    {
      that: 'small letters, of which another check tells',
      subject: asking({}, withEnv({ name: 'SPIN_VARIABLE_x', value: 'hi' })),
    },
  ],
  bad: [
    {
      that: 'one that is mistyped',
      subject: asking({}, withEnv({ name: 'SPIN_VARIABLE_GRETING', value: 'hi' })),
      field: `${GUEST}/env/1/name`,
      says: ['"greting"', 'the application has no such variable', 'allowed: token, currency, greeting'],
    },
    {
      that: 'one where the manifest has none',
      subject: spinApp(HELLO, {}, withEnv({ name: 'SPIN_VARIABLE_DB_URL', value: lazy('x') })),
      field: `${GUEST}/env/1/name`,
      says: ['the manifest has no [variables]', 'db_url = { required = true }'],
    },
  ],
});
