import { describe, expect, test } from 'vitest';
import { spinVariableMissing } from '../../../src/check/rules/spin-variable-missing';
import { BASE, withEnv } from '../spin-subject';
import { asking, HIDDEN } from '../spin-variables';
import { GUEST, lazy, testRule } from '../subject';

describe(spinVariableMissing.id, () => {
  test('looks when the app is whole, as a verb may give a value until then', () => {
    expect(spinVariableMissing.phase).toBe('synth');
  });
});

testRule(spinVariableMissing, {
  base: BASE,
  good: [
    {
      that: 'a value of each',
      subject: asking(
        {},
        withEnv(
          { name: 'SPIN_VARIABLE_TOKEN', valueFrom: { secretKeyRef: { name: 'shop', key: 'token' } } },
          { name: 'SPIN_VARIABLE_CURRENCY', value: 'EUR' },
        ),
      ),
    },
    {
      that: 'values under the plain names, which the shim copies',
      subject: asking({}, withEnv({ name: 'TOKEN', value: lazy('x') }, { name: 'CURRENCY', value: 'EUR' })),
    },
    {
      that: 'values that the runtime configuration holds',
      subject: asking({
        runtimeConfig: {
          variablesProviders: [
            { static: { values: { currency: 'EUR' }, secretValues: { token: String(lazy('x')) } } },
          ],
        },
      }),
    },
    {
      that: 'values under another prefix',
      subject: asking(
        { runtimeConfig: { variablesProviders: [{ env: { prefix: 'SHOP' } }] } },
        withEnv({ name: 'SHOP_TOKEN', value: 'x' }, { name: 'SHOP_CURRENCY', value: 'EUR' }),
      ),
    },
    ...HIDDEN.map(({ that, subject }) => ({ that: `${that}, of which another check warns`, subject })),
  ],
  bad: [
    {
      that: 'all that lack a value, in one message',
      subject: asking(),
      field: `${GUEST}/env`,
      says: [
        '["token","currency"]',
        'exit code 137 and an empty log',
        "token: EnvValue.fromSecret({ name: '…' }, 'token')",
        "currency: EnvValue.of('…')",
      ],
    },
    {
      that: 'one that lacks a value',
      subject: asking({}, withEnv({ name: 'SPIN_VARIABLE_TOKEN', value: lazy('x') })),
      field: `${GUEST}/env`,
      says: ['["currency"]'],
    },
    {
      that: 'a name in small letters, for which Spin does not look',
      subject: asking({}, withEnv({ name: 'token', value: 'x' }, { name: 'CURRENCY', value: 'EUR' })),
      field: `${GUEST}/env`,
      says: ['["token"]'],
    },
    {
      that: 'a prefix under which there is nothing',
      subject: asking({ runtimeConfig: { variablesProviders: [{ env: { prefix: 'SHOP' } }] } }),
      field: `${GUEST}/env`,
      says: ['["token","currency"]'],
    },
  ],
});
