import { invocationMemory } from '../../../src/check/rules/invocation-memory';
import { GUEST, lazy, subject, testRule } from '../subject';

const asks = (value: unknown, resources: unknown = { limits: { memory: '64Mi' } }) =>
  subject(({ guest }) =>
    Object.assign(guest, { env: [{ name: 'SPIN_MAX_INSTANCE_MEMORY', value }], resources }),
  );
const field = `${GUEST}/env/0/value`;

testRule(invocationMemory, {
  good: [
    { that: 'as much as the limit', subject: asks('67108864') },
    { that: 'an unresolved amount', subject: asks(lazy('999999999999')) },
    {
      that: 'an unresolved limit',
      subject: asks('67108865', { limits: { memory: lazy('64Mi') }, requests: { memory: '1Mi' } }),
    },
    { that: 'no limit and no request', subject: asks('67108865', {}) },
    { that: 'an amount that the kubelet puts together', subject: asks('$(BYTES)') },
  ],
  bad: [
    {
      that: 'a byte more than the limit',
      subject: asks('67108865'),
      field,
      says: [
        '"67108865"',
        'more than the 64Mi of memory that the container may use',
        'at most 67108864 bytes',
        "invocationMemory: '64Mi'",
      ],
    },
    {
      that: 'more than the request where there is no limit',
      subject: asks('67108865', { requests: { memory: '32Mi' } }),
      field,
      says: ['32Mi', 'is sure of'],
    },
    { that: 'a quantity', subject: asks('64Mi'), field, says: ['a whole number of bytes'] },
  ],
});
