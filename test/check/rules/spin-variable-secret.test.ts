import { spinVariableSecret } from '../../../src/check/rules/spin-variable-secret';
import { BASE, withEnv } from '../spin-subject';
import { asking } from '../spin-variables';
import { GUEST, lazy, testRule } from '../subject';

const token = (rest: { readonly [key: string]: unknown }, name = 'SPIN_VARIABLE_TOKEN') =>
  asking({}, withEnv({ name, ...rest }));

testRule(spinVariableSecret, {
  base: BASE,
  good: [
    {
      that: 'a key of a Secret',
      subject: token({ valueFrom: { secretKeyRef: { name: 'shop', key: 'token' } } }),
    },
    { that: 'an unresolved value', subject: token({ value: lazy('x') }) },
    { that: 'a value that only the deployment knows', subject: token({ value: 'a-wasm-token-1-nekot' }) },
    { that: 'an unresolved source', subject: token({ valueFrom: lazy({}) }) },
    { that: 'another variable that the kubelet puts in', subject: token({ value: '$(DB_TOKEN)' }) },
    {
      that: 'a text for a variable that is not secret',
      subject: asking({}, withEnv({ name: 'SPIN_VARIABLE_CURRENCY', value: 'EUR' })),
    },
    {
      that: 'a credential of the runtime configuration',
      subject: asking({
        runtimeConfig: {
          variablesProviders: [{ static: { secretValues: { token: 'a-wasm-token-1-nekot' } } }],
        },
      }),
    },
  ],
  bad: [
    {
      that: 'a text',
      subject: token({ value: 'hunter2' }),
      field: `${GUEST}/env/1`,
      says: [
        'token is secret in spin.toml',
        'stands in the manifest',
        "EnvValue.fromSecret({ name: '…' }, 'token')",
      ],
    },
    {
      that: 'an empty text',
      subject: token({}),
      field: `${GUEST}/env/1`,
      says: ['stands in the manifest'],
    },
    {
      that: 'a text under the plain name',
      subject: token({ value: 'hunter2' }, 'TOKEN'),
      field: `${GUEST}/env/1`,
      says: ['token is secret'],
    },
    {
      that: 'a key of a ConfigMap',
      subject: token({ valueFrom: { configMapKeyRef: { name: 'shop', key: 'token' } } }),
      field: `${GUEST}/env/1`,
      says: ['comes from no Secret'],
    },
    {
      that: 'a text in the runtime configuration',
      subject: asking({
        runtimeConfig: { variablesProviders: [{ static: { values: { token: 'hunter2' } } }] },
      }),
      field: 'runtimeConfig.variablesProviders.static.values.token',
      says: ['stands in a ConfigMap'],
    },
  ],
});
