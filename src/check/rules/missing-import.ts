import { CheckSeverity } from '../finding';
import { certainProblems } from '../obstacle-problems';
import type { Rule } from '../rule';

export const missingImport: Rule = {
  id: 'missing-import',
  severity: CheckSeverity.ERROR,
  title: 'the release of the shim provides every interface that the binary imports',
  why:
    'One import that nobody provides, and the binary is not instantiated, whether it would call it or not. Versions 0.2.x match each other, ' +
    'pre-releases only themselves; before wasmtime 19 all match to the letter. Source: bytecodealliance/wasmtime issue 8411 ' +
    '(wasi:http in a command), issue 10198 and pull request 7994.',
  needs: ['release', 'binary'],
  check: (subject) => certainProblems(subject, 'import'),
};
