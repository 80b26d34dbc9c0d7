import { CheckSeverity } from '../finding';
import { certainProblems } from '../obstacle-problems';
import type { Rule } from '../rule';

export const notRunnable: Rule = {
  id: 'not-runnable',
  severity: CheckSeverity.ERROR,
  title: 'the binary is something that runs: no library, no reactor, no WIT package',
  why:
    'A shim calls what a binary exports for it, and ends where there is nothing (`module does not have a WASI start function`), with exit ' +
    'code 137. Source: containerd/runwasi crates/containerd-shim-wasmtime/src/instance.rs.',
  needs: ['release', 'binary'],
  check: (subject) => certainProblems(subject, 'nothing'),
};
