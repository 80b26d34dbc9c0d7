import { ttys, usesWithout } from '../features';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';

export const tty: Rule = {
  id: 'tty',
  severity: CheckSeverity.ERROR,
  title: 'a container has no terminal where the runtime gives none',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): the container never starts (RunContainerError, exit code 128, ' +
    '`terminal is not supported`).',
  needs: ['runtime'],
  check: (subject) =>
    usesWithout(subject, 'tty', ttys).map((field) => ({
      field,
      value: true,
      wrong: `the ${subject.runtime?.name} runtime has no terminals, so the container would not start (\`terminal is not supported\`)`,
      fix: 'leave tty out',
    })),
};
