import { CheckSeverity } from '../finding';
import { certainProblems } from '../obstacle-problems';
import type { Rule } from '../rule';

export const binaryRole: Rule = {
  id: 'binary-role',
  severity: CheckSeverity.ERROR,
  title: 'the release of the shim calls binaries that are for what this one is for',
  why:
    'Messages of Redis, MQTT and SQS come from Spin’s triggers alone; wasmtime’s shim has an HTTP server since 0.5.0. ' +
    'Source: src/runtime/releases, docs/releases.md.',
  needs: ['release', 'binary'],
  check: (subject) => certainProblems(subject, 'role'),
};
