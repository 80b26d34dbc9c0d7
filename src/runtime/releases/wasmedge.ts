import { Known, read } from '../fact';
import { moduleRelease } from './modules';
import type { ShimReleaseSpec } from './shim-release-spec';

const INSTANCE = 'containerd/runwasi crates/containerd-shim-wasmedge src/instance.rs';

/** What the releases of runwasi’s WasmEdge shim run, newest first. */
export function wasmedgeReleases(): ShimReleaseSpec[] {
  return [
    moduleRelease({
      runtime: 'wasmedge',
      version: '0.6.0',
      date: '2025-05-20',
      engine: 'WasmEdge 0.14',
      noComponents: 'WasmEdge’s component model is not finished (WasmEdge/WasmEdge issues 4236, 4377)',
      environment: {
        WASMEDGE_PLUGIN_PATH: read(Known.YES, `${INSTANCE}: variables WASMEDGE_… configure the host`),
        WASMEDGE_WASINN_PRELOAD: read(Known.YES, `${INSTANCE}: variables WASMEDGE_… configure the host`),
      },
    }),
  ];
}
