import { CheckSeverity } from '../finding';
import { certainProblems } from '../obstacle-problems';
import type { Rule } from '../rule';

export const binaryKind: Rule = {
  id: 'binary-kind',
  severity: CheckSeverity.ERROR,
  title: 'the release of the shim runs binaries of that kind: core modules, components, or both',
  why:
    'WasmEdge’s, Wasmer’s and WAMR’s shims load core modules alone; wasmtime’s takes components since 0.4.0. A core module made for a ' +
    'component’s world is none of the two yet. Seen on a real cluster with a build of wasmtime’s that takes modules alone: exit code 137, and in ' +
    'containerd’s log `expected a WebAssembly module but was given a WebAssembly component`. Source: src/runtime/releases, docs/releases.md.',
  needs: ['release', 'binary'],
  check: (subject) => certainProblems(subject, 'kind'),
};
