import { moduleRelease } from './modules';
import type { ShimReleaseSpec } from './shim-release-spec';

/** What the releases of runwasi’s Wasmer shim run, newest first. */
export function wasmerReleases(): ShimReleaseSpec[] {
  return [
    moduleRelease({
      runtime: 'wasmer',
      version: '0.6.0',
      date: '2025-05-20',
      engine: 'Wasmer 5.0.2',
      noComponents: 'wasmerio/wasmer issue 4439 asks for preview 2',
    }),
  ];
}
