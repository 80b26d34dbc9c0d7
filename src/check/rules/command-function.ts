import { WasmKind } from '../../artifact/wasm/classify';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { calledFunction } from '../subject-binaries';

export const commandFunction: Rule = {
  id: 'command-function',
  severity: CheckSeverity.ERROR,
  title: 'a function that the command names after # is one that the module exports',
  why:
    'Seen on a real cluster: the container ends with exit code 137 and an empty log, and is started again and again. Shims of runwasi ' +
    'look the function up by its name (containerd/runwasi crates/containerd-shim-wasmtime/src/instance.rs); what they call of a component ' +
    'for HTTP requests or commands follows from its exports.',
  needs: ['runtime', 'binary'],
  // A shim with a command of its own, as Spin’s, looks up nothing.
  concerns: ({ runtime }) => runtime?.entrypoint.plain === undefined,
  check: (subject) => {
    const { binary } = subject;
    const called = calledFunction(subject);
    return binary?.kind !== WasmKind.MODULE || called === undefined || binary.exports.includes(called.name)
      ? []
      : [
          {
            field: called.field,
            value: called.value,
            wrong: `the module exports no ${called.name}, and the container would end with exit code 137 and an empty log`,
            allowed: `one of ${binary.exports.join(', ')}`,
            fix: 'leave # and the name out: then its _start is called',
          },
        ];
  },
};
