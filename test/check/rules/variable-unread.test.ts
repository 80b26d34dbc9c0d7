import { variableUnread } from '../../../src/check/rules/variable-unread';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { GUEST, lazy, subject, testRule } from '../subject';

const on = (runtime: WasmRuntimeSpec, version: string, name: unknown) =>
  subject(({ guest }) => Object.assign(guest, { env: [{ name, value: '1' }] }), {
    runtime,
    release: releaseOf(runtime.name, version),
  });
const LIMIT = 'SPIN_MAX_INSTANCE_MEMORY';

testRule(variableUnread, {
  good: [
    { that: 'a limit of memory on the first Spin that has it', subject: on(SPIN, '0.20.0', LIMIT) },
    { that: 'a variable of somebody else’s', subject: on(SPIN, '0.17.0', 'GREETING') },
    { that: 'a variable by the name of what every object has', subject: on(SPIN, '0.17.0', 'constructor') },
    { that: 'a release of which nothing is known', subject: on(SPIN, '0.16.0', LIMIT) },
    { that: 'a name that is not known yet', subject: on(SPIN, '0.19.0', lazy(LIMIT)) },
  ],
  bad: [
    {
      that: 'a limit of memory on a Spin of before it',
      subject: on(SPIN, '0.19.0', LIMIT),
      field: `${GUEST}/env/0/name`,
      says: [
        `"${LIMIT}"`,
        'containerd-shim-spin 0.19.0 does not read it',
        'since 0.20.0',
        'nodes with containerd-shim-spin 0.24.0',
      ],
    },
    {
      that: 'a listen address on a wasmtime shim of before its server',
      subject: on(WASMTIME, '0.4.0', 'WASMTIME_HTTP_PROXY_SOCKET_ADDR'),
      field: `${GUEST}/env/0/name`,
      says: ['containerd-shim-wasmtime 0.4.0', 'nodes with containerd-shim-wasmtime 0.6.0'],
    },
  ],
});
