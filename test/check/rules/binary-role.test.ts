import type { WasmBinarySpec } from '../../../src/artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { binaryRole } from '../../../src/check/rules/binary-role';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { binary, GUEST, subject, testRule } from '../subject';

const on = (runtime: WasmRuntimeSpec, more: Partial<WasmBinarySpec>, version?: string) =>
  subject(() => {}, {
    http: !('role' in more),
    runtime,
    release: releaseOf(runtime.name, version),
    binary: binary({ imports: [], ...more }),
  });

const redis = { role: WasmRole.REDIS_TRIGGER, wasi: WasiTrack.NONE, exports: ['fermyon:spin/inbound-redis'] };
const old = { kind: WasmKind.MODULE, role: WasmRole.SPIN_V1_MODULE, exports: ['handle-redis-message'] };

testRule(binaryRole, {
  good: [
    { that: 'a taker of messages on Spin', subject: on(SPIN, redis) },
    { that: 'a module for old Spin on Spin', subject: on(SPIN, old) },
    { that: 'an HTTP component on wasmtime', subject: on(WASMTIME, {}) },
  ],
  bad: [
    {
      that: 'a taker of messages on wasmtime',
      subject: on(WASMTIME, redis),
      field: `${GUEST}/image`,
      says: ['it takes messages of Redis', 'allowed: http, command', 'fix: runtime: WasmRuntime.spin()'],
    },
    {
      that: 'a module for old Spin on wasmtime',
      subject: on(WASMTIME, old),
      field: `${GUEST}/image`,
      says: ['the Spin of before components', 'WasmRuntime.spin()'],
    },
    {
      that: 'an HTTP component on a wasmtime shim of before its server',
      subject: on(WASMTIME, {}, '0.4.0'),
      field: `${GUEST}/image`,
      says: [
        'it answers HTTP requests',
        'no wasi:http before 0.5.0',
        'nodes with containerd-shim-wasmtime 0.6.0',
      ],
    },
    {
      that: 'a command of another version than the old engine’s',
      subject: on(WASMTIME, { role: WasmRole.COMMAND, exports: ['wasi:cli/run@0.2.3'] }, '0.4.0'),
      field: `${GUEST}/image`,
      says: ['it exports wasi:cli/run@0.2.3', 'allowed: wasi:cli/run@0.2.0'],
    },
    {
      that: 'the world of a newer Spin',
      subject: on(SPIN, { ...redis, exports: ['spin:redis/inbound-redis@3.0.0'] }),
      field: `${GUEST}/image`,
      says: [
        'it exports spin:redis/inbound-redis@3.0.0',
        'no release of a shim that this package knows calls this',
      ],
    },
  ],
});
