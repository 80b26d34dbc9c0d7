import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { binaryKind } from '../../../src/check/rules/binary-kind';
import { releaseOf } from '../../../src/runtime/releases';
import { WAMR, WASMEDGE, WASMER, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { binary, GUEST, subject, testRule } from '../subject';

const on = (runtime: WasmRuntimeSpec, more: Parameters<typeof binary>[0] = {}, version?: string) =>
  subject(() => {}, { runtime, release: releaseOf(runtime.name, version), binary: binary(more) });

const command = { role: WasmRole.COMMAND, exports: ['wasi:cli/run@0.2.0'], imports: [] };
const module = {
  kind: WasmKind.MODULE,
  wasi: WasiTrack.PREVIEW_1,
  role: WasmRole.COMMAND,
  imports: [],
  exports: ['_start'],
};
const unfinished = {
  kind: WasmKind.MODULE,
  imports: [],
  exports: ['wasi:http/incoming-handler@0.2.0#handle'],
};

testRule(binaryKind, {
  good: [
    { that: 'a component on wasmtime', subject: on(WASMTIME) },
    ...[SPIN, WASMTIME, WASMEDGE, WASMER, WAMR].map((runtime) => ({
      that: `a core module on ${runtime.name}`,
      subject: on(runtime, module),
    })),
    { that: 'a module that Spin makes a component of', subject: on(SPIN, unfinished) },
    { that: 'a release of which nothing is known', subject: on(WASMEDGE, {}, '0.7.0') },
  ],
  bad: [
    ...[WASMEDGE, WASMER, WAMR].map((runtime) => ({
      that: `a component on ${runtime.name}`,
      subject: on(runtime),
      field: `${GUEST}/image`,
      says: [
        '"ghcr.io/acme/hello:1.4.0"',
        `it is a component, and containerd-shim-${runtime.name} `,
        'allowed: module',
        'fix: runtime: WasmRuntime.spin() (containerd-shim-spin 0.24.0 runs it)',
      ],
    })),
    {
      that: 'a command, which Spin’s artifacts do not start, on WasmEdge',
      subject: on(WASMEDGE, command),
      field: `${GUEST}/image`,
      says: ['it is a component'],
    },
    {
      that: 'a component on the first wasmtime shim',
      subject: on(WASMTIME, {}, '0.3.0'),
      field: `${GUEST}/image`,
      says: [
        "nodes with containerd-shim-wasmtime 0.6.0, and shimVersions: { wasmtime: '0.6.0' } of the platform",
      ],
    },
    {
      that: 'a module that is yet to become a component',
      subject: on(WASMTIME, unfinished),
      field: `${GUEST}/image`,
      says: ['yet to become a component', 'wasm-tools component new', 'WasmRuntime.spin()'],
    },
  ],
});
