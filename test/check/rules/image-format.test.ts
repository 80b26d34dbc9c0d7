import { ImageFormat } from '../../../src/artifact/wasm-image';
import { imageFormat } from '../../../src/check/rules/image-format';
import { crunSpec } from '../../../src/runtime/runtimes/crun';
import { WASMEDGE, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { GUEST, subject, testRule } from '../subject';

const of = (runtime: WasmRuntimeSpec, format: ImageFormat) =>
  subject(() => undefined, { runtime, imageFormat: format });

testRule(imageFormat, {
  good: [
    { that: 'an artifact on Spin', subject: of(SPIN, ImageFormat.ARTIFACT) },
    { that: 'a Spin application image on Spin', subject: of(SPIN, ImageFormat.SPIN) },
    { that: 'an artifact on wasmtime', subject: of(WASMTIME, ImageFormat.ARTIFACT) },
    { that: 'an ordinary image on WasmEdge', subject: of(WASMEDGE, ImageFormat.PLAIN) },
    { that: 'what nobody has shown', subject: of(crunSpec({}), ImageFormat.ARTIFACT) },
    {
      that: 'a runtime of which nothing is said',
      subject: of({ ...SPIN, formats: undefined }, ImageFormat.RUNWASI),
    },
  ],
  bad: [
    {
      that: 'a Spin application image on wasmtime',
      subject: of(WASMTIME, ImageFormat.SPIN),
      field: `${GUEST}/image`,
      says: ['format spin', 'wasmtime runtime', "can't handle spec", 'allowed: artifact, runwasi, plain'],
    },
    {
      that: 'runwasi’s image on Spin',
      subject: of(SPIN, ImageFormat.RUNWASI),
      field: `${GUEST}/image`,
      says: ['format runwasi', 'spin runtime', 'allowed: artifact, spin, plain'],
    },
  ],
});
