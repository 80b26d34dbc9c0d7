import { WasmRole } from '../../../src/artifact/wasm/classify';
import { missingImport } from '../../../src/check/rules/missing-import';
import { SPINKUBE } from '../../../src/runtime/platforms/spinkube';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { binary, GUEST, subject, testRule } from '../subject';

const on = (runtime: WasmRuntimeSpec, imports: string[], version?: string) =>
  subject(() => {}, { runtime, release: releaseOf(runtime.name, version), binary: binary({ imports }) });
const command = (runtime: WasmRuntimeSpec, imports: string[]) =>
  subject(() => {}, {
    runtime,
    http: false,
    binary: binary({ imports, role: WasmRole.COMMAND, exports: ['wasi:cli/run@0.2.0'] }),
  });

testRule(missingImport, {
  good: [
    {
      that: 'WASI 0.2 of any patch',
      subject: on(WASMTIME, ['wasi:io/streams@0.2.99', 'wasi:sockets/tcp@0.2.0']),
    },
    { that: 'HTTP calls of an HTTP component', subject: on(WASMTIME, ['wasi:http/outgoing-handler@0.2.3']) },
    {
      that: 'Spin’s own interfaces on Spin',
      subject: on(SPIN, ['fermyon:spin/llm@2.0.0', 'wasi:keyvalue/store@0.2.0-draft2']),
    },
    {
      that: 'what a newer release has, on it',
      subject: on(SPIN, ['spin:postgres/postgres@4.0.0'], '0.21.0'),
    },
    { that: 'types alone, which need nobody', subject: on(WASMTIME, ['acme:shop/types@1.0.0']) },
    {
      that: 'a release of which nothing is known',
      subject: on(WASMTIME, ['wasi:keyvalue/store@0.2.0-draft2'], '0.7.0'),
    },
  ],
  bad: [
    {
      that: 'HTTP calls of a command on wasmtime',
      subject: command(WASMTIME, ['wasi:http/outgoing-handler@0.2.0']),
      field: `${GUEST}/image`,
      says: [
        'it imports wasi:http/outgoing-handler@0.2.0',
        'containerd-shim-wasmtime 0.6.0 does not provide',
        'WasmRuntime.spin() (containerd-shim-spin 0.24.0 runs it)',
      ],
    },
    {
      that: 'Spin’s stores on wasmtime',
      subject: on(WASMTIME, ['fermyon:spin/key-value@2.0.0', 'wasi:config/store@0.2.0-draft-2024-09-27']),
      field: `${GUEST}/image`,
      says: ['fermyon:spin/key-value@2.0.0, wasi:config/store@0.2.0-draft-2024-09-27', 'WasmRuntime.spin()'],
    },
    {
      that: 'another draft than Spin’s',
      subject: on(SPIN, ['wasi:keyvalue/store@0.2.0-draft']),
      field: `${GUEST}/image`,
      says: [
        'wasi:keyvalue/store@0.2.0-draft,',
        'no release of a shim that this package knows provides all of its imports',
      ],
    },
    {
      that: 'what came with a newer release',
      subject: on(SPIN, ['spin:postgres/postgres@4.0.0'], '0.20.0'),
      field: `${GUEST}/image`,
      says: ["nodes with containerd-shim-spin 0.24.0, and shimVersions: { spin: '0.24.0' } of the platform"],
    },
    {
      that: 'what the platform has no shim for',
      subject: {
        ...command(WASMTIME, ['wasi:http/outgoing-handler@0.2.0']),
        platform: { ...SPINKUBE, runtimes: {} },
      },
      field: `${GUEST}/image`,
      says: ['WasmRuntime.spin() (containerd-shim-spin 0.24.0 runs it), on a platform that has it'],
    },
  ],
});
