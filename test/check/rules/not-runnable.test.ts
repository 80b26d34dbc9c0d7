import { WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { notRunnable } from '../../../src/check/rules/not-runnable';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { binary, GUEST, subject, testRule } from '../subject';

const made = (role: WasmRole, exports: string[], command = ['app.wasm']) =>
  subject(({ guest }) => Object.assign(guest, { command }), {
    runtime: WASMTIME,
    binary: binary({ kind: WasmKind.MODULE, role, imports: [], exports }),
  });

testRule(notRunnable, {
  good: [
    { that: 'a command', subject: made(WasmRole.COMMAND, ['_start']) },
    { that: 'a function that the command names', subject: made(WasmRole.LIBRARY, ['run'], ['app.wasm#run']) },
  ],
  bad: [
    {
      that: 'a library',
      subject: made(WasmRole.LIBRARY, ['add']),
      field: `${GUEST}/image`,
      says: [
        '"ghcr.io/acme/hello:1.4.0"',
        'it is a library',
        'containerd-shim-wasmtime 0.6.0',
        'fix: build a command or an HTTP component',
      ],
    },
    {
      that: 'a reactor',
      subject: made(WasmRole.REACTOR, ['_initialize']),
      field: `${GUEST}/image`,
      says: ['it is a reactor', 'without -mexec-model=reactor'],
    },
    {
      that: 'a WIT package',
      subject: made(WasmRole.WIT_PACKAGE, []),
      field: `${GUEST}/image`,
      says: ['it is a WIT package', 'fix: take the component that implements'],
    },
    {
      that: 'a function that the command names and the binary lacks',
      subject: made(WasmRole.LIBRARY, ['add'], ['app.wasm#run']),
      field: `${GUEST}/image`,
      says: ['app.wasm#run'],
    },
  ],
});
