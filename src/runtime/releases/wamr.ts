import { moduleRelease } from './modules';
import type { ShimReleaseSpec } from './shim-release-spec';

/** What the releases of runwasi’s WAMR shim run, newest first. */
export function wamrReleases(): ShimReleaseSpec[] {
  return [
    moduleRelease({
      runtime: 'wamr',
      version: '0.2.0',
      date: '2025-05-20',
      engine: 'WAMR, wamr-rust-sdk 1.1.0',
      noComponents: 'WAMR has no component model (bytecodealliance/wasm-micro-runtime issue 2126)',
    }),
  ];
}
