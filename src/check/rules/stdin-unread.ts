import { Known } from '../../runtime/fact';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

export const stdinUnread: Rule = {
  id: 'stdin-unread',
  severity: CheckSeverity.WARNING,
  title: 'standard input stays closed where no guest was shown to read it',
  why:
    'Seen on a real cluster (containerd-shim-wasm 1.0.1): a pod with `stdin: true` starts and runs, but that input reaches the ' +
    'guest was seen nowhere; a guest of runwasi’s HTTP server has no standard input at all (read in containerd-shim-wasmtime).',
  needs: ['runtime'],
  check: (subject) => {
    const fact = subject.runtime?.facts.stdin;
    return fact === undefined || fact.value === Known.YES
      ? []
      : guestsOf(subject)
          .filter(({ spec }) => spec.stdin === true)
          .map(({ at }) => ({
            field: `${at}/stdin`,
            value: true,
            wrong:
              fact.value === Known.NO
                ? `a guest of the ${subject.runtime?.name} runtime does not read its standard input`
                : `nobody has shown that a guest of the ${subject.runtime?.name} runtime can read its standard input`,
            fix: 'leave stdin out, and give input as args, env or files',
          }));
  },
};
