import { ImageFormat } from '../../../src/artifact/image-format';
import { imageFormat } from '../../../src/check/rules/image-format';
import { releaseOf } from '../../../src/runtime/releases';
import { crunSpec } from '../../../src/runtime/runtimes/crun-spec';
import { WASMEDGE, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { GUEST, subject, testRule } from '../subject';

const of = (runtime: WasmRuntimeSpec, format: ImageFormat) =>
  subject(() => undefined, { runtime, imageFormat: format });
const on = (runtime: WasmRuntimeSpec, version: string, imageFormat: ImageFormat) =>
  subject(() => undefined, { runtime, release: releaseOf(runtime.name, version), imageFormat });

testRule(imageFormat, {
  good: [
    { that: 'an artifact on Spin', subject: of(SPIN, ImageFormat.ARTIFACT) },
    { that: 'a Spin application image on Spin', subject: of(SPIN, ImageFormat.SPIN) },
    { that: 'an artifact on wasmtime', subject: of(WASMTIME, ImageFormat.ARTIFACT) },
    { that: 'an ordinary image on WasmEdge', subject: of(WASMEDGE, ImageFormat.PLAIN) },
    { that: 'what nobody has shown', subject: of(crunSpec({}), ImageFormat.ARTIFACT) },
    {
      that: 'a runtime of which nothing is said',
      subject: of({ ...SPIN, name: 'mine', formats: undefined }, ImageFormat.RUNWASI),
    },
    {
      that: 'an artifact on the first Spin that takes it',
      subject: on(SPIN, '0.23.0', ImageFormat.ARTIFACT),
    },
    { that: 'a Spin application image on an old Spin', subject: on(SPIN, '0.17.0', ImageFormat.SPIN) },
    { that: 'a release of which nothing is known', subject: on(SPIN, '0.16.0', ImageFormat.RUNWASI) },
  ],
  bad: [
    {
      that: 'a Spin application image on wasmtime',
      subject: of(WASMTIME, ImageFormat.SPIN),
      field: `${GUEST}/image`,
      says: ['format spin', 'wasmtime runtime', "can't handle spec", 'allowed: artifact, runwasi, plain'],
    },
    {
      that: 'an artifact on a Spin that is too old for it',
      subject: on(SPIN, '0.22.0', ImageFormat.ARTIFACT),
      field: `${GUEST}/image`,
      says: [
        'containerd-shim-spin 0.22.0',
        'application/wasm since 0.23.0',
        'allowed: spin, plain',
        "nodes with containerd-shim-spin 0.24.0, and shimVersions: { spin: '0.24.0' }",
        'format: ImageFormat.SPIN',
      ],
    },
    {
      that: 'an artifact on the wasmtime shim between those that take it',
      subject: on(WASMTIME, '0.4.0', ImageFormat.ARTIFACT),
      field: `${GUEST}/image`,
      says: [
        'containerd-shim-wasmtime 0.4.0',
        'nodes with containerd-shim-wasmtime 0.6.0',
        'ImageFormat.RUNWASI',
      ],
    },
    {
      that: 'a Spin application image on a runtime of the user’s own',
      subject: of({ ...WASMTIME, name: 'mine' }, ImageFormat.SPIN),
      field: `${GUEST}/image`,
      says: ['the mine runtime does not run that', "can't handle spec"],
    },
    {
      that: 'runwasi’s image on Spin',
      subject: of(SPIN, ImageFormat.RUNWASI),
      field: `${GUEST}/image`,
      says: ['format runwasi', 'spin runtime', 'allowed: artifact, spin, plain'],
    },
  ],
});
