import { unseenByGuest } from '../../../src/check/rules/unseen-by-guest';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMEDGE, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { type Draft, GUEST, lazy, subject, testRule } from '../subject';

const args = ({ guest }: Draft) => Object.assign(guest, { args: ['--verbose'], volumeMounts: [] });
const mounts = ({ guest }: Draft) =>
  Object.assign(guest, { volumeMounts: [{ name: 'config', mountPath: '/etc/app' }] });
const on = (runtime: WasmRuntimeSpec, change: (draft: Draft) => void, http = true, version?: string) =>
  subject(change, { runtime, http, release: releaseOf(runtime.name, version) });

testRule(unseenByGuest, {
  good: [
    { that: 'arguments of a command', subject: on(WASMTIME, args, false) },
    { that: 'files of a command', subject: on(WASMTIME, mounts, false) },
    { that: 'files for Spin itself', subject: subject(mounts) },
    { that: 'arguments of a guest that serves by itself', subject: on(WASMEDGE, args) },
    {
      that: 'no arguments',
      subject: on(WASMTIME, ({ guest }) => Object.assign(guest, { args: [], volumeMounts: [] })),
    },
    { that: 'a release of which nothing is known', subject: on(WASMTIME, args, true, '0.9.0') },
    {
      that: 'arguments that are not known yet',
      subject: subject(({ guest }) => Object.assign(guest, { args: lazy([]) })),
    },
  ],
  bad: [
    {
      that: 'arguments on wasmtime',
      subject: on(WASMTIME, args),
      field: `${GUEST}/args`,
      says: [
        '["--verbose"]',
        'the HTTP server of containerd-shim-wasmtime 0.6.0 see no arguments',
        'the prop env',
      ],
    },
    {
      that: 'arguments on Spin',
      subject: subject(args),
      field: `${GUEST}/args`,
      says: ['containerd-shim-spin 0.24.0'],
    },
    {
      that: 'files on wasmtime',
      subject: on(WASMTIME, mounts),
      field: `${GUEST}/volumeMounts/0`,
      says: ['"/etc/app"', 'see no files'],
    },
  ],
});
