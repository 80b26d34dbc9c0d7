import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import { WasiTrack, WasmKind, WasmRole } from '../artifact/wasm/classify';
import { allReleases } from '../runtime/releases';
import type { ShimReleaseSpec } from '../runtime/releases/shim-release-spec';
import { exportObstacles, importObstacles, thirdGeneration } from './binary-interfaces';
import { useObstacles } from './binary-use';
import { against, type BinaryUse, type Obstacle, ROLE_TEXT, yesOf } from './obstacle';

type Look = (binary: WasmBinarySpec, release: ShimReleaseSpec, use: BinaryUse) => Obstacle[];

/** In the order in which they would end a start. */
const LOOKS: readonly Look[] = [
  nothingToRun,
  kindObstacles,
  worldModule,
  roleObstacles,
  wasiObstacles,
  exportObstacles,
  useObstacles,
  importObstacles,
];

/** What nobody starts by itself, and what to build instead. */
const NOTHING: { readonly [role in WasmRole]?: string } = {
  [WasmRole.LIBRARY]:
    'build a command or an HTTP component of it, or a component that brings it as a dependency',
  [WasmRole.REACTOR]:
    'build it as a command: without -mexec-model=reactor, -buildmode=c-shared or crate-type cdylib',
  [WasmRole.WIT_PACKAGE]: 'take the component that implements its interfaces',
};

/**
 * Why a release does not run a binary, or may not: what nobody has shown, up to the first thing that is certain.
 *
 * @param use how it is to run; without it, only what holds in any use is said
 * @returns nothing where it runs
 */
export function whyNot(binary: WasmBinarySpec, release: ShimReleaseSpec, use: BinaryUse = {}): Obstacle[] {
  const found: Obstacle[] = [];
  for (const look of LOOKS) {
    found.push(...look(binary, release, use));
    if (found.some(({ certain }) => certain)) {
      break;
    }
  }
  return found;
}

/** The releases of all shims that run a binary, newest first. */
export function whoRuns(binary: WasmBinarySpec, use: BinaryUse = {}): ShimReleaseSpec[] {
  const { trigger: _trigger, executor: _executor, ...elsewhere } = use;
  return allReleases().filter(
    (release) => whyNot(binary, release, isSpin(release) ? use : elsewhere).length === 0,
  );
}

/** Only Spin has triggers; what other shims call follows from the binary. */
function isSpin({ triggers }: ShimReleaseSpec): boolean {
  return Object.keys(triggers).length > 0;
}

function nothingToRun(
  { role, exports }: WasmBinarySpec,
  release: ShimReleaseSpec,
  use: BinaryUse,
): Obstacle[] {
  const fix = NOTHING[role];
  const isNamed = use.calls !== undefined && exports.includes(use.calls) && !isSpin(release);
  return fix === undefined || isNamed
    ? []
    : against('nothing', release, release.roles[role], { it: ROLE_TEXT[role], does: 'start that', fix });
}

function kindObstacles({ kind }: WasmBinarySpec, release: ShimReleaseSpec): Obstacle[] {
  return against('kind', release, release.kinds[kind], {
    it: kind === WasmKind.COMPONENT ? 'is a component' : 'is a core module',
    does: kind === WasmKind.COMPONENT ? 'run components' : 'run core modules',
    allowed: yesOf(release.kinds),
  });
}

/** A core module made for a component’s world is one step short of running. */
function worldModule({ kind, role, exports }: WasmBinarySpec, release: ShimReleaseSpec): Obstacle[] {
  const stands = [WasmRole.SPIN_V1_MODULE, ...(exports.includes('_start') ? [WasmRole.COMMAND] : [])];
  return kind === WasmKind.COMPONENT || role in NOTHING || stands.includes(role)
    ? []
    : against('kind', release, release.worldModules, {
        it: 'is a core module that is yet to become a component',
        does: 'make one of it',
        fix: 'wasm-tools component new, with the adapter for preview 1 where it imports that',
      });
}

function roleObstacles({ role }: WasmBinarySpec, release: ShimReleaseSpec): Obstacle[] {
  return role in NOTHING
    ? []
    : against('role', release, release.roles[role], {
        it: ROLE_TEXT[role],
        does: 'call that',
        allowed: yesOf(release.roles),
      });
}

function wasiObstacles(binary: WasmBinarySpec, release: ShimReleaseSpec, use: BinaryUse): Obstacle[] {
  return binary.wasi === WasiTrack.WASI_0_3
    ? thirdGeneration(binary, release, use)
    : against('wasi', release, release.wasi[binary.wasi], {
        it: binary.wasi === WasiTrack.NONE ? 'uses nothing of WASI' : `is made for WASI ${binary.wasi}`,
        does: 'run that',
        allowed: yesOf(release.wasi),
      });
}
