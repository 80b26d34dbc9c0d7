import { parseQuantity } from '../../value/quantity';
import { envOf } from '../container';
import { isMissing, textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Problem, Rule } from '../rule';
import { type ContainerView, guestsOf } from '../subject';

const VARIABLE = 'SPIN_MAX_INSTANCE_MEMORY';

export const invocationMemory: Rule = {
  id: 'invocation-memory',
  severity: CheckSeverity.ERROR,
  title: 'one instance may have no more memory than its container',
  why:
    'The shim would let an instance grow past the container’s limit, and the kernel then ends the container with all of its requests ' +
    '(exit code 137) instead of the one request that asked for too much. Source: spinframework/spin, `max_instance_memory` in bytes; ' +
    'spinframework/spin-operator, invocationLimits.',
  needs: [],
  check: (subject) => guestsOf(subject).flatMap(problemsOf),
};

function problemsOf(guest: ContainerView): Problem[] {
  const entry = envOf(guest).findLast(({ name }) => name === VARIABLE);
  const value = entry?.value;
  if (entry === undefined || value === undefined || value.includes('$(')) {
    return [];
  }
  const field = `${entry.field}/value`;
  if (!/^\d+$/.test(value)) {
    return [
      {
        field,
        value,
        wrong: 'Spin takes a whole number of bytes',
        allowed: '67108864',
        fix: "invocationMemory: '64Mi'",
      },
    ];
  }
  const kind = isMissing(guest.spec, 'resources', 'limits', 'memory') ? 'requests' : 'limits';
  const text = textAt(guest.spec, 'resources', kind, 'memory');
  const most = text === undefined ? undefined : parseQuantity(text);
  return most === undefined || Number(value) <= most
    ? []
    : [
        {
          field,
          value,
          wrong: `more than the ${text} of memory that the container ${kind === 'limits' ? 'may use' : 'is sure of'}`,
          allowed: `at most ${most} bytes`,
          fix: `invocationMemory: '${text}', or more in resources: { ${kind}: { memory: … } }`,
        },
      ];
}
