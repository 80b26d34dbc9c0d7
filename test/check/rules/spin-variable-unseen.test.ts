import { spinVariableUnseen } from '../../../src/check/rules/spin-variable-unseen';
import { BASE, withEnv } from '../spin-subject';
import { asking, HIDDEN } from '../spin-variables';
import { GUEST, testRule } from '../subject';

testRule(spinVariableUnseen, {
  base: BASE,
  good: [
    { that: 'a value that is nowhere, of which another check tells', subject: asking() },
    {
      that: 'a value of each beside a provider',
      subject: asking(
        {
          runtimeConfig: {
            variablesProviders: [{ vault: { url: 'https://vault', token: 'x', mount: 'secret' } }],
          },
        },
        withEnv(
          { name: 'SPIN_VARIABLE_TOKEN', value: 'x' },
          { name: 'SPIN_VARIABLE_CURRENCY', value: 'EUR' },
        ),
      ),
    },
  ],
  bad: HIDDEN.map(({ that, subject, says }) => ({
    that,
    subject,
    field: `${GUEST}/env`,
    says: ['["token","currency"]', says, 'acknowledge spin-variable-unseen'],
  })),
});
