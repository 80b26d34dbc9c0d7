import { SpinExecutor } from '../../../src/artifact/spin/trigger-spec';
import { SpinManifest } from '../../../src/artifact/spin-manifest';
import { WasiTrack } from '../../../src/artifact/wasm/classify';
import { wasiVersion } from '../../../src/check/rules/wasi-version';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { binary, GUEST, subject, testRule } from '../subject';

const third = (version: string) =>
  binary({
    wasi: WasiTrack.WASI_0_3,
    imports: ['wasi:cli/environment@0.2.6', `wasi:http/types@${version}`],
    exports: [`wasi:http/handler@${version}`],
  });
const CANDIDATE = '0.3.0-rc-2026-01-06';
const on = (runtime: WasmRuntimeSpec, version: string, release?: string) =>
  subject(() => {}, { runtime, release: releaseOf(runtime.name, release), binary: third(version) });

const app = (executor: string, release?: string) =>
  subject(() => {}, {
    release: releaseOf('spin', release),
    binary: undefined,
    manifest: SpinManifest.fromToml(`
      spin_manifest_version = 2
      [application]
      name = "shop"
      [[trigger.http]]
      route = "/..."
      component = "cart"
      ${executor}
      [component.cart]
      source = "cart.wasm"
    `).toSpec(),
    componentBinaries: { cart: third(CANDIDATE) },
  });

testRule(wasiVersion, {
  good: [
    { that: 'WASI 0.2 on wasmtime', subject: subject(() => {}, { runtime: WASMTIME }) },
    {
      that: 'the release candidate of Spin 3.6 with its executor',
      subject: app(`executor = { type = "${SpinExecutor.WASIP3_UNSTABLE}" }`),
    },
    { that: 'a release of which nothing is known', subject: on(SPIN, '0.3.0', '0.30.0') },
  ],
  bad: [
    {
      that: 'WASI 0.3 on wasmtime',
      subject: on(WASMTIME, '0.3.0'),
      field: `${GUEST}/image`,
      says: [
        'wasi:http/handler@0.3.0',
        'containerd-shim-wasmtime 0.6.0',
        'fix: build it for WASI 0.2; no release of a shim',
      ],
    },
    {
      that: 'WASI 0.3 on Spin',
      subject: on(SPIN, '0.3.0'),
      field: `${GUEST}/image`,
      says: ['the release candidate 0.3.0-rc-2026-01-06 alone'],
    },
    {
      that: 'a release candidate in an artifact, which names no executor',
      subject: on(SPIN, CANDIDATE),
      field: `${GUEST}/image`,
      says: ['only by the executor wasip3-unstable', 'in spin.toml'],
    },
    {
      that: 'a component whose trigger does not name the executor',
      subject: app(''),
      field: `${GUEST}/image`,
      says: ['component cart: ', 'only by the executor wasip3-unstable'],
    },
    {
      that: 'the release candidate of another Spin',
      subject: app(`executor = { type = "${SpinExecutor.WASIP3_UNSTABLE}" }`, '0.22.0'),
      field: `${GUEST}/image`,
      says: ['0.3.0-rc-2025-09-16 alone', 'nodes with containerd-shim-spin 0.24.0'],
    },
  ],
});
